import { binaryResponse } from './binaryResponse.ts';
import path from 'node:path';
import type { Predicate } from '../core/selection/index.ts';
import type { Body, Step } from '../shared/index.ts';
import type { EngineParts } from './engine.ts';
import { silentWork, type Work } from './jobTracker.ts';
import type { Handlers } from './router.ts';
import { filterRows, selectionRows, skyColumns } from './tableSteps/index.ts';
import type { OpenTable, ViewRows, Written } from './tables/index.ts';
import { temporaryDownload } from './temporaryDownload.ts';
import type { TableValue } from './values.ts';

type TableHandlers = Pick<
  Handlers,
  | 'tableRows'
  | 'tableFilter'
  | 'tableColumn'
  | 'tablePositions'
  | 'tableLabels'
  | 'tableStatistics'
  | 'tableExport'
  | 'tableDownload'
>;
type View = Omit<Body<'tableDownload'>, 'format' | 'columns' | 'step'>;

const TYPES: Readonly<Record<Body<'tableDownload'>['format'], string>> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  ecsv: 'text/plain; charset=utf-8',
  vot: 'application/x-votable+xml',
  fits: 'application/fits',
  parquet: 'application/vnd.apache.parquet',
};

/** The engine's side of the contract for tables; `tableOf` gives the table of a step. */
export function tableHandlers(
  parts: EngineParts,
  tableOf: (window: string, step: string, extra?: readonly Step[]) => Promise<TableValue>,
): TableHandlers {
  const { tables, jobs, sources, handles } = parts;

  const rowsOf = async (table: OpenTable, view: View): Promise<ViewRows> => {
    const rows = await tables.view(table, { filter: view.filter ?? '', sort: view.sort ?? null });
    if (!view.selected) return rows;
    return tables.selected(table, rows, await selectionRows(tables, table, view.selected as Predicate));
  };
  const write = async (
    table: OpenTable,
    { format: name, columns, ...view }: Omit<Body<'tableDownload'>, 'step'>,
    target: string,
    work: Work,
  ): Promise<Written> => {
    const rows = await rowsOf(table, view);
    const inputs = await sources.inputPaths();
    const format = name === 'vot' ? 'votable' : name;
    return tables.write(
      table,
      { target, format, inputs, rows, ...(columns === undefined ? {} : { columns }) },
      work,
    );
  };

  return {
    async tableRows({ step, steps, columns, start, count, locate, ...view }, window) {
      const { table } = await tableOf(window, step, steps);
      return tables.page(table, await rowsOf(table, view), {
        start,
        count,
        ...(columns === undefined ? {} : { columns }),
        ...(locate === undefined || locate === null ? {} : { locate }),
      });
    },
    async tableFilter({ step, filter }, window) {
      const { table } = await tableOf(window, step);
      const { set } = await filterRows(tables, table, filter);
      return binaryResponse(set.words.buffer as ArrayBuffer);
    },
    async tableColumn({ step, column }, window) {
      const { table } = await tableOf(window, step);
      const type = table.columns.find(({ name }) => name === column)?.type;
      if (type !== 'text') {
        const { values } = await tables.numbers(table, column);
        return binaryResponse(new Float64Array(values).buffer);
      }
      const { codes } = await tables.categories(table, column);
      // Missing cells and the labels that are not told apart have negative codes.
      return binaryResponse(Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)).buffer);
    },
    async tablePositions({ step, ra, dec }, window) {
      const { table } = await tableOf(window, step);
      const sky = await skyColumns(tables, table, ra, dec);
      const both = new Float64Array(2 * table.rows);
      both.set(sky.ra);
      both.set(sky.dec, table.rows);
      return binaryResponse(both.buffer);
    },
    async tableLabels({ step, column }, window) {
      const { table } = await tableOf(window, step);
      return { labels: (await tables.categories(table, column)).labels };
    },
    async tableStatistics({ step, columns }, window) {
      const { table } = await tableOf(window, step);
      return { statistics: await tables.statistics(table, columns) };
    },
    tableExport({ step, target, ...request }, window) {
      const file = handles.takeTarget(target);
      const job = jobs.start(
        async (work) => {
          const { table } = await tableOf(window, step);
          const { rows, guarded, warnings } = await write(table, request, file, work);
          return { job: 'export', name: path.basename(file), rows, guarded, warnings };
        },
        (event) => parts.send(window, event),
      );
      return { job };
    },
    async tableDownload({ step, ...request }, window) {
      const { table } = await tableOf(window, step);
      return temporaryDownload(`table.${request.format}`, TYPES[request.format], (file) =>
        write(table, request, file, silentWork()),
      );
    },
  };
}
