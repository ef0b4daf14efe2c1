import { AppError, errorFromRecord, type WarningSink } from '../errors/index.ts';
import { uniqueNames, type ColumnInfo } from '../table/index.ts';
import { hduLabel, type Hdu } from './hdu.ts';
import { headerLogical, type Header } from './header.ts';
import { binaryColumnPlans } from './tableBinaryColumn.ts';
import { BLOCK_BYTES } from './limits.ts';
import { readColumns } from './tableColumns.ts';
import { textColumnPlan } from './tableTextColumn.ts';

/** How the stored cells of a column become values. */
export type CellCoding =
  | { readonly code: 'L' }
  | { readonly code: 'A' }
  /** Bits from the cell's first, most significant one on. */
  | { readonly code: 'X'; readonly bits: number }
  | ({ readonly code: 'B' | 'I' | 'J' | 'K' } & IntegerCoding)
  | { readonly code: 'E' | 'D'; readonly scale: number; readonly zero: number }
  /** Fields of an ASCII table: text, whole numbers, and numbers with `decimals` where they have no point. */
  | { readonly code: 'field-text'; readonly nullText: string | null }
  | { readonly code: 'field-integer'; readonly nullText: string | null }
  | {
      readonly code: 'field-real';
      readonly nullText: string | null;
      readonly decimals: number;
      readonly scale: number;
      readonly zero: number;
    };

export interface IntegerCoding {
  readonly scale: number;
  readonly zero: number;
  /** TZERO as a whole number where TSCAL is 1 and it is one: then values are stored + zeroExact, exactly. */
  readonly zeroExact: bigint | null;
  /** TNULL, compared with the stored number. */
  readonly nullValue: bigint | null;
}

/** What one column of a FITS table is in a row's bytes. Plain data. */
export interface TableColumnPlan {
  readonly info: ColumnInfo;
  /** Byte of the row where the cell starts. */
  readonly offset: number;
  readonly width: number;
  readonly coding: CellCoding;
}

/** Where the rows of a FITS table are and how to read them. Plain data, made to be cloned; leaving out columns of
 * `columns` reads fewer. */
export interface TablePlan {
  readonly hdu: number;
  readonly name: string;
  readonly columns: readonly TableColumnPlan[];
  readonly rowBytes: number;
  /** Rows that the file holds whole. */
  readonly rows: number;
  /** Rows that the header claims. */
  readonly claimedRows: number;
  /** Byte of the file where the first row starts. */
  readonly dataOffset: number;
}

/** How the rows of a FITS table are read: binary (BINTABLE) or ASCII (TABLE).
 *
 * A vector column becomes one column per element, up to 32; complex numbers become two. TSCAL and TZERO are applied:
 * the unsigned 16- and 32-bit conventions stay whole numbers (int32, int64), other scalings are float64. Whole
 * numbers that int64 cannot be sure to hold (unsigned 64-bit) are text with every digit, unless `narrowWideIntegers`
 * finds that they all fit. What cannot be read costs its column alone, with a warning that names it:
 * variable-length arrays, columns without bytes.
 * Errors: `not-supported` for what is no table and for tile-compressed tables; `bad-header` and the HDU's own fault;
 * `bad-table` where no column is left. */
export function tablePlan(header: Header, hdu: Hdu, warn: WarningSink): TablePlan {
  const { type, index } = hdu;
  const label = hduLabel(hdu);
  if (type !== 'table' && type !== 'bintable')
    throw new AppError('not-supported', `${label} is no table: its type is ${type}.`, {
      remedy: 'Choose a table HDU.',
    });
  if (headerLogical(header, 'ZTABLE') === true)
    throw new AppError('not-supported', `${label} is a tile-compressed table, which is not read yet.`, {
      remedy: 'Unpack it with funpack first.',
    });
  // The rows that are there are read, however many the header claims.
  if (hdu.problem !== undefined && hdu.problem.code !== 'truncated') throw errorFromRecord(hdu.problem);
  const [rowBytes = 0, claimedRows = 0] = hdu.naxis;
  const where = `HDU ${index}`;
  const described = readColumns(header, type, rowBytes, where);
  const columns: TableColumnPlan[] = [];
  let offset = 0;
  described.forEach((column, i) => {
    if (type === 'table') columns.push(...textColumnPlan(header, column, i + 1, where, warn));
    else {
      const binary = binaryColumnPlans(header, column, i + 1, offset, where, warn);
      columns.push(...binary.plans);
      offset += binary.width;
    }
  });
  if (columns.length === 0)
    throw new AppError('bad-table', `${label} has no column that can be read (of ${described.length}).`);
  const rows = Math.min(claimedRows, Math.floor(hdu.availableBytes / rowBytes));
  if (rows < claimedRows)
    warn({
      code: 'truncated-table',
      message: `${label}: the header claims ${claimedRows} rows, the file holds ${rows}; the others are missing.`,
    });
  return {
    hdu: index,
    name: hdu.name,
    columns: withUniqueNames(columns, label, warn),
    rowBytes,
    rows,
    claimedRows,
    dataOffset: hdu.dataOffset,
  };
}

/** The plan without last rows that are only the filling of the file's last block, where the header claims more rows than
 * the file holds. `tail` are the last whole rows there are, at least those of a block. */
export function withoutPaddingRows(plan: TablePlan, tail: Uint8Array): TablePlan {
  if (plan.rows === plan.claimedRows) return plan;
  const fill = plan.columns.some(({ coding }) => coding.code.startsWith('field')) ? 32 : 0;
  let end = tail.length;
  while (end > 0 && tail[end - 1] === fill) end--;
  const { rowBytes } = plan;
  const padding = Math.min(
    Math.floor((tail.length - end) / rowBytes),
    Math.floor((BLOCK_BYTES - 1) / rowBytes),
  );
  return padding === 0 ? plan : { ...plan, rows: plan.rows - padding };
}

function withUniqueNames(
  columns: readonly TableColumnPlan[],
  label: string,
  warn: WarningSink,
): TableColumnPlan[] {
  const names = uniqueNames(columns.map((column) => column.info.name));
  const renamed = columns.flatMap(({ info }, i) =>
    info.name === names[i] ? [] : [`${info.name} → ${names[i]}`],
  );
  if (renamed.length > 0) {
    const some = renamed.slice(0, 5).join(', ');
    const message = `${label}: ${renamed.length} column names occur twice and were changed (${some}).`;
    warn({ code: 'duplicate-column', message });
  }
  return columns.map((column, i) => ({ ...column, info: { ...column.info, name: names[i] } }));
}
