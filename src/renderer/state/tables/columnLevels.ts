import { levelsOf, type Levels, type Scale } from '../../../core/selection/index.ts';

/** Of fewer rows a lasso is fast without. */
const FEWEST_ROWS = 20_000;

const known = new WeakMap<Float64Array, Map<Scale, Levels>>();

/** The values of a column sorted into steps, where that was done. */
export function knownLevels(values: Float64Array, scale: Scale): Levels | undefined {
  return known.get(values)?.get(scale);
}

/** Sorts the values of a column into steps when there is time. */
export function expectLevels(values: Float64Array, scale: Scale): void {
  if (values.length < FEWEST_ROWS || knownLevels(values, scale)) return;
  setTimeout(() => {
    if (knownLevels(values, scale)) return;
    const scales = known.get(values) ?? new Map<Scale, Levels>();
    known.set(values, scales.set(scale, levelsOf(values, scale)));
  });
}
