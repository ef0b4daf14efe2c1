import { AppError } from '../../errors/index.ts';
import type { ColumnData, ColumnType } from '../column.ts';

/** A value on its way into a column: a bigint for int64, a string for text, 0 or 1 for boolean; null is missing. */
export type CellValue = number | bigint | string | null;

/** A column that grows row by row. */
export interface ColumnBuilder {
  readonly type: ColumnType;
  push(value: CellValue): void;
  finish(): ColumnData;
}

/** What a table read as a whole may take of memory. */
const TABLE_LIMITS = { cells: 50_000_000, characters: 400_000_000 } as const;

/** Counts the cells and characters of a table and refuses to go on at TABLE_LIMITS. */
export interface CellBudget {
  cells: number;
  characters: number;
}

export function newCellBudget(): CellBudget {
  return { cells: 0, characters: 0 };
}

const FIRST_ROWS = 256;

export function columnBuilder(type: ColumnType, budget: CellBudget): ColumnBuilder {
  return type === 'text' ? textBuilder(budget) : numberBuilder(type, budget);
}

function textBuilder(budget: CellBudget): ColumnBuilder {
  const values: (string | null)[] = [];
  return {
    type: 'text',
    push(value) {
      spend(budget, value === null ? 0 : String(value).length);
      values.push(value === null ? null : String(value));
    },
    finish: () => ({ type: 'text', values }),
  };
}

type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

function numberBuilder(type: Exclude<ColumnType, 'text'>, budget: CellBudget): ColumnBuilder {
  let values: Numbers | BigInt64Array = allocate(type, FIRST_ROWS);
  let missing: Uint8Array | null = null;
  let rows = 0;
  const floats = type === 'float64' || type === 'float32';
  return {
    type,
    push(value) {
      spend(budget, 0);
      if (rows === values.length) {
        const longer = allocate(type, 2 * rows);
        longer.set(values as never);
        values = longer;
        if (missing !== null) missing = grown(missing, 2 * rows);
      }
      if (value === null) {
        if (floats) values[rows] = NaN;
        else {
          missing ??= new Uint8Array(values.length);
          missing[rows] = 1;
        }
      } else values[rows] = value as never;
      rows++;
    },
    finish() {
      const cells = values.slice(0, rows);
      return {
        type,
        values: cells,
        ...(floats ? {} : { missing: missing?.slice(0, rows) ?? null }),
      } as ColumnData;
    },
  };
}

function allocate(type: Exclude<ColumnType, 'text'>, length: number): Numbers | BigInt64Array {
  switch (type) {
    case 'float64':
      return new Float64Array(length);
    case 'float32':
      return new Float32Array(length);
    case 'int64':
      return new BigInt64Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'boolean':
      return new Uint8Array(length);
  }
}

function grown(mask: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length);
  longer.set(mask);
  return longer;
}

function spend(budget: CellBudget, characters: number): void {
  budget.cells++;
  budget.characters += characters;
  if (budget.cells <= TABLE_LIMITS.cells && budget.characters <= TABLE_LIMITS.characters) return;
  const over =
    budget.cells > TABLE_LIMITS.cells
      ? `${TABLE_LIMITS.cells} cells`
      : `${TABLE_LIMITS.characters} characters of text`;
  throw new AppError('over-budget', `The table is too large to be read as a whole (more than ${over}).`, {
    remedy: 'Convert it to FITS, Parquet or CSV, which are read by pieces.',
  });
}
