import type { WarningSink } from '../errors/index.ts';
import type { ColumnType } from '../table/index.ts';
import type { TableColumn } from './hdu.ts';
import { headerString, type Header } from './header.ts';
import { binaryForm, type BinaryCode } from './tableColumns.ts';
import { tableColumnInfo } from './tableInfo.ts';
import type { CellCoding, TableColumnPlan } from './tablePlan.ts';
import { columnNull, columnScaling, type ColumnScaling } from './tableScaling.ts';

/** So many elements of a vector column become columns of their own. */
const MAX_ELEMENTS = 32;
const BYTES: Readonly<Record<'L' | 'B' | 'I' | 'J' | 'K' | 'E' | 'D' | 'C' | 'M', number>> = {
  L: 1,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
};
/** Stored + TZERO stays in int32 for 8- and 16-bit numbers up to here. */
const SMALL_ZERO = 2n ** 30n;
const EXACT = 2n ** 53n;

/** A cell's element: what is to be read, how wide it is, and what its column's name ends with. */
interface Element {
  readonly suffix: string;
  readonly at: number;
  readonly width: number;
}

/** How a column of a binary table is read, and how many bytes of a row it takes. */
export function binaryColumnPlans(
  header: Header,
  column: TableColumn,
  number: number,
  offset: number,
  where: string,
  warn: WarningSink,
): { readonly plans: TableColumnPlan[]; readonly width: number } {
  const form = binaryForm(column.form);
  if (form === null) return { plans: [], width: 0 };
  const { code, repeat, width } = form;
  const name = `'${column.name}'`;
  const leftOut = (
    warning: string,
    reason: string,
  ): { readonly plans: TableColumnPlan[]; readonly width: number } => {
    warn({ code: warning, message: `${where}: column ${name} ${reason} and was left out.` });
    return { plans: [], width };
  };
  if (code === 'P' || code === 'Q')
    return leftOut('variable-length-column', 'holds arrays of variable length, which are not read yet,');
  if (width === 0) return leftOut('empty-column', 'has no bytes');
  const scaling = columnScaling(header, number, where, warn);
  if (scaling === null) return { plans: [], width };
  const shape = dimensions(header, number);
  const elements = elementsOf(code, repeat, width, shape);
  if (elements.total > elements.shown.length)
    warn({
      code: 'long-vector-column',
      message: `${where}: column ${name} has ${elements.total} elements in each row; the first ${MAX_ELEMENTS} were read.`,
    });
  const nullValue = 'BIJK'.includes(code) ? columnNull(header, number, where, warn) : null;
  const parts = code === 'C' || code === 'M' ? ['.re', '.im'] : [''];
  const { coding, type } = codingOf(code, repeat, scaling, nullValue);
  const plans = elements.shown.flatMap(({ suffix, at, width: bytes }) =>
    parts.map((part, i): TableColumnPlan => {
      const cell = bytes / parts.length;
      const info = tableColumnInfo(header, column, number, suffix + part, type);
      // TZERO of a complex column shifts its real part.
      const own = i === 1 && 'zero' in coding ? { ...coding, zero: 0 } : coding;
      return { info, offset: offset + at + i * cell, width: cell, coding: own };
    }),
  );
  return { plans, width };
}

function codingOf(
  code: Exclude<BinaryCode, 'P' | 'Q'>,
  repeat: number,
  { scale, zero, zeroExact }: ColumnScaling,
  nullValue: bigint | null,
): { readonly coding: CellCoding; readonly type: ColumnType } {
  switch (code) {
    case 'L':
      return { coding: { code }, type: 'boolean' };
    case 'X':
      return { coding: { code, bits: repeat }, type: repeat === 1 ? 'boolean' : 'text' };
    case 'A':
      return { coding: { code }, type: 'text' };
    case 'E':
    case 'C': {
      const type = scale === 1 && zero === 0 ? 'float32' : 'float64';
      return { coding: { code: 'E', scale, zero }, type };
    }
    case 'D':
    case 'M':
      return { coding: { code: 'D', scale, zero }, type: 'float64' };
    default:
      return {
        coding: { code, scale, zero, zeroExact, nullValue },
        type: integerType(code, zeroExact),
      };
  }
}

/** The type that holds every value of the column exactly, if there is one. */
function integerType(code: 'B' | 'I' | 'J' | 'K', zeroExact: bigint | null): ColumnType {
  if (zeroExact === null) return 'float64';
  const size = zeroExact < 0n ? -zeroExact : zeroExact;
  if (code === 'K') return zeroExact === 0n ? 'int64' : 'text';
  if (zeroExact === 0n) return 'int32';
  if (code === 'J') return size < EXACT ? 'int64' : 'float64';
  return size < SMALL_ZERO ? 'int32' : 'float64';
}

/** The elements of a cell that become columns: one each, or whole texts of a text column. */
function elementsOf(
  code: BinaryCode,
  repeat: number,
  width: number,
  shape: readonly number[],
): { readonly shown: readonly Element[]; readonly total: number } {
  const single = { shown: [{ suffix: '', at: 0, width }], total: 1 };
  if (code === 'X') return single;
  // TDIM of a text column starts with the length of each text.
  const size = code === 'A' ? (shape.length > 1 ? shape[0] : repeat) : BYTES[code as keyof typeof BYTES];
  const axes = code === 'A' ? shape.slice(1) : shape;
  const total = Math.floor(width / size);
  if (total === 1 || (code === 'A' && product(axes) !== total)) return single;
  const named = axes.length > 1 && product(axes) === total ? axes : [total];
  const shown: Element[] = [];
  for (let i = 0; i < Math.min(total, MAX_ELEMENTS); i++)
    shown.push({ suffix: `[${place(i, named).join(',')}]`, at: i * size, width: size });
  return { shown, total };
}

/** TDIMn; empty where it is absent or makes no sense, for it only names and cuts texts. */
function dimensions(header: Header, number: number): number[] {
  const match = /^\(\s*(\d{1,9}(?:\s*,\s*\d{1,9})*)\s*\)$/.exec(
    headerString(header, `TDIM${number}`)?.trim() ?? '',
  );
  const axes = match === null ? [] : match[1].split(',').map(Number);
  return axes.every((length) => length > 0) ? axes : [];
}

/** 1-based places along the axes of element `i`, first axis fastest. */
function place(i: number, axes: readonly number[]): number[] {
  let left = i;
  return axes.map((length, k) => {
    const here = k === axes.length - 1 ? left : left % length;
    left = Math.floor(left / length);
    return here + 1;
  });
}

function product(axes: readonly number[]): number {
  return axes.reduce((total, length) => total * length, 1);
}
