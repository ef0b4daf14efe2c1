import type { PixelArray } from '../reduce/index.ts';
import type { SourceRows } from './sourceRows.ts';

/** What becomes of the pixels of a block. */
export type BinStatistic = 'mean' | 'sum' | 'median';

interface Block {
  readonly width: number;
  readonly height: number;
}

/** Blocks of pixels put into one each; columns and rows at the far borders that fill no block are left out.
 *
 * Shape:  `result` holds floor(width / block width) pixels a row, the first row being row y0; `source` has rows
 *         y0 block height … of the image.
 * Units:  those of the image.
 * Non-finite and masked: NaN and infinities are left out; a block that has nothing else is NaN.
 * Cost:   O(pixels); the median O(pixels log block).
 * Checked against: NumPy nanmean, nansum and nanmedian, 1e-13 relative, group bin of the references. */
export function binRowsInto(
  result: { readonly pixels: PixelArray; readonly width: number; readonly rows: number },
  y0: number,
  source: SourceRows,
  block: Block,
  statistic: BinStatistic,
): void {
  const values = new Float64Array(block.width * block.height);
  for (let y = 0; y < result.rows; y++) {
    const top = (y0 + y) * block.height - source.y0;
    for (let x = 0; x < result.width; x++) {
      const count = gatherInto(values, source, x * block.width, top, block);
      result.pixels[y * result.width + x] = count === 0 ? NaN : statisticOf(values, count, statistic);
    }
  }
}

function gatherInto(
  values: Float64Array,
  { pixels, width }: SourceRows,
  left: number,
  top: number,
  block: Block,
): number {
  let count = 0;
  for (let row = top; row < top + block.height; row++)
    for (let i = row * width + left; i < row * width + left + block.width; i++) {
      const value = pixels[i]!;
      if (Math.abs(value) < Infinity) values[count++] = value;
    }
  return count;
}

function statisticOf(values: Float64Array, count: number, statistic: BinStatistic): number {
  if (statistic === 'median') {
    const sorted = values.subarray(0, count).sort();
    const middle = count >> 1;
    return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  return statistic === 'sum' ? sum : sum / count;
}
