import {
  levelIndex,
  levelsOf,
  type LevelIndex,
  type Levels,
  type Scale,
} from '../../../core/selection/index.ts';

/** With fewer rows a lasso is fast without. */
export const FEWEST_ROWS = 20_000;

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

/** Of each column along x, that with the column along y that was last beside it. */
const indices = new WeakMap<Levels, LevelIndex>();

/** The rows sorted by two columns, where that was done. */
export function knownIndex(x: Levels, y: Levels): LevelIndex | undefined {
  const index = indices.get(x);
  return index?.y === y ? index : undefined;
}

export function makeIndex(x: Levels, y: Levels): void {
  if (!knownIndex(x, y)) indices.set(x, levelIndex(x, y));
}

/** Whether there is nothing to be made for a lasso on two axes. */
export function areReady(x: Float64Array, xScale: Scale, y: Float64Array, yScale: Scale): boolean {
  const across = knownLevels(x, xScale);
  const up = knownLevels(y, yScale);
  return across !== undefined && up !== undefined && knownIndex(across, up) !== undefined;
}

/** Corners of a lasso that is drawn by nobody. */
const CORNERS = 24;

/** A lasso around what lies in the middle of the axes; null where there is nothing between their ends. */
export function middleOf(x: Levels, y: Levels): [number, number][] | null {
  if (x.perUnit === 0 || y.perUnit === 0) return null;
  const at = ({ low, high, scale }: Levels, share: number): number => {
    const place = low + share * (high - low);
    return scale === 'log' ? Math.exp(place) : place;
  };
  return Array.from({ length: CORNERS }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return [at(x, 0.5 + 0.25 * Math.cos(angle)), at(y, 0.5 + 0.25 * Math.sin(angle))];
  });
}
