import type { ColumnInfo, ColumnType } from '../column.ts';
import { cellKind } from './cellKinds.ts';
import { columnBuilder, type CellBudget, type ColumnBuilder } from './columnBuilder.ts';
import type { EcsvColumn } from './ecsvHeader.ts';

/** The columns that a column of an ECSV file becomes: two for complex numbers, else one. */
export interface EcsvCells {
  readonly infos: readonly ColumnInfo[];
  readonly builders: readonly ColumnBuilder[];
  /** Takes a cell; answers what is wrong with it, or null. */
  push(cell: string): string | null;
}

const TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ['bool', 'boolean'],
  ['int8', 'int32'],
  ['int16', 'int32'],
  ['int32', 'int32'],
  ['uint8', 'int32'],
  ['uint16', 'int32'],
  ['int64', 'int64'],
  ['uint32', 'int64'],
  ['float16', 'float32'],
  ['float32', 'float32'],
  ['float64', 'float64'],
  ['float128', 'float64'],
]);
const RANGES: ReadonlyMap<string, readonly [bigint, bigint]> = new Map([
  ['int8', [-128n, 127n]],
  ['int16', [-32768n, 32767n]],
  ['int32', [-(2n ** 31n), 2n ** 31n - 1n]],
  ['int64', [-(2n ** 63n), 2n ** 63n - 1n]],
  ['uint8', [0n, 255n]],
  ['uint16', [0n, 65535n]],
  ['uint32', [0n, 2n ** 32n - 1n]],
]);
const COMPLEX =
  /^\(?([+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf))?(?:([+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf))j)?\)?$/i;

export function ecsvColumn(column: EcsvColumn, budget: CellBudget): EcsvCells {
  const { name, datatype, unit, description } = column;
  const complex = /^complex\d+$/.test(datatype);
  // uint64 may not fit int64: its digits are kept as text.
  const type = complex ? (datatype === 'complex64' ? 'float32' : 'float64') : (TYPES.get(datatype) ?? 'text');
  const infos = (complex ? ['.re', '.im'] : ['']).map((suffix): ColumnInfo => ({
    name: name + suffix,
    type,
    unit,
    ucd: '',
    description,
  }));
  const builders = infos.map((info) => columnBuilder(info.type, budget));
  const missing = (): null => {
    for (const builder of builders) builder.push(null);
    return null;
  };
  const bad = (what: string, cell: string): string => {
    missing();
    return `Column '${name}': '${cell.slice(0, 40)}' is ${what}.`;
  };
  const push = (cell: string): string | null => {
    if (cell === '') return missing();
    if (complex) return pushComplex(builders, cell) ? null : bad('no complex number', cell);
    if (type === 'text') {
      builders[0].push(cell);
      return null;
    }
    const word = cell.trim();
    if (type === 'boolean') return pushTruth(builders[0], word) ? null : bad('neither True nor False', cell);
    const range = RANGES.get(datatype);
    if (range === undefined) return pushReal(builders[0], word) ? null : bad('no number', cell);
    if (!/^[+-]?\d+$/.test(word)) return /^(?:nan)?$/i.test(word) ? missing() : bad('no whole number', cell);
    const value = BigInt(word.replace('+', ''));
    if (value < range[0] || value > range[1]) return bad(`beyond the type ${datatype}`, cell);
    builders[0].push(type === 'int64' ? value : Number(value));
    return null;
  };
  return { infos, builders, push };
}

function pushTruth(builder: ColumnBuilder, word: string): boolean {
  const lower = word.toLowerCase();
  const value = lower === 'true' || lower === '1' ? 1 : lower === 'false' || lower === '0' ? 0 : null;
  if (value !== null) builder.push(value);
  return value !== null;
}

function pushReal(builder: ColumnBuilder, word: string): boolean {
  const value = realOf(word);
  if (value !== null) builder.push(value);
  return value !== null;
}

function realOf(word: string): number | null {
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(word);
  if (special !== null)
    return special[2].toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const kind = cellKind(word, '.');
  if (kind === 'int64' || kind === 'float64' || /^[+-]?\d+$/.test(word))
    return Number(word.replace(/d/i, 'e'));
  return null;
}

function pushComplex(builders: readonly ColumnBuilder[], cell: string): boolean {
  const match = COMPLEX.exec(cell.trim());
  const real = match === null ? null : realOf(match[1] ?? '0');
  const imaginary = match === null ? null : realOf(match[2] ?? '0');
  if (real === null || imaginary === null) return false;
  builders[0].push(real);
  builders[1].push(imaginary);
  return true;
}
