import type { PixelArray } from '../kernels/index.ts';

/** Keeps of each two values the smaller or the larger, in the first array. Neither may be -0; where one is NaN, either is
 * kept.
 *
 * Method: the bits of float32 values, those of negative ones turned around, are whole numbers in the same order, and
 *         these can be picked without a branch that nobody can predict. */
export function combineExtrema(into: PixelArray, other: PixelArray, extremum: 'min' | 'max'): void {
  if (into instanceof Float32Array) {
    const ours = new Int32Array(into.buffer, into.byteOffset, into.length);
    const theirs = new Int32Array(other.buffer, other.byteOffset, other.length);
    const turn = extremum === 'min' ? 0 : -1;
    for (let i = 0; i < ours.length; i++) {
      const a = ours[i]!;
      const b = theirs[i]!;
      const keyA = a ^ ((a >> 31) & 0x7fffffff) ^ turn;
      const keyB = b ^ ((b >> 31) & 0x7fffffff) ^ turn;
      ours[i] = a ^ ((a ^ b) & -Number(keyB < keyA));
    }
  } else if (extremum === 'min') {
    for (let i = 0; i < into.length; i++) if (other[i]! < into[i]!) into[i] = other[i]!;
  } else {
    for (let i = 0; i < into.length; i++) if (other[i]! > into[i]!) into[i] = other[i]!;
  }
}
