import { utf8OfLetters } from './utf8OfLetters.ts';
import type { CellValue, ColumnBuilder } from './columnBuilder.ts';
import type { Datatype, VotableField } from './votableField.ts';

const BYTES: Readonly<Record<Exclude<Datatype, 'bit'>, number>> = {
  boolean: 1,
  unsignedByte: 1,
  short: 2,
  int: 4,
  long: 8,
  char: 1,
  unicodeChar: 2,
  float: 4,
  double: 8,
  floatComplex: 8,
  doubleComplex: 16,
};

/** What became of a binary stream. */
export interface BinaryOutcome {
  readonly rows: number;
  /** Why it could not be read to its end, one sentence. */
  readonly problem: string | null;
}

/** Reads the rows of a BINARY or BINARY2 stream into columns.
 *
 * Method: cells follow one another without padding, big-endian; a varying length is an int32 count before them;
 * in BINARY2 each row starts with a bit per field, 1 where it is null.
 * Errors: none; a stream that ends within a row, or whose counts lead out of it, is read up to there.
 * Source: VOTable 1.4, sections 5.3 and 5.4. */
export function readBinaryRows(
  fields: readonly VotableField[],
  builders: readonly (readonly ColumnBuilder[])[],
  bytes: Uint8Array,
  withMask: boolean,
  nullIntegers: readonly (bigint | null)[],
): BinaryOutcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const maskBytes = withMask ? Math.ceil(fields.length / 8) : 0;
  const starts = new Float64Array(fields.length);
  const counts = new Float64Array(fields.length);
  let at = 0;
  let rows = 0;
  while (at < bytes.length) {
    const mask = at;
    const end = measureRow(fields, view, at + maskBytes, starts, counts);
    if (end === null)
      return { rows, problem: `The binary data end, or lead astray, within row ${rows + 1}.` };
    // A row without bytes would go on for ever.
    if (end === at) return { rows, problem: 'The rows of the binary data have no bytes.' };
    for (let i = 0; i < fields.length; i++) {
      const isNull = withMask && ((bytes[mask + (i >> 3)] >> (7 - (i & 7))) & 1) === 1;
      pushCell(fields[i], builders[i], view, starts[i], counts[i], isNull, nullIntegers[i]);
    }
    at = end;
    rows++;
  }
  return { rows, problem: null };
}

/** Where the cells of the row at `from` start and how many elements they have; the row's end, or null beyond the data. */
function measureRow(
  fields: readonly VotableField[],
  view: DataView,
  from: number,
  starts: Float64Array,
  counts: Float64Array,
): number | null {
  let at = from;
  for (let i = 0; i < fields.length; i++) {
    const { length, datatype } = fields[i];
    let count = length;
    if (count === null) {
      if (at + 4 > view.byteLength) return null;
      count = view.getInt32(at);
      if (count < 0) return null;
      at += 4;
    }
    starts[i] = at;
    counts[i] = count;
    at += datatype === 'bit' ? Math.ceil(count / 8) : count * BYTES[datatype];
    if (at > view.byteLength) return null;
  }
  return at;
}

function pushCell(
  field: VotableField,
  builders: readonly ColumnBuilder[],
  view: DataView,
  start: number,
  count: number,
  isNull: boolean,
  nullInteger: bigint | null,
): void {
  if (isNull) {
    for (const builder of builders) builder.push(null);
    return;
  }
  if (field.asText) {
    const text = textOf(field, view, start, count);
    const sought = field.nullText?.trim();
    builders[0].push(text.trim() === '' || text === sought ? null : text);
    return;
  }
  const { datatype, parts } = field;
  const bytes = datatype === 'bit' ? 0 : BYTES[datatype] / parts;
  for (let i = 0; i < builders.length; i++)
    builders[i].push(element(datatype, view, start + i * bytes, nullInteger));
}

/** One number; null where it is the null value or, as in NaN, none. */
function element(datatype: Datatype, view: DataView, at: number, nullInteger: bigint | null): CellValue {
  switch (datatype) {
    case 'boolean':
      return truth(view.getUint8(at));
    case 'bit':
      return view.getUint8(at) >> 7;
    case 'unsignedByte':
      return unlessNull(view.getUint8(at), nullInteger);
    case 'short':
      return unlessNull(view.getInt16(at), nullInteger);
    case 'int':
      return unlessNull(view.getInt32(at), nullInteger);
    case 'long': {
      const value = view.getBigInt64(at);
      return value === nullInteger ? null : value;
    }
    case 'float':
    case 'floatComplex':
      return view.getFloat32(at);
    case 'double':
    case 'doubleComplex':
      return view.getFloat64(at);
    case 'char':
    case 'unicodeChar':
      return null;
  }
}

function unlessNull(value: number, nullInteger: bigint | null): CellValue {
  return nullInteger !== null && BigInt(value) === nullInteger ? null : value;
}

function truth(byte: number): CellValue {
  const letter = String.fromCharCode(byte);
  return 'Tt1'.includes(letter) ? 1 : 'Ff0'.includes(letter) ? 0 : null;
}

/** Characters up to the first NUL, bits as 0 and 1, numbers of an array with blanks between them. */
function textOf({ datatype, parts }: VotableField, view: DataView, start: number, count: number): string {
  if (datatype === 'char' || datatype === 'unicodeChar') return characters(datatype, view, start, count);
  const words: string[] = [];
  if (datatype === 'bit') {
    for (let i = 0; i < count; i++)
      words.push(String((view.getUint8(start + (i >> 3)) >> (7 - (i & 7))) & 1));
    return words.join('');
  }
  const bytes = BYTES[datatype] / parts;
  for (let i = 0; i < count * parts; i++) {
    const value = element(datatype, view, start + i * bytes, null);
    words.push(datatype === 'boolean' ? (value === 1 ? 'T' : value === 0 ? 'F' : '?') : String(value));
  }
  return words.join(' ');
}

function characters(datatype: 'char' | 'unicodeChar', view: DataView, start: number, count: number): string {
  const wide = datatype === 'unicodeChar';
  let text = '';
  let plain = true;
  for (let i = 0; i < count; i++) {
    const code = wide ? view.getUint16(start + 2 * i) : view.getUint8(start + i);
    if (code === 0) break;
    if (code > 127) plain = false;
    text += String.fromCharCode(code);
  }
  return wide || plain ? text : (utf8OfLetters(text) ?? text);
}
