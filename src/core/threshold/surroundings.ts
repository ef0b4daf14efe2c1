import type { Strip } from '../strips/index.ts';

/** A strip with its surroundings in double precision, missing pixels as 0. */
export interface Surroundings {
  /** Pixels of a row with its surroundings. */
  readonly stride: number;
  readonly values: Float64Array;
  /** 1 where there is a finite pixel, 0 elsewhere; null where all are finite. */
  readonly present: Float64Array | null;
}

export function surroundingsOf(strip: Strip): Surroundings {
  const { pixels, width, haloX } = strip;
  const values = new Float64Array(pixels);
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) missing++;
  const stride = width + 2 * haloX;
  if (missing === 0) return { stride, values, present: null };
  const present = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (values[i] - values[i] === 0) present[i] = 1;
    else values[i] = 0;
  }
  return { stride, values, present };
}
