import { AppError, type Warning } from '../../core/errors/index.ts';
import {
  fittingInt64,
  narrowWideIntegers,
  readHeader,
  readTableRows,
  tablePlan,
  wideIntegerColumns,
  withoutPaddingRows,
  type TablePlan,
} from '../../core/fits/index.ts';
import type { TableJobs } from '../../shared/tableJobs.ts';
import { withFile, type OpenedFile } from '../files.ts';

const BLOCK_BYTES = 2880;
/** Bytes looked at in one go; of a job at most. */
const PIECE_BYTES = 4 * 2 ** 20;
const MAX_BYTES = 2 ** 30;

/** How the rows of a table HDU are read. Columns of unsigned 64-bit numbers are looked through: where all fit int64,
 * that is their type. */
export function planFitsTable({
  file,
  hdu,
}: TableJobs['fitsTablePlan']['input']): TableJobs['fitsTablePlan']['output'] {
  return withFile(file, (reader) => {
    const warnings: Warning[] = [];
    const claimed = tablePlan(readHeader(reader, hdu), hdu, (warning) => warnings.push(warning));
    const whole = withoutPadding(reader, claimed, warnings);
    const plan = narrowWideIntegers(whole, fittingColumns(reader, whole));
    for (const place of wideIntegerColumns(plan))
      warnings.push({
        code: 'wide-integers',
        message: `HDU ${hdu.index}: column '${plan.columns[place]!.info.name}' has whole numbers beyond 64 bits with a sign; it is text with every digit.`,
      });
    return { plan, warnings };
  });
}

function withoutPadding(reader: OpenedFile, plan: TablePlan, warnings: Warning[]): TablePlan {
  if (plan.rows === plan.claimedRows) return plan;
  const rows = Math.min(plan.rows, Math.ceil(BLOCK_BYTES / plan.rowBytes));
  const tail = reader.read(plan.dataOffset + (plan.rows - rows) * plan.rowBytes, rows * plan.rowBytes);
  const trimmed = withoutPaddingRows(plan, tail);
  if (trimmed.rows < plan.rows)
    warnings.push({
      code: 'padding-rows',
      message: `The last ${plan.rows - trimmed.rows} rows hold only the filling of the file's last block and were left out; ${trimmed.rows} rows are there.`,
    });
  return trimmed;
}

function fittingColumns(reader: OpenedFile, plan: TablePlan): number[] {
  let fitting = wideIntegerColumns(plan);
  const step = Math.max(1, Math.floor(PIECE_BYTES / plan.rowBytes));
  for (let row = 0; row < plan.rows && fitting.length > 0; row += step) {
    const rows = Math.min(step, plan.rows - row);
    const bytes = reader.read(plan.dataOffset + row * plan.rowBytes, rows * plan.rowBytes);
    fitting = fittingInt64(plan, fitting, bytes, rows);
  }
  return fitting;
}

/** Some rows of a FITS table as columns. */
export function readFitsTableRows({
  file,
  plan,
  first,
  count,
}: TableJobs['fitsTableRows']['input']): TableJobs['fitsTableRows']['output'] {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(count) && first >= 0 && count >= 0))
    throw new AppError('bad-argument', `Rows ${first} and on, ${count} of them, are no rows of a table.`);
  const rows = Math.max(0, Math.min(count, plan.rows - first));
  const length = rows * plan.rowBytes;
  if (length > MAX_BYTES)
    throw new AppError(
      'bad-argument',
      `${rows} rows of ${plan.rowBytes} bytes are too many for one job; it reads up to ${MAX_BYTES} bytes.`,
    );
  return withFile(file, (reader) => {
    const bytes = new Uint8Array(length);
    const got = length === 0 ? 0 : reader.readInto(plan.dataOffset + first * plan.rowBytes, bytes);
    if (got < length)
      throw new AppError(
        'truncated',
        `The file ends within row ${first + Math.floor(got / plan.rowBytes) + 1}.`,
      );
    return readTableRows(plan, bytes, rows, first);
  });
}
