import { buildFits, extensionCards, type CardInput } from './buildFits.ts';
import { emptyPrimary } from './scanBytes.ts';

/** A column of a binary table: its form, the bytes of its cells, and more cards (their names without number). */
export interface TableColumnInput {
  readonly form: string;
  readonly cells: readonly Uint8Array[];
  readonly cards?: Readonly<Record<string, string | number | bigint>>;
}

/** A FITS file with one binary table. */
export function binaryTable(
  columns: readonly TableColumnInput[],
  more: readonly CardInput[] = [],
): Uint8Array {
  const rows = columns[0]?.cells.length ?? 0;
  const rowBytes = columns.reduce((sum, { cells }) => sum + (cells[0]?.length ?? 0), 0);
  const data = new Uint8Array(rows * rowBytes);
  let offset = 0;
  for (const { cells } of columns) {
    cells.forEach((cell, row) => data.set(cell, row * rowBytes + offset));
    offset += cells[0]?.length ?? 0;
  }
  const cards: CardInput[] = [['TFIELDS', columns.length], ...more];
  columns.forEach(({ form, cards: own = {} }, i) => {
    cards.push([`TFORM${i + 1}`, form]);
    for (const [key, value] of Object.entries(own)) cards.push([`${key}${i + 1}`, value]);
  });
  return buildFits(emptyPrimary, { cards: extensionCards('BINTABLE', 8, [rowBytes, rows], cards), data });
}

/** A FITS file with one ASCII table: each column is [form, first character from 1, more cards]. */
export function asciiTable(
  lines: readonly string[],
  columns: readonly (readonly [
    form: string,
    start: number,
    cards?: Readonly<Record<string, string | number>>,
  ])[],
): Uint8Array {
  const cards: CardInput[] = [['TFIELDS', columns.length]];
  columns.forEach(([form, start, own = {}], i) => {
    cards.push([`TFORM${i + 1}`, form], [`TBCOL${i + 1}`, start]);
    for (const [key, value] of Object.entries(own)) cards.push([`${key}${i + 1}`, value]);
  });
  const data = Uint8Array.from(lines.join(''), (letter) => letter.charCodeAt(0));
  const width = lines[0]!.length;
  return buildFits(emptyPrimary, { cards: extensionCards('TABLE', 8, [width, lines.length], cards), data });
}

/** Big-endian bytes of the elements of a cell. */
export function cellBytes(code: string, values: readonly (number | bigint)[]): Uint8Array {
  const size = { B: 1, L: 1, A: 1, I: 2, J: 4, K: 8, E: 4, D: 8 }[code]!;
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    const at = i * size;
    if (size === 1) view.setUint8(at, Number(value));
    else if (code === 'I') view.setInt16(at, Number(value));
    else if (code === 'J') view.setInt32(at, Number(value));
    else if (code === 'K') view.setBigInt64(at, BigInt(value));
    else if (code === 'E') view.setFloat32(at, Number(value));
    else view.setFloat64(at, Number(value));
  });
  return bytes;
}

export function letterBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
