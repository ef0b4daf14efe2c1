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
}

/** Cells are smaller than eps / sqrt(2) by this share, so that the points of one are within eps also after rounding ... */
const SHRINK = 2 ** -10;
/** ... which an error of 2^-12 cells keeps true: cell numbers of at most 2^40 with 53 bits. */
const MAX_CELL_NUMBER = 2 ** 40;
const SAMPLE = 4096;

/** The cells for points of one or two columns and bands for so many threads; null where the points are too far out for the
 * numbers of cells to be trusted. */
export function planGrid(
  columns: readonly Float64Array[],
  rows: Uint32Array,
  eps: number,
  bands: number,
): GridPlan | null {
  const scale = Math.SQRT2 / (eps * (1 - SHRINK));
  const spans = columns.map((column) => {
    let low = rows.length > 0 ? Infinity : 0;
    let high = -low;
    for (let i = 0; i < rows.length; i++) {
      const v = column[rows[i]];
      if (v < low) low = v;
      if (v > high) high = v;
    }
    return { low: low * scale, high: high * scale };
  });
  if (!spans.every(({ low, high }) => -low <= MAX_CELL_NUMBER && high <= MAX_CELL_NUMBER)) return null;
  const [x, y = { low: 0, high: 0 }] = spans;
  const firstX = Math.floor(x.low);
  const firstY = Math.floor(y.low);
  return {
    reach: eps * eps,
    scale,
    firstX,
    firstY,
    width: Math.floor(x.high) - firstX + 1,
    height: Math.floor(y.high) - firstY + 1,
    bands: bandStarts(columns[1], rows, scale, firstY, Math.floor(y.high) - firstY + 1, bands),
  };
}

function bandStarts(
  column: Float64Array | undefined,
  rows: Uint32Array,
  scale: number,
  first: number,
  height: number,
  bands: number,
): number[] {
  const starts = [0];
  if (column && rows.length > 0) {
    const sample = Float64Array.from(
      { length: SAMPLE },
      (_, i) => Math.floor(column[rows[Math.floor((rows.length * i) / SAMPLE)]] * scale) - first,
    ).sort();
    for (let k = 1; k < bands; k++) {
      const start = sample[Math.floor((SAMPLE * k) / bands)];
      if (start > starts[starts.length - 1]) starts.push(start);
    }
  }
  return [...starts, height];
}

/** The usable rows whose points lie in rows of cells low … high - 1. */
export function rowsOfBand(
  columns: readonly Float64Array[],
  { scale, firstY }: GridPlan,
  low: number,
  high: number,
): Uint32Array {
  const [columnX] = columns;
  const columnY = columns.length > 1 ? columns[1] : null;
  const rows = new Uint32Array(columnX.length);
  let count = 0;
  for (let i = 0; i < columnX.length; i++) {
    const cell = columnY ? Math.floor(columnY[i] * scale) - firstY : 0;
    rows[count] = i;
    // A number less itself is 0 where it is finite.
    if (cell >= low && cell < high && columnX[i] - columnX[i] === 0) count++;
  }
  return rows.subarray(0, count);
}
