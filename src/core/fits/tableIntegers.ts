import { AppError } from '../errors/index.ts';
import type { ColumnData, ColumnType } from '../table/index.ts';
import type { IntegerCoding, TableColumnPlan, TablePlan } from './tablePlan.ts';
import type { RowBytes } from './tableRows.ts';

type IntegerColumn = IntegerCoding & { readonly code: 'B' | 'I' | 'J' | 'K' };

/** The values of an integer column, as the type its plan has chosen. */
export function readInteger(
  coding: IntegerColumn,
  type: ColumnType,
  offset: number,
  from: RowBytes,
): ColumnData {
  if (coding.code === 'K') return readWide(coding, type, offset, from);
  const { rows } = from;
  const stored = readStored(coding.code, offset, from);
  const missing = nullMask(stored, coding.nullValue);
  if (type === 'float64') {
    const values = new Float64Array(rows);
    const { scale, zero } = coding;
    for (let i = 0; i < rows; i++) values[i] = zero + scale * stored[i];
    if (missing !== null) for (let i = 0; i < rows; i++) if (missing[i] === 1) values[i] = NaN;
    return { type, values };
  }
  if (type === 'int64') {
    const values = new BigInt64Array(rows);
    const { zero } = coding;
    for (let i = 0; i < rows; i++) values[i] = BigInt(stored[i] + zero);
    return { type, values, missing };
  }
  const { zero } = coding;
  if (zero !== 0) for (let i = 0; i < rows; i++) stored[i] += zero;
  return { type: 'int32', values: stored, missing };
}

function readStored(
  code: 'B' | 'I' | 'J',
  offset: number,
  { bytes, view, rowBytes, rows }: RowBytes,
): Int32Array {
  const stored = new Int32Array(rows);
  if (code === 'B') for (let i = 0, at = offset; i < rows; i++, at += rowBytes) stored[i] = bytes[at];
  else if (code === 'I')
    for (let i = 0, at = offset; i < rows; i++, at += rowBytes) stored[i] = view.getInt16(at);
  else for (let i = 0, at = offset; i < rows; i++, at += rowBytes) stored[i] = view.getInt32(at);
  return stored;
}

function nullMask(stored: Int32Array, nullValue: bigint | null): Uint8Array | null {
  if (nullValue === null) return null;
  const sought = Number(nullValue);
  let missing: Uint8Array | null = null;
  for (let i = 0; i < stored.length; i++) {
    if (stored[i] !== sought) continue;
    missing ??= new Uint8Array(stored.length);
    missing[i] = 1;
  }
  return missing;
}

function readWide(
  { scale, zero, zeroExact, nullValue }: IntegerColumn,
  type: ColumnType,
  offset: number,
  { view, rowBytes, rows }: RowBytes,
): ColumnData {
  const stored = new BigInt64Array(rows);
  for (let i = 0, at = offset; i < rows; i++, at += rowBytes) stored[i] = view.getBigInt64(at);
  let missing: Uint8Array | null = null;
  if (nullValue !== null)
    for (let i = 0; i < rows; i++)
      if (stored[i] === nullValue) {
        missing ??= new Uint8Array(rows);
        missing[i] = 1;
      }
  if (type === 'float64') {
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) values[i] = missing?.[i] === 1 ? NaN : zero + scale * Number(stored[i]);
    return { type, values };
  }
  const add = zeroExact ?? 0n;
  if (type === 'text') {
    const texts: (string | null)[] = [];
    for (let i = 0; i < rows; i++) texts.push(missing?.[i] === 1 ? null : String(stored[i] + add));
    return { type, values: texts };
  }
  if (add !== 0n) for (let i = 0; i < rows; i++) stored[i] += add;
  return { type: 'int64', values: stored, missing };
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** The columns of a plan (by place) whose whole numbers are text for fear they do not fit int64. */
export function wideIntegerColumns(plan: TablePlan): number[] {
  return plan.columns.flatMap((column, i) => (isWide(column) ? [i] : []));
}

/** Of the wide columns `candidates`, those whose values in these rows all fit int64. */
export function fittingInt64(
  plan: TablePlan,
  candidates: readonly number[],
  bytes: Uint8Array,
  rows: number,
): number[] {
  if (bytes.length < rows * plan.rowBytes)
    throw new AppError('bad-argument', `${rows} rows do not fit in ${bytes.length} bytes.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return candidates.filter((place) => {
    const { coding, offset } = plan.columns[place];
    if (coding.code !== 'K') return false;
    const { nullValue } = coding;
    const add = coding.zeroExact ?? 0n;
    for (let i = 0, at = offset; i < rows; i++, at += plan.rowBytes) {
      const stored = view.getBigInt64(at);
      const value = stored + add;
      if ((value > INT64_MAX || value < INT64_MIN) && stored !== nullValue) return false;
    }
    return true;
  });
}

/** The plan with these wide columns as int64: right where `fittingInt64` says so of every row. */
export function narrowWideIntegers(plan: TablePlan, fitting: readonly number[]): TablePlan {
  return {
    ...plan,
    columns: plan.columns.map((column, i) =>
      fitting.includes(i) && isWide(column) ? { ...column, info: { ...column.info, type: 'int64' } } : column,
    ),
  };
}

function isWide({ coding, info }: TableColumnPlan): boolean {
  return coding.code === 'K' && info.type === 'text';
}
