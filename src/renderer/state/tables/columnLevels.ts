import { levelsOf, type Levels, type Scale } from '../../../core/selection/index.ts';

/** Of fewer rows a lasso is fast without. */
const FEWEST_ROWS = 20_000;

const known = new WeakMap<Float64Array, Map<Scale, Levels>>();

/** The values of a column sorted into steps, where that was done. */
export function knownLevels(values: Float64Array, scale: Scale): Levels | undefined {
  return known.get(values)?.get(scale);
}

export function makeLevels(values: Float64Array, scale: Scale): Levels {
  const made = knownLevels(values, scale) ?? levelsOf(values, scale);
  const scales = known.get(values) ?? new Map<Scale, Levels>();
  known.set(values, scales.set(scale, made));
  return made;
}

/** Whether there is nothing to be made for a lasso on two axes. */
export function areReady(x: Float64Array, xScale: Scale, y: Float64Array, yScale: Scale): boolean {
  if (x.length < FEWEST_ROWS) return true;
  return knownLevels(x, xScale) !== undefined && knownLevels(y, yScale) !== undefined;
}

/** A lasso around what lies in the middle of the axes. */
export function middleOf(x: Levels, y: Levels): [number, number][] {
  const at = ({ low, high, scale }: Levels, share: number): number => {
    const place = low + share * (high - low);
    return scale === 'log' ? Math.exp(place) : place;
  };
  return [0.3, 0.5, 0.7].map((share, k) => [at(x, share), at(y, k === 1 ? 0.7 : 0.3)]);
}
