import { AppError } from '../errors/index.ts';
import { sharedFloat64 } from './sharedArrays.ts';

/** Points of any dimension side by side, for searches that look at whole points. */
export interface Points {
  /** Row-major: coordinate j of point i at i * dims + j; finite. */
  readonly data: Float64Array;
  readonly count: number;
  readonly dims: number;
}

/** Called now and then with the work done since the last call; throws to stop the work. */
export type Tick = (done: number) => void;

/** Squares of larger coordinates would leave the range of numbers. */
const LARGEST = 1e150;

/** The points of some rows of a table, in the order of `rows`; over shared memory, so that every thread can look.
 *
 * Errors: bad-argument without a column or for a value beyond 1e150, no-data without a row. */
export function pointsOf(columns: readonly Float64Array[], rows: Uint32Array): Points {
  const dims = columns.length;
  const count = rows.length;
  if (dims === 0) {
    throw new AppError('bad-argument', 'No column was chosen to cluster by.', {
      remedy: 'Choose at least one numeric column.',
    });
  }
  if (count === 0) {
    throw new AppError('no-data', 'No row has a number in every chosen column.', {
      remedy: 'Leave out the columns that are empty.',
    });
  }
  const data = sharedFloat64(count * dims);
  for (let j = 0; j < dims; j++) {
    const column = columns[j];
    for (let i = 0; i < count; i++) {
      const value = column[rows[i]];
      if (!(Math.abs(value) <= LARGEST)) throw tooLarge(value);
      data[i * dims + j] = value;
    }
  }
  return { data, count, dims };
}

/** The label of a row that has no number in some column. */
export const LEFT_OUT = -2;

/** The labels of all rows of a table from those of its points: -2 where a row is no point. */
export function labelsOfRows(labels: Int32Array, rows: Uint32Array, total: number): Int32Array<ArrayBuffer> {
  const all = new Int32Array(total).fill(LEFT_OUT);
  for (let i = 0; i < rows.length; i++) all[rows[i]] = labels[i];
  return all;
}

/** Values of all rows of a table from those of its points: NaN where a row is no point. */
export function valuesOfRows(
  values: Float64Array,
  rows: Uint32Array,
  total: number,
): Float64Array<ArrayBuffer> {
  const all = new Float64Array(total).fill(NaN);
  for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i];
  return all;
}

function tooLarge(value: number): AppError {
  return new AppError('bad-argument', `${value} is too large for distances, which go up to 1e150.`, {
    remedy: 'Choose a scaling, or leave out the rows that hold such values.',
  });
}
