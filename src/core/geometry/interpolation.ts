/** Degree of the spline through the pixels: 0 the nearest pixel, 1 bilinear, 3 cubic. */
export type SplineOrder = 0 | 1 | 3;

/** What lies beyond the outermost pixels' centres, by SciPy's names. */
export type Beyond = 'constant' | 'mirror' | 'reflect';

export interface Interpolation {
  readonly order: SplineOrder;
  readonly mode: Beyond;
  /** Value beyond the border in mode `constant`. */
  readonly cval: number;
}

/** Which pixel of a line stands at `index` before or after it. */
export function borderIndex(index: number, length: number, mode: Beyond): number {
  if (index >= 0 && index < length) return index;
  if (length === 1) return 0;
  if (mode === 'reflect') {
    const place = modulo(index, 2 * length);
    return place < length ? place : 2 * length - 1 - place;
  }
  const place = modulo(index, 2 * length - 2);
  return place < length ? place : 2 * length - 2 - place;
}

/** The place inside a line at which the value at `place` is found; NaN where there is none. */
export function placeInside(place: number, length: number, mode: Beyond): number {
  const last = length - 1;
  if (place >= 0 && place <= last) return place;
  if (mode === 'constant') return NaN;
  if (mode === 'mirror') {
    if (last === 0) return 0;
    const inPeriod = modulo(place, 2 * last);
    return inPeriod <= last ? inPeriod : 2 * last - inPeriod;
  }
  const inPeriod = modulo(place + 0.5, 2 * length);
  return (inPeriod <= length ? inPeriod : 2 * length - inPeriod) - 0.5;
}

function modulo(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest;
}
