import { cos } from '../math/index.ts';

/** The periodic Hann window of `length` values, (1 - cos(2 pi i / length)) / 2, as `scipy.signal.windows.hann(sym=False)`:
 * it takes away the cross that the borders of an image make in its spectrum. */
export function hannWindow(length: number): Float64Array {
  if (length === 1) return Float64Array.of(1);
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * cos((6.283185307179586 * i) / length));
}
