import type { MiddlesRequest } from './kernels.ts';
import type { MemoryViews } from './scalarLoops.ts';

const NONE = 0xffff_ffff;

/** See Kernels.middles. The window goes forth on even rows and back on odd ones. */
export function middleRanks({ u32 }: MemoryViews, request: MiddlesRequest): void {
  const { width, rows, size, total, end } = request;
  const pitch = width + size - 1;
  const first = request.ranks >>> 2;
  const out = request.out >>> 2;
  const bits = new Int32Array((total >>> 5) + 1);
  // How many numbers are in the window; the word looked at last; how many ranks are in the words before it.
  let count = 0;
  let word = 0;
  let below = 0;
  // Takes `size` ranks in (`sign` 1) or out (-1).
  const change = (from: number, step: number, sign: 1 | -1): void => {
    // Locals of this function: those of the outer one are slow.
    const edge = word << 5;
    let known = 0;
    let under = 0;
    for (let k = 0, at = first + from; k < size; k++, at += step) {
      const rank = u32[at];
      bits[rank >>> 5] ^= 1 << rank;
      // 1 where it is less, without a branch: it would be as likely as not.
      under += (rank - edge) >>> 31;
      known += (rank - end) >>> 31;
    }
    count += sign * known;
    below += sign * under;
  };
  // The rank that `position` others of the window lie before.
  const rankAt = (position: number): number => {
    while (below > position) below -= onesOf(bits[--word]);
    for (let ones = onesOf(bits[word]); below + ones <= position; ones = onesOf(bits[++word])) below += ones;
    let set = bits[word];
    for (let left = position - below; left > 0; left--) set &= set - 1;
    return (word << 5) + 31 - Math.clz32(set & -set);
  };
  for (let k = 0; k < size; k++) change(k * pitch, 1, 1);
  for (let y = 0; y < rows; y++) {
    const forth = y % 2 === 0;
    for (let step = 0; step < width; step++) {
      const x = forth ? step : width - 1 - step;
      if (step > 0) {
        change(y * pitch + (forth ? x - 1 : x + size), pitch, -1);
        change(y * pitch + (forth ? x + size - 1 : x), pitch, 1);
      } else if (y > 0) {
        change((y - 1) * pitch + x, 1, -1);
        change((y - 1 + size) * pitch + x, 1, 1);
      }
      const place = out + 2 * (y * width + x);
      u32[place] = count === 0 ? NONE : rankAt((count - 1) >> 1);
      u32[place + 1] = count === 0 ? NONE : rankAt(count >> 1);
    }
  }
}

function onesOf(word: number): number {
  // Most words of a small window are empty.
  if (word === 0) return 0;
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return Math.imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
