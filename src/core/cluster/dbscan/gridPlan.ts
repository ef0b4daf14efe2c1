/** How points are cut into cells: square ones of side eps / sqrt(2), numbered from the lowest there is. */
export interface GridPlan {
  /** The square of eps, as a double. */
  readonly reach: number;
  /** Cells per unit of length. */
  readonly scale: number;
  /** Column and row of the first cell, and how many the data spans. */
  readonly firstX: number;
  readonly firstY: number;
  readonly width: number;
  readonly height: number;
  /** Rows of cells at which bands of about as many points each begin, and the end. */
  readonly bands: readonly number[];
  /** Points before each band, and in all. */
  readonly bandPoints: readonly number[];
}

/** Cells are smaller than eps / sqrt(2) by this share, so that the points of one are within eps also after rounding ... */
const SHRINK = 2 ** -10;
/** ... which an error of 2^-12 cells keeps true: cell numbers of at most 2^40 with 53 bits. */
const MAX_CELL_NUMBER = 2 ** 40;
/** Points farther apart than so many cells in one column are not within eps, whatever is rounded. */
export const REACH_CELLS = Math.SQRT2 / (1 - SHRINK) + 2 ** -10;
const SAMPLE = 1024;

/** The cells for points of one or two columns and bands for so many threads; null where the points are too far out for the
 * numbers of cells to be trusted. */
export function planGrid(columns: readonly Float64Array[], eps: number, bands: number): GridPlan | null {
  const [columnX, columnY] = twoColumns(columns);
  const scale = Math.SQRT2 / (eps * (1 - SHRINK));
  const { ends, points } = extents(columnX, columnY);
  const [lowX, highX, lowY, highY] = ends.map((end) => end * scale);
  if (Math.min(lowX, lowY) < -MAX_CELL_NUMBER || Math.max(highX, highY) > MAX_CELL_NUMBER) return null;
  const firstX = Math.floor(lowX);
  const firstY = Math.floor(lowY);
  const height = Math.floor(highY) - firstY + 1;
  const starts = bandStarts(columnX, columnY, scale, firstY, height, bands);
  return {
    reach: eps * eps,
    scale,
    firstX,
    firstY,
    width: Math.floor(highX) - firstX + 1,
    height,
    bands: starts,
    bandPoints: [...pointsBefore(columnX, columnY, scale, firstY, starts.slice(0, -1)), points],
  };
}

/** A single column is a plane's with nothing beside it. */
export function twoColumns(columns: readonly Float64Array[]): readonly [Float64Array, Float64Array] {
  const [x, y = new Float64Array(x.length)] = columns;
  return [x, y];
}

/** Lowest and highest x and y of the rows without a missing cell, and how many there are. */
function extents(columnX: Float64Array, columnY: Float64Array): { ends: number[]; points: number } {
  let points = 0;
  let lowX = Infinity;
  let highX = -Infinity;
  let lowY = Infinity;
  let highY = -Infinity;
  for (let i = 0; i < columnX.length; i++) {
    const x = columnX[i];
    const y = columnY[i];
    // A number less itself is 0 where it is finite.
    if (x - x + (y - y) !== 0) continue;
    points++;
    if (x < lowX) lowX = x;
    if (x > highX) highX = x;
    if (y < lowY) lowY = y;
    if (y > highY) highY = y;
  }
  return { ends: points > 0 ? [lowX, highX, lowY, highY] : [0, 0, 0, 0], points };
}

function bandStarts(
  columnX: Float64Array,
  columnY: Float64Array,
  scale: number,
  firstY: number,
  height: number,
  bands: number,
): number[] {
  const starts = [0];
  if (bands > 1 && height > 1) {
    const sample = new Float64Array(Math.min(SAMPLE, columnX.length));
    let count = 0;
    for (let i = 0; i < sample.length; i++) {
      const row = Math.floor((columnX.length * i) / sample.length);
      if (columnX[row] - columnX[row] + (columnY[row] - columnY[row]) === 0)
        sample[count++] = Math.floor(columnY[row] * scale) - firstY;
    }
    const sorted = sample.subarray(0, count).sort();
    for (let k = 1; k < bands && count > 0; k++) {
      const start = sorted[Math.floor((count * k) / bands)];
      if (start > starts[starts.length - 1]) starts.push(start);
    }
  }
  return [...starts, height];
}

/** Points before each start of a band. A pass for each, without a guess at where a point is. */
function pointsBefore(
  columnX: Float64Array,
  columnY: Float64Array,
  scale: number,
  firstY: number,
  starts: readonly number[],
): number[] {
  return starts.map((start, k) => {
    if (k === 0) return 0;
    let count = 0;
    for (let i = 0; i < columnX.length; i++) {
      const x = columnX[i];
      const y = columnY[i];
      const cell = Math.floor(y * scale) - firstY;
      count += Number(cell < start) & Number(x - x + (y - y) === 0);
    }
    return count;
  });
}
