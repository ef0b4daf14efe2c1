import type { PatchPairsRequest } from './kernels.ts';
import type { PixelArray } from './pixels.ts';
import { arithmeticOf } from './scalarDecay.ts';
import type { MemoryViews } from './scalarLoops.ts';

/** Patches farther apart than this get no weight. */
const CUTOFF = 5;

/** See Kernels.patchPairs. Each pair is met twice, from either of its pixels. */
export function addPatchPairs(views: MemoryViews, request: PatchPairsRequest): void {
  const { type, pitch, width, rows, dx, dy, sumPitch } = request;
  const { round } = arithmeticOf(type);
  const pixels = type === 'float32' ? views.f32 : views.f64;
  const size = pixels.BYTES_PER_ELEMENT;
  const shift = dy * pitch + dx;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const at = request.values / size + y * pitch + x;
      const sum = request.sums / size + y * sumPitch + x;
      const weight = request.weights / size + y * sumPitch + x;
      for (const step of [shift, -shift]) {
        const difference = round(pixels[at + step] - pixels[at]);
        if (difference - difference !== 0) continue;
        const share = weightOf(pixels, step > 0 ? at : at + step, shift, request);
        pixels[weight] += share;
        pixels[sum] += round(share * difference);
      }
    }
  }
}

/** The weight of the pair whose first pixel is at `at`. */
function weightOf(pixels: PixelArray, at: number, shift: number, request: PatchPairsRequest): number {
  const { type, pitch, radius } = request;
  const { round, decay } = arithmeticOf(type);
  const noise = round(request.noise);
  const side = 2 * radius;
  const squares = new Float64Array(side * side);
  const known = new Float64Array(side * side);
  for (let row = 0, place = 0; row < side; row++) {
    for (let column = 0; column < side; column++, place++) {
      const from = at + (row + 1 - radius) * pitch + column + 1 - radius;
      const difference = round(pixels[from] - pixels[from + shift]);
      if (difference - difference !== 0 && request.holes) continue;
      squares[place] = round(round(difference * difference) - noise);
      known[place] = 1;
    }
  }
  const sum = squareSum(squares, side, round);
  let u = round((0 < sum ? sum : 0) * round(request.scale));
  if (request.holes) u = round(u * round((side * side) / squareSum(known, side, round)));
  return u <= CUTOFF ? decay(u) : 0;
}

/** The sum of side * side numbers: down each column, then along the row of their sums. */
function squareSum(values: Float64Array, side: number, round: (value: number) => number): number {
  const columns = new Float64Array(side);
  const column = new Float64Array(side);
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) column[y] = values[y * side + x];
    columns[x] = lineSum(column, round);
  }
  return lineSum(columns, round);
}

/** The sum of an even number of values in the order of the other kernels: sums of two, of twos and so on while the number is
 * even, then one after the other. `values` is lost. */
function lineSum(values: Float64Array, round: (value: number) => number): number {
  let terms = values.length;
  let apart = 1;
  for (; terms % 2 === 0; terms /= 2, apart *= 2)
    for (let i = 0; i + apart < values.length; i++) values[i] = round(values[i] + values[i + apart]);
  let sum = values[0];
  for (let term = 1; term < terms; term++) sum = round(sum + values[term * apart]);
  return sum;
}
