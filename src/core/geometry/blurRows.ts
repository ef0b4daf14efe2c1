import { gaussianReach, gaussianWeights } from './gaussianWeights.ts';
import { borderIndex } from './interpolation.ts';
import type { RowRange, SourceRows } from './sourceRows.ts';

/** The rows that a blur of sigma pixels along y needs for rows y0 … y1 - 1. */
export function rowsToBlur({ y0, y1 }: RowRange, sigmaY: number, height: number): RowRange {
  if (y0 >= y1) return { y0, y1 };
  const reach = gaussianReach(sigmaY);
  return { y0: Math.max(0, y0 - reach), y1: Math.min(height, y1 + reach) };
}

/** Gaussian blur along y, then x, of rows `wanted`, so that what is thinned out afterwards has no patterns.
 *
 * Units:  sigma in pixels; 0 leaves an axis alone.
 * Non-finite and masked: NaN and infinities are left out, the other weights making up for them; where they stand the result
 *         is NaN.
 * Border: mirror.
 * Cost:   O(pixels × sigma), 24 bytes a pixel.
 * Checked against: scikit-image 0.19 `rescale(anti_aliasing=True)`, group scale of the references. */
export function blurRows(source: SourceRows, wanted: RowRange, sigmaX: number, sigmaY: number): SourceRows {
  const { width, height } = source;
  const rows = wanted.y1 - wanted.y0;
  const sums = new Float64Array(width * rows);
  const lost = new Float64Array(width * rows);
  const weightsY = gaussianWeights(sigmaY);
  for (let y = 0; y < rows; y++)
    for (let k = weightsY.length - 1; k >= 0; k--)
      for (const row of k === 0 ? [wanted.y0 + y] : [wanted.y0 + y - k, wanted.y0 + y + k])
        addRow(sums, lost, y * width, source, borderIndex(row, height, 'mirror') - source.y0, weightsY[k]!);

  const weightsX = gaussianWeights(sigmaX);
  const reach = weightsX.length - 1;
  const columns = Int32Array.from({ length: width + 2 * reach }, (_, i) =>
    borderIndex(i - reach, width, 'mirror'),
  );
  const pixels = new Float64Array(width * rows);
  for (let y = 0; y < rows; y++) {
    const at = y * width;
    const here = (wanted.y0 + y - source.y0) * width;
    for (let x = 0; x < width; x++) {
      let sum = weightsX[0]! * sums[at + x]!;
      let missed = weightsX[0]! * lost[at + x]!;
      for (let k = reach; k > 0; k--) {
        const left = at + columns[x + reach - k]!;
        const right = at + columns[x + reach + k]!;
        sum += weightsX[k]! * (sums[left]! + sums[right]!);
        missed += weightsX[k]! * (lost[left]! + lost[right]!);
      }
      const present = Math.abs(source.pixels[here + x]!) < Infinity;
      pixels[at + x] = present ? (missed === 0 ? sum : sum / (1 - missed)) : NaN;
    }
  }
  return { pixels, y0: wanted.y0, rows, width, height };
}

function addRow(
  sums: Float64Array,
  lost: Float64Array,
  at: number,
  { pixels, width }: SourceRows,
  row: number,
  weight: number,
): void {
  const from = row * width;
  for (let x = 0; x < width; x++) {
    const value = pixels[from + x]!;
    if (Math.abs(value) < Infinity) sums[at + x]! += weight * value;
    else lost[at + x]! += weight;
  }
}
