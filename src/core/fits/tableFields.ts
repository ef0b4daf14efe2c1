import type { ColumnData } from '../table/index.ts';
import { quoted } from './asciiText.ts';
import type { CellCoding, TableColumnPlan } from './tablePlan.ts';
import type { BadCell, RowBytes } from './tableRows.ts';
import { cellText } from './tableText.ts';

type RealCoding = Extract<CellCoding, { code: 'field-real' }>;

const INTEGER = /^[+-]?\d+$/;
const REAL = /^([+-]?)(\d*)(\.?)(\d*)(?:[EeDd]([+-]?\d{1,4})|([+-]\d{1,4}))?$/;
const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** The texts of an A field. */
export function readFieldText(
  offset: number,
  width: number,
  nullText: string | null,
  { bytes, rowBytes, rows }: RowBytes,
): ColumnData {
  const values: (string | null)[] = [];
  for (let i = 0, at = offset; i < rows; i++, at += rowBytes) {
    const text = cellText(bytes, at, at + width);
    values.push(text === null || text.trim() === nullText ? null : text);
  }
  return { type: 'text', values };
}

/** The numbers of an I field; missing where it is blank or TNULL. */
export function readFieldInteger(
  { info, offset, width }: TableColumnPlan,
  nullText: string | null,
  from: RowBytes,
  bad: BadCell,
): ColumnData {
  const { rows } = from;
  const wide = info.type === 'int64';
  const values = new Int32Array(wide ? 0 : rows);
  const wideValues = new BigInt64Array(wide ? rows : 0);
  let missing: Uint8Array | null = null;
  for (let i = 0; i < rows; i++) {
    const text = fieldAt(from, i, offset, width);
    const whole = INTEGER.test(text);
    const value = wide && whole ? BigInt(text.replace('+', '')) : 0n;
    if (text !== nullText && whole && value >= INT64_MIN && value <= INT64_MAX) {
      if (wide) wideValues[i] = value;
      else values[i] = Number(text);
      continue;
    }
    missing ??= new Uint8Array(rows);
    missing[i] = 1;
    if (text !== '' && text !== nullText)
      bad(i, `${quoted(text)} is no whole number${whole ? ' of 64 bits' : ''}.`, text);
  }
  return wide ? { type: 'int64', values: wideValues, missing } : { type: 'int32', values, missing };
}

/** The numbers of an F, E or D field (or of a scaled I field); missing where it is blank or TNULL. */
export function readFieldReal(
  { offset, width }: TableColumnPlan,
  { nullText, decimals, scale, zero }: RealCoding,
  from: RowBytes,
  bad: BadCell,
): ColumnData {
  const { rows } = from;
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const text = fieldAt(from, i, offset, width);
    const value = text === nullText ? NaN : realOf(text, decimals);
    values[i] = scale === 1 && zero === 0 ? value : zero + scale * value;
    if (Number.isNaN(value) && text !== '' && text !== nullText && !/^[+-]?nan$/i.test(text))
      bad(i, `${quoted(text)} is no number.`, text);
  }
  return { type: 'float64', values };
}

function fieldAt({ bytes, rowBytes }: RowBytes, row: number, offset: number, width: number): string {
  const at = row * rowBytes + offset;
  return cellText(bytes, at, at + width)?.trim() ?? '';
}

/** A Fortran real: exponent letter E or D or its sign alone, the point `decimals` before the end where there is none. */
function realOf(text: string, decimals: number): number {
  const match = REAL.exec(text);
  if (match === null) return NaN;
  const [, sign, whole, point, fraction, lettered, signed] = match;
  if (whole === '' && fraction === '') return NaN;
  const exponent = Number(lettered ?? signed ?? 0) - (point === '' ? decimals : 0);
  return Number(`${sign}${whole}${point === '' ? '' : `.${fraction}`}e${exponent}`);
}
