import { AppError } from '../../src/core/errors/index.ts';
import { countRows, evaluatePredicate, type Predicate } from '../../src/core/selection/index.ts';
import { synthesise } from '../../src/core/synth/index.ts';
import type { Column } from '../../src/core/table/index.ts';
import type {
  Body,
  ClusteringSummary,
  ColumnStatistics,
  Step,
  TablePage,
  TableSummary,
} from '../../src/shared/index.ts';

/** The worked examples as tables in memory, for windows without an engine. */
export function fakeTable(steps: readonly Step[], id: string): readonly Column[] {
  const step = steps.find((one) => one.id === id);
  if (!step) throw new AppError('not-found', `There is no step "${id}" in the recipe.`);
  if (step.operation !== 'example-table') {
    const input = step.inputs['table'];
    if (input === undefined) throw new AppError('not-supported', `No table of ${step.operation} is at hand.`);
    return fakeTable(steps, input);
  }
  const made = synthesise(String(step.params['name']));
  if (made.kind !== 'table') throw new Error('the example is an image');
  return made.columns;
}

export function fakeTableSummary(columns: readonly Column[], id: string): TableSummary {
  return {
    kind: 'table',
    rows: columns[0]!.data.values.length,
    columns: columns.map(({ info }) => ({ ...info, key: `${id} ${info.name}` })),
    roles: { magnitudes: [] },
    skipped: 0,
    repaired: 0,
    problems: [],
    warnings: [],
    dialect: null,
  };
}

function fakeNumbers(columns: readonly Column[], name: string): Float64Array<ArrayBuffer> {
  const column = columns.find(({ info }) => info.name === name);
  if (!column) throw new AppError('not-found', `There is no column "${name}".`);
  return Float64Array.from(column.data.values as ArrayLike<number>, Number);
}

function fakePage(
  columns: readonly Column[],
  request: {
    readonly sort?: { readonly column: string; readonly descending: boolean } | null;
    readonly selected?: Predicate | null;
    readonly columns?: readonly string[];
    readonly start: number;
    readonly count: number;
    readonly locate?: number | null;
  },
): TablePage {
  const rows = columns[0]!.data.values.length;
  let ids = Array.from({ length: rows }, (_, row) => row);
  if (request.selected) {
    const set = evaluatePredicate(request.selected, rows, { numbers: (name) => fakeNumbers(columns, name) });
    if (countRows(set) < rows) ids = ids.filter((row) => ((set.words[row >> 5]! >>> (row & 31)) & 1) === 1);
  }
  if (request.sort) {
    const values = fakeNumbers(columns, request.sort.column);
    ids.sort((a, b) => (values[a]! - values[b]!) * (request.sort!.descending ? -1 : 1) || a - b);
  }
  const names = request.columns ?? columns.map(({ info }) => info.name);
  const shown = ids.slice(request.start, request.start + request.count);
  const cells = names.map((name) => fakeNumbers(columns, name));
  return {
    total: ids.length,
    columns: names,
    start: request.start,
    ids: shown,
    rows: shown.map((row) => cells.map((column) => column[row]!)),
    located: (request.locate ?? null) === null ? null : ids.indexOf(request.locate!),
  };
}

function fakeStatistics(columns: readonly Column[], name: string): ColumnStatistics {
  const values = fakeNumbers(columns, name);
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  return {
    column: name,
    count: values.length,
    missing: 0,
    distinct: new Set(values).size,
    minimum,
    maximum,
    mean: null,
    std: null,
    quartiles: null,
    histogram: { low: minimum, high: maximum, counts: [1, 2, 1] },
    top: [],
  };
}

export function fakeClustering(): ClusteringSummary {
  return {
    kind: 'clustering',
    operation: 'dbscan',
    clusters: 2,
    noise: 100,
    skipped: 0,
    sizes: [101, 49],
    warnings: ['Distances hardly feel y: choose a scaling.'],
    inertia: null,
    centers: null,
    tree: null,
  };
}

/** What the engine answers about tables; `tableOf` gives the columns of a step. */
export function fakeTableHandlers(tableOf: (step: string) => readonly Column[]) {
  return {
    tableRows: ({ step, ...request }: Body<'tableRows'>) => fakePage(tableOf(step), request as never),
    tableFilter: () => new Response(new Uint32Array(1)),
    tableColumn: ({ step, column }: Body<'tableColumn'>) => new Response(fakeNumbers(tableOf(step), column)),
    tablePositions: () => {
      throw new AppError('bad-argument', 'No columns of right ascension and declination were found.');
    },
    tableLabels: () => ({ labels: [] }),
    tableStatistics: ({ step, columns }: Body<'tableStatistics'>) => ({
      statistics: columns.map((name) => fakeStatistics(tableOf(step), name)),
    }),
    tableDownload: () => new Response('x1,x2,y\n'),
  };
}
