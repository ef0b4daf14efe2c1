import { AppError } from '../errors/index.ts';
import { quoted } from './asciiText.ts';
import type { TableColumn } from './hdu.ts';
import { headerCard, headerString, type Header } from './header.ts';
import { FITS_LIMITS } from './limits.ts';
import { requireInteger } from './requireInteger.ts';

const BITS_OF_CODE: ReadonlyMap<string, number> = new Map([
  ['L', 8],
  ['X', 1],
  ['B', 8],
  ['I', 16],
  ['J', 32],
  ['K', 64],
  ['A', 8],
  ['E', 32],
  ['D', 64],
  ['C', 64],
  ['M', 128],
  ['P', 64],
  ['Q', 128],
]);
const BINARY_FORM = /^(\d{0,12})([LXBIJKAEDCMPQ])/;
const TEXT_FORM = /^([AIFED])(\d{1,9})?(?:\.(\d{1,9}))?$/;

export type BinaryCode = 'L' | 'X' | 'B' | 'I' | 'J' | 'K' | 'A' | 'E' | 'D' | 'C' | 'M' | 'P' | 'Q';

/** A TFORM of a binary table: what a cell holds, and how many bytes it takes; null where it is none. */
export function binaryForm(
  form: string,
): { readonly code: BinaryCode; readonly repeat: number; readonly width: number } | null {
  const match = BINARY_FORM.exec(form.toUpperCase());
  const bits = match === null ? undefined : BITS_OF_CODE.get(match[2]);
  if (match === null || bits === undefined) return null;
  const repeat = match[1] === '' ? 1 : Number(match[1]);
  return { code: match[2] as BinaryCode, repeat, width: Math.ceil((repeat * bits) / 8) };
}

/** A TFORM of an ASCII table: its letter, the characters it takes, and where an absent decimal point is; null where
 * it is none. */
export function textForm(
  form: string,
): { readonly code: 'A' | 'I' | 'F' | 'E' | 'D'; readonly width: number; readonly decimals: number } | null {
  const match = TEXT_FORM.exec(form.toUpperCase());
  if (match === null) return null;
  return {
    code: match[1] as 'A' | 'I' | 'F' | 'E' | 'D',
    width: match[2] === undefined ? 1 : Number(match[2]),
    decimals: Number(match[3] ?? 0),
  };
}

/** Names, units and forms of a table's columns, checked against the width of its rows.
 *
 * Errors: `bad-header` for TFIELDS outside 0 to 999, a TFORM that is missing or unknown, and widths that do not
 * make up NAXIS1 (binary) or fields that end beyond it (text). */
export function readColumns(
  header: Header,
  type: 'table' | 'bintable',
  rowBytes: number,
  where: string,
): TableColumn[] {
  const fields = requireInteger(header, 'TFIELDS', where, { min: 0, max: FITS_LIMITS.tableFields });
  const columns: TableColumn[] = [];
  let width = 0;
  for (let i = 1; i <= fields; i++) {
    const form = requireForm(header, i, where);
    if (type === 'bintable') width += binaryWidth(form, i, where);
    else checkTextField(header, form, i, rowBytes, where);
    columns.push({
      name: nonBlank(headerString(header, `TTYPE${i}`)) ?? `(column ${i})`,
      unit: nonBlank(headerString(header, `TUNIT${i}`)) ?? null,
      form,
    });
  }
  if (type === 'bintable' && width !== rowBytes) {
    throw new AppError(
      'bad-header',
      `${where}: the columns take ${width} bytes of a row by their TFORM, but NAXIS1 says ${rowBytes}.`,
      { details: { width, rowBytes } },
    );
  }
  return columns;
}

function requireForm(header: Header, column: number, where: string): string {
  const card = headerCard(header, `TFORM${column}`);
  if (card !== undefined && typeof card.value === 'string') return card.value.trim();
  const what =
    card === undefined ? `TFORM${column} is missing` : `TFORM${column} = ${quoted(card.value)} is no string`;
  throw new AppError('bad-header', `${where}: ${what}.`, { details: { keyword: `TFORM${column}` } });
}

function binaryWidth(form: string, column: number, where: string): number {
  const known = binaryForm(form);
  if (known === null) throw badForm(form, column, where, 'a count and one of L X B I J K A E D C M P Q');
  return known.width;
}

function checkTextField(header: Header, form: string, column: number, rowBytes: number, where: string): void {
  const known = textForm(form);
  if (known === null) throw badForm(form, column, where, 'Aw, Iw, Fw.d, Ew.d or Dw.d');
  const start = requireInteger(header, `TBCOL${column}`, where, { min: 1, max: Number.MAX_SAFE_INTEGER });
  const { width } = known;
  if (start - 1 + width > rowBytes) {
    throw new AppError(
      'bad-header',
      `${where}: column ${column} takes bytes ${start} to ${start - 1 + width} of a row, but NAXIS1 says ${rowBytes}.`,
      { details: { column, start, width, rowBytes } },
    );
  }
}

function badForm(form: string, column: number, where: string, allowed: string): AppError {
  return new AppError('bad-header', `${where}: TFORM${column} = ${quoted(form)} is not ${allowed}.`, {
    details: { keyword: `TFORM${column}`, value: form },
  });
}

function nonBlank(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
