import type { WholeImage } from '../strips/index.ts';

/** Stretches of pixels side by side in a row, by row, then column. */
export interface PixelRuns {
  readonly count: number;
  /** The first column of each run, and the first column after it. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Row y has the runs rowStart[y] … rowStart[y + 1] - 1. */
  readonly rowStart: Int32Array;
}

/** Rows between two reports of progress. */
export const PROGRESS_ROWS = 64;

/** The runs of pixels that are on (finite and above 0), of those that are not, or of on pixels of the same value.
 *
 * Method: one look at each pixel; the lists double when they are full.
 * Shape:  an image in, runs out.   Units: 0-based columns and rows.
 * Non-finite: NaN and infinities are off.
 * Cost:   O(pixels); 8 bytes a run. */
export function pixelRuns(
  { width, height, pixels }: WholeImage,
  wanted: 'on' | 'off' | 'equal',
  progress: (share: number) => void,
): PixelRuns {
  let start = new Int32Array(4096);
  let end = new Int32Array(4096);
  const rowStart = new Int32Array(height + 1);
  let count = 0;
  for (let y = 0; y < height; y++) {
    if (y % PROGRESS_ROWS === 0) progress(y / height);
    if (count + width > start.length) {
      start = grown(start, count + width);
      end = grown(end, count + width);
    }
    const row = y * width;
    let current = 0;
    for (let x = 0; x < width; x++) {
      const value = pixels[row + x]!;
      const on = value > 0 && value < Infinity;
      const next = wanted === 'off' ? (on ? 0 : 1) : !on ? 0 : wanted === 'on' ? 1 : value;
      if (next === current) continue;
      if (current !== 0) end[count++] = x;
      if (next !== 0) start[count] = x;
      current = next;
    }
    if (current !== 0) end[count++] = width;
    rowStart[y + 1] = count;
  }
  return { count, start, end, rowStart };
}

function grown(list: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(least, 2 * list.length));
  longer.set(list);
  return longer;
}
