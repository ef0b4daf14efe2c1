import { AppError, errorFromRecord, errorRecord, invariant } from '../core/errors/index.ts';
import type { ColumnInfo, RowProblem } from '../core/table/index.ts';
import { silentWork } from '../engine/index.ts';
import { makeStep, type TableChoice } from '../shared/index.ts';
import { plainText, printJson, printTable } from './output.ts';
import { reportWarnings } from './report.ts';
import type { FileSession } from './session.ts';

/** Faulty rows that are printed; all are counted. */
const SHOWN_PROBLEMS = 20;

interface TableInfo {
  readonly index: number;
  readonly name: string;
  readonly rows: number | null;
  readonly columns: readonly Pick<ColumnInfo, 'name' | 'type' | 'unit'>[];
  /** Rows of the file that were left out, and rows that were mended. */
  readonly skipped: number;
  readonly repaired: number;
  readonly problems: readonly RowProblem[];
  readonly warnings: readonly string[];
  /** Why the table cannot be read. */
  readonly problem?: string;
}

/** Describes the tables of a file that is neither FITS nor a picture. False, and nothing printed, where it is. */
export async function tableInfo(
  session: FileSession,
  { json, verify }: { readonly json?: boolean; readonly verify?: boolean },
): Promise<boolean> {
  const { parts, file, handle, target } = session;
  const description = await parts.sources.describe(handle);
  if (description.format === 'fits' || description.format === 'picture') return false;
  if (verify)
    throw new AppError('not-supported', 'The second reader reads FITS files alone.', {
      remedy: 'Leave --verify out.',
    });
  if (target.section) throw new AppError('bad-suffix', 'A section of pixels was asked of a table.');
  reportWarnings(file, description.warnings);
  const tables: TableInfo[] = [];
  const alone = description.tables.length === 1;
  for (const choice of description.tables) tables.push(await infoOf(session, choice, alone));
  const { name, bytes, format } = description;
  if (json) printJson({ file: name, bytes, format, hdus: [], tables });
  else printTables(format, tables);
  return true;
}

/** A table as it is once it is read. What cannot be read is told of, and is a failure where it is all that there is. */
async function infoOf(session: FileSession, choice: TableChoice, alone: boolean): Promise<TableInfo> {
  try {
    if (choice.problem) throw errorFromRecord(choice.problem);
    return await readInfo(session, choice);
  } catch (error) {
    if (alone) throw error;
    const { message } = errorRecord(error);
    const named = choice.name === '' ? `table ${choice.index}` : `table ${choice.index} ${choice.name}`;
    reportWarnings(session.file, [{ code: 'table', message: `${named} cannot be read: ${message}` }]);
    const nothing = { columns: [], skipped: 0, repaired: 0, problems: [], warnings: [] };
    return { index: choice.index, name: choice.name, rows: choice.rows, ...nothing, problem: message };
  }
}

async function readInfo(
  { parts, file, handle }: FileSession,
  { index, name }: TableChoice,
): Promise<TableInfo> {
  const step = makeStep('table', 'table-source', { table: index }, {}, handle);
  const recipe = { version: 1, steps: [step] } as const;
  const { value } = await parts.evaluator.evaluate(recipe, step.id, silentWork(), { load: false });
  invariant(value.kind === 'table', 'table-source gives a table');
  const { table, warnings } = value;
  reportWarnings(file, warnings);
  const { skipped, repaired, problems } = table.report;
  return {
    index,
    name,
    rows: table.rows,
    columns: table.columns.map(({ name: column, type, unit }) => ({ name: column, type, unit })),
    skipped,
    repaired,
    problems: problems.slice(0, SHOWN_PROBLEMS),
    warnings: warnings.map(({ message }) => message),
  };
}

function printTables(format: string, tables: readonly TableInfo[]): void {
  const heads = ['table', 'name', 'format', 'rows', 'columns', 'skipped', 'repaired'];
  printTable([
    heads,
    ...tables.map(({ index, name, rows, columns, skipped, repaired }) => [
      String(index),
      plainText(name),
      format,
      String(rows ?? ''),
      String(columns.length),
      String(skipped),
      String(repaired),
    ]),
  ]);
  for (const { index, columns, problems } of tables) {
    for (const { name, type, unit } of columns)
      process.stdout.write(
        `  table ${index} column ${plainText(name)} ${type} ${plainText(unit)}`.trimEnd() + '\n',
      );
    for (const { line, problem, text } of problems)
      process.stdout.write(
        `  table ${index} line ${line}: ${plainText(problem)} ${plainText(text)}`.trimEnd() + '\n',
      );
  }
}
