import { AppError } from '../../core/errors/index.ts';
import type { CellType, ColumnInfo, Dialect, RowProblem } from '../../core/table/index.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { isPlain, layoutOf, normalisedLayout } from './csvSql.ts';
import type { Database } from './database.ts';
import { loadCsv, type CsvWish } from './loadCsv.ts';
import { openTable, type OpenTable } from './openTable.ts';
import { readablePath } from './readablePath.ts';
import { countRows } from './rowCount.ts';
import { settleTypes } from './settleTypes.ts';
import type { Staging } from './staging.ts';

export interface DelimitedSource {
  readonly kind: 'delimited';
  readonly file: FileIdentity;
  readonly dialect: Dialect;
  /** Names of columns that a person wants read as numbers, or as text. */
  readonly numberColumns?: readonly string[];
  readonly textColumns?: readonly string[];
}

/** Opens a delimited text: as it is where its rows are sound, and rewritten by a worker first where they are not. */
export async function loadDelimited(
  source: DelimitedSource,
  database: Database,
  staging: Staging,
  pool: Pick<Pool, 'run'>,
  work: Work,
): Promise<OpenTable> {
  const { dialect, file } = source;
  const wish = wishOf(source);
  const forced = indexesOf(dialect, source.numberColumns ?? []);
  const watch = { control: work.control, percent: true };
  work.expect(100, 'Reading');
  let rows = isPlain(dialect)
    ? await loadCsv(database, layoutOf(await readablePath(staging, file.path), dialect), wish, watch)
    : null;
  let repairs: Repairs = { repaired: 0, skipped: 0, problems: [] };
  if (!rows) {
    const target = staging.file('.csv');
    work.expect(Math.max(1, Math.ceil(file.bytes / 2 ** 20)), 'Repairing');
    repairs = await pool.run(
      'normaliseText',
      { file, dialect, target, control: work.control },
      PRIORITY.asked,
    );
    work.expect(100, 'Reading');
    rows = await loadCsv(database, normalisedLayout(target), wish, watch);
    await staging.discard(target);
  }
  if (!rows) throw new AppError('bad-table', 'The text has rows that no reader here can make sense of.');
  work.expect(100, 'Settling types');
  const { table, ...settled } = await settleTypes(rows, wish, forced, dialect.decimal, {
    control: work.control,
  });
  const nameOf = (index: number): string => dialect.columns[index]!.name;
  const decided = source.numberColumns ?? [];
  return openTable({
    rows: await countRows(table),
    columns: dialect.columns.map(({ name }, i) => plainInfo(name, settled.types[i]!)),
    sources: dialect.columns.map((_, i) => ({ kind: 'stored', table, column: `k${i}` })),
    base: table,
    report: {
      ...repairs,
      lostCells: settled.lostCells.map(({ index, ...lost }) => ({ column: nameOf(index), ...lost })),
      notes: [
        // What a person has decided needs no saying.
        ...dialect.notes.filter(
          (note) => !decided.some((name) => note.startsWith(`Column '${name}' is read as text`)),
        ),
        ...[...settled.texts].flatMap(([index, why]) =>
          why === '' ? [] : [`Column "${nameOf(index)}" is text, because "${shortened(why)}" is no number.`],
        ),
      ],
      dialect,
    },
  });
}

interface Repairs {
  readonly repaired: number;
  readonly skipped: number;
  readonly problems: readonly RowProblem[];
}

function wishOf({ dialect, numberColumns = [], textColumns = [] }: DelimitedSource): CsvWish {
  const numbers = indexesOf(dialect, numberColumns);
  const texts = indexesOf(dialect, textColumns);
  const types = dialect.columns.map(({ type }, i): CellType => (texts.has(i) ? 'text' : type));
  // Numbers that the sample found anyway are read straight away: a cell that is none shows itself.
  const undecided = [...numbers].filter((i) => types[i] === 'text' && !texts.has(i));
  return { types, undecided: new Set(undecided) };
}

function indexesOf({ columns }: Dialect, names: readonly string[]): Set<number> {
  const wanted = new Set(names);
  return new Set(columns.flatMap(({ name }, i) => (wanted.has(name) ? [i] : [])));
}

export function plainInfo(name: string, type: ColumnInfo['type']): ColumnInfo {
  return { name, type, unit: '', ucd: '', description: '' };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
