import { AppError, invariant, type WarningSink } from '../errors/index.ts';
import { uniqueNames, type Column, type ColumnInfo, type ColumnType } from '../table/index.ts';
import { FITS_LIMITS } from './limits.ts';
import { asciiOnly } from './writeCards.ts';

/** How the columns of a table lie in the rows of a BINTABLE. */
export interface TableLayout {
  readonly rows: number;
  readonly rowBytes: number;
  readonly fields: readonly FieldLayout[];
}

export interface FieldLayout {
  readonly info: ColumnInfo;
  /** TTYPEn: ASCII and unlike the others in more than capitals. */
  readonly name: string;
  /** TFORMn. */
  readonly form: string;
  /** First byte in a row, and how many. */
  readonly offset: number;
  readonly width: number;
  /** TNULLn: what is stored for a missing integer; null where none is missing. */
  readonly nullValue: bigint | null;
}

/** Looks at all cells of a table, piece by piece, to find how they are stored. */
export interface TableMeasurer {
  add(columns: readonly Column[]): void;
  /** `warn` hears of texts that FITS cannot hold as they are. */
  layout(warn: WarningSink): TableLayout;
}

const FORMS: Readonly<Record<Exclude<ColumnType, 'text'>, readonly [form: string, bytes: number]>> = {
  float64: ['1D', 8],
  float32: ['1E', 4],
  int64: ['1K', 8],
  int32: ['1J', 4],
  boolean: ['1L', 1],
};
const LOWEST = { int32: -(2n ** 31n), int64: -(2n ** 63n) };
/** How many of the lowest integers are tried as the one that means missing. */
const CANDIDATES = 32;

interface Seen {
  /** Longest text in characters. */
  longest: number;
  /** Cells with characters that are not ASCII. */
  foreign: number;
  missing: boolean;
  /** Bit k: the k-th lowest integer of the type occurs. */
  low: number;
}

/** Finds the layout of a table whose cells come in pieces.
 *
 * Method: texts are as wide as the longest of them; missing integers are stored as the lowest integer of their type that
 *         does not occur (of its 32 lowest), booleans as a zero byte, floats as NaN, texts as zero bytes.
 * Errors: `not-supported` for no column or more than 999, and where all 32 lowest integers occur beside missing cells.
 * Cost:   O(cells). */
export function measureTable(infos: readonly ColumnInfo[]): TableMeasurer {
  if (infos.length === 0 || infos.length > FITS_LIMITS.tableFields)
    throw new AppError(
      'not-supported',
      `A FITS table has 1 to ${FITS_LIMITS.tableFields} columns, not ${infos.length}.`,
      { remedy: 'Leave out columns, or write the table in another format.' },
    );
  const seen = infos.map((): Seen => ({ longest: 0, foreign: 0, missing: false, low: 0 }));
  let rows = 0;
  return {
    add(columns) {
      invariant(columns.length === infos.length, 'every piece has all columns');
      columns.forEach(({ data }, i) => look(data, seen[i]));
      rows += columns[0].data.values.length;
    },
    layout(warn) {
      const foreign = seen.reduce((sum, { foreign }) => sum + foreign, 0);
      if (foreign > 0)
        warn({
          code: 'not-ascii',
          message: `FITS holds ASCII only: other characters of ${foreign} ${foreign === 1 ? 'cell' : 'cells'} are written as question marks.`,
        });
      return layoutOf(infos, seen, rows);
    },
  };
}

function layoutOf(infos: readonly ColumnInfo[], seen: readonly Seen[], rows: number): TableLayout {
  const names = uniqueNames(infos.map(({ name }) => asciiOnly(name)));
  let offset = 0;
  const fields = infos.map((info, i): FieldLayout => {
    const longest = Math.max(1, seen[i].longest);
    const [form, width] = info.type === 'text' ? [`${longest}A`, longest] : FORMS[info.type];
    const field = { info, name: names[i], form, offset, width, nullValue: nullValue(info, seen[i]) };
    offset += width;
    return field;
  });
  return { rows, rowBytes: offset, fields };
}

function nullValue(info: ColumnInfo, { missing, low }: Seen): bigint | null {
  if (!missing || (info.type !== 'int32' && info.type !== 'int64')) return null;
  for (let k = 0; k < CANDIDATES; k++) if (((low >>> k) & 1) === 0) return LOWEST[info.type] + BigInt(k);
  throw new AppError(
    'not-supported',
    `The column "${info.name}" has missing cells, but no integer of its type is free to stand for them.`,
    { remedy: 'Write the table in another format.', details: { column: info.name } },
  );
}

function look(data: Column['data'], seen: Seen): void {
  switch (data.type) {
    case 'text':
      for (const text of data.values) {
        if (text === null) continue;
        // A character beyond 16 bits is one question mark.
        const ascii = asciiOnly(text);
        if (ascii !== text) seen.foreign++;
        if (ascii.length > seen.longest) seen.longest = ascii.length;
      }
      return;
    case 'int32': {
      const lowest = Number(LOWEST.int32);
      for (let i = 0; i < data.values.length; i++) {
        const value = data.values[i];
        if (data.missing?.[i]) seen.missing = true;
        else if (value < lowest + CANDIDATES) seen.low |= 1 << (value - lowest);
      }
      return;
    }
    case 'int64': {
      const limit = LOWEST.int64 + BigInt(CANDIDATES);
      for (let i = 0; i < data.values.length; i++) {
        const value = data.values[i];
        if (data.missing?.[i]) seen.missing = true;
        else if (value < limit) seen.low |= 1 << Number(value - LOWEST.int64);
      }
      return;
    }
    default:
  }
}
