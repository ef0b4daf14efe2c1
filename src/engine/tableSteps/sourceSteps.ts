import { AppError, invariant } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import type { Predicate } from '../../core/selection/index.ts';
import { rowsOf } from '../../core/selection/index.ts';
import { synthesise } from '../../core/synth/index.ts';
import type { DialectChoices, Delimiter, TextEncodingName } from '../../core/table/index.ts';
import type { Step } from '../../shared/index.ts';
import type { TableScan } from '../../shared/tableJobs.ts';
import { PRIORITY } from '../priorityQueue.ts';
import type { TableSource } from '../tables/index.ts';
import type { TableValue } from '../values.ts';
import { selectionRows } from './selectionRows.ts';
import type { TableParts, TableRun } from './tableParts.ts';
import { tableValue } from './tableValue.ts';

/** What a table step's file is, and how it is read. */
export async function scanSource({ sources }: TableParts, step: Step): Promise<TableScan> {
  if (step.handle === undefined)
    throw new AppError('bad-argument', `The table step "${step.id}" names no file.`);
  return sources.scanTable(step.handle, choicesOf(step.params as ParameterValues));
}

/** The table of a file. */
export async function openSource(run: TableRun, step: Step, scan: TableScan): Promise<TableValue> {
  const source = await tableSource(run, step, scan);
  return tableValue(await run.parts.tables.open(source, run.work), run.key);
}

async function tableSource({ parts, work }: TableRun, step: Step, scan: TableScan): Promise<TableSource> {
  const wanted = Number(step.params['table']);
  const { file } = scan;
  switch (scan.kind) {
    case 'unknown':
      throw new AppError('bad-table', scan.reason);
    case 'parquet':
      return { kind: 'parquet', file };
    case 'delimited':
      return {
        kind: 'delimited',
        file,
        dialect: scan.dialect,
        numberColumns: step.params['number_columns'] as readonly string[],
        textColumns: step.params['text_columns'] as readonly string[],
      };
    case 'votable':
    case 'ecsv': {
      const index = wanted < 0 ? null : wanted;
      const format = scan.kind;
      work.expect(Math.max(1, Math.ceil(file.bytes / 2 ** 20)), 'Reading');
      const { table, warnings } = await parts.pool.run(
        'parseTable',
        { file, format, index, control: work.control },
        PRIORITY.asked,
      );
      const { columns, repaired, skipped, problems } = table;
      const notes = [...scan.warnings, ...warnings].map(({ message }) => message);
      return { kind: 'columns', columns, report: { repaired, skipped, problems, notes } };
    }
    case 'fits': {
      const open = await parts.sources.open(step.handle!);
      const tables = open.hdus.filter(({ type }) => type === 'table' || type === 'bintable');
      const hdu =
        wanted < 0
          ? (tables.find(({ rows, problem }) => rows !== 0 && problem === undefined) ?? tables[0])
          : tables.find(({ index }) => index === wanted);
      if (!hdu)
        throw new AppError(
          'not-found',
          wanted < 0 ? 'The file holds no table.' : `HDU ${wanted} is no table.`,
        );
      const { plan, warnings } = await parts.pool.run('fitsTablePlan', { file, hdu }, PRIORITY.asked);
      return { kind: 'fits', file, plan, notes: warnings.map(({ message }) => message) };
    }
  }
}

/** What a person has set of a text file's dialect. */
function choicesOf(params: ParameterValues): DialectChoices {
  const set = (name: string): string | undefined => {
    const value = String(params[name]);
    return value === 'found' ? undefined : value;
  };
  const [delimiter, decimal, encoding, header] = ['delimiter', 'decimal', 'encoding', 'header'].map(set);
  const skipLines = Number(params['skip_lines']);
  return {
    ...(delimiter === undefined ? {} : { delimiter: delimiter as Delimiter }),
    ...(decimal === undefined ? {} : { decimal: decimal as '.' | ',' }),
    ...(encoding === undefined ? {} : { encoding: encoding as TextEncodingName }),
    ...(header === undefined ? {} : { header: header === 'yes' }),
    ...(skipLines < 0 ? {} : { skipLines }),
    nullWords: params['null_words'] as readonly string[],
  };
}

/** The table of one of the worked examples. */
export async function openExample(run: TableRun, name: string): Promise<TableValue> {
  const made = synthesise(name);
  invariant(made.kind === 'table', `${name} makes a table`);
  return tableValue(
    await run.parts.tables.open({ kind: 'columns', columns: made.columns }, run.work),
    run.key,
  );
}

/** The rows that a selection holds as a table of their own. */
export async function openSelection(
  run: TableRun,
  where: Predicate,
  { table }: TableValue,
): Promise<TableValue> {
  const rows = rowsOf(await selectionRows(run.parts.tables, table, where));
  return tableValue(await run.parts.tables.takeRows(table, rows, run.work), run.key);
}
