import { AppError } from '../../errors/index.ts';
import { columnMoments } from '../scaleColumns.ts';
import { sharedFloat64 } from '../sharedArrays.ts';
import { usableRows } from '../usableRows.ts';
import { orderByPlace } from './placeOrder.ts';
import { tilesOf, type Tiles } from './tiles.ts';

/** The points that k-means runs over: plain records over shared memory that travel between threads. */
export interface KmeansData {
  /** One column per dimension, of the usable rows only, less their mean, which keeps squares of distances accurate. */
  readonly columns: readonly Float64Array[];
  readonly mean: Float64Array;
  /** Mean over the columns of their variances (divided by n). */
  readonly meanVariance: number;
  /** Of many points in few columns, which are then ordered by place. */
  readonly tiles: Tiles | null;
}

/** Most numbers in a table of centres. */
const MAX_CENTRE_NUMBERS = 2 ** 22;
/** Rows whose sums are taken together. Many clusters take larger blocks, so that sums stay smaller than the data. */
const BLOCK_ROWS = 8192;
const ROWS_PER_CLUSTER = 4;
/** Fewer points, or more columns, are not worth ordering. */
const TILED_ROWS = 2 * BLOCK_ROWS;
const TILED_COLUMNS = 3;

/** The points of the rows without missing cells, and the table's row of each: in order, or by place where there are tiles. */

export function prepareKmeans(
  columns: readonly Float64Array[],
  clusters: number,
): { data: KmeansData; rows: Uint32Array; skipped: number } {
  if (columns.length === 0)
    throw new AppError('bad-argument', 'There is no column to cluster by.', {
      remedy: 'Choose at least one column of numbers.',
    });
  const { rows: usable, skipped } = usableRows(columns);
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= usable.length))
    throw new AppError(
      'bad-argument',
      `n_clusters is ${clusters}; it must be a whole number from 1 to the ${usable.length} rows without missing cells.`,
      { remedy: 'Ask for fewer clusters.' },
    );
  if (clusters * (columns.length + 1) > MAX_CENTRE_NUMBERS)
    throw new AppError(
      'over-budget',
      `${clusters} centres of ${columns.length} columns are more than ${MAX_CENTRE_NUMBERS} numbers.`,
      { remedy: 'Ask for fewer clusters or use fewer columns.' },
    );
  const moments = columns.map((column) => columnMoments(column, usable));
  const means = moments.map(({ mean }) => mean);
  const tiled = usable.length > TILED_ROWS && columns.length <= TILED_COLUMNS;
  const { rows, columns: centred } = tiled
    ? orderByPlace(columns, usable, means)
    : { rows: usable, columns: columns.map((column, j) => lessMean(column, usable, means[j])) };
  const variances = moments.reduce((sum, { variance }) => sum + variance, 0);
  const data = {
    columns: centred,
    mean: Float64Array.from(means),
    meanVariance: variances / columns.length,
    tiles: tiled ? tilesOf(centred) : null,
  };
  return { data, rows, skipped };
}

function lessMean(column: Float64Array, rows: Uint32Array, mean: number): Float64Array {
  const out = sharedFloat64(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]] - mean;
  return out;
}

/** Rows of a block; the same for any number of threads. */
export function kmeansBlockRows(clusters: number): number {
  let rows = BLOCK_ROWS;
  while (rows < ROWS_PER_CLUSTER * clusters) rows *= 2;
  return rows;
}

export function kmeansBlocks(data: KmeansData, clusters: number): number {
  return Math.ceil(data.columns[0].length / kmeansBlockRows(clusters));
}
