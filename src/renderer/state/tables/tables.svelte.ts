import {
  countRows,
  createBitset,
  encodeBitset,
  evaluatePredicate,
  predicateColumns,
  setRow,
  type Bitset,
  type Predicate,
  type Scale,
} from '../../../core/selection/index.ts';
import {
  activeTable,
  headOf,
  type PlotView,
  type TableSummary,
  type TableView,
} from '../../../shared/index.ts';
import type { DocumentStore } from '../documentStore.svelte.ts';
import type { EngineClient } from '../engineClient.ts';
import type { Evaluate } from '../evaluation.svelte.ts';
import type { Notices } from '../notices.svelte.ts';
import { ColumnCache, type ColumnValues } from './columnCache.svelte.ts';
import { FilterRows } from './filterRows.svelte.ts';
import {
  areReady,
  FEWEST_ROWS,
  knownIndex,
  knownLevels,
  makeIndex,
  makeLevels,
  middleOf,
} from './columnLevels.ts';
import { combined, type SelectMode } from './combine.ts';
import { TableData } from './tableData.svelte.ts';

const NO_VALUES = new Float64Array(0);
/** How often what a lasso takes is practised, beside its rehearsal. */
const PRACTICE = 3;

/** The tables of the document, what is computed for them, and the one selection that runs through all their views. */
export class Tables {
  readonly #store: DocumentStore;
  readonly #notices: Notices;
  readonly #cache: ColumnCache;
  readonly #filters: FilterRows;
  readonly #client: EngineClient;
  readonly #evaluate: Evaluate;
  #data = $state.raw<ReadonlyMap<string, TableData>>(new Map());

  constructor(client: EngineClient, store: DocumentStore, evaluate: Evaluate, notices: Notices) {
    this.#client = client;
    this.#store = store;
    this.#evaluate = evaluate;
    this.#notices = notices;
    const report = (error: unknown): void => notices.error(error);
    this.#filters = new FilterRows(client, report);
    this.#cache = new ColumnCache(client, () => store.settled(), report);
    store.onchange(() => this.reconcile());
  }

  /** The table shown; null where there is none. */
  readonly view: TableView | null = $derived.by(() => activeTable(this.#store.document));
  readonly data: TableData | null = $derived.by(() => (this.view && this.#data.get(this.view.id)) ?? null);
  readonly summary: TableSummary | null = $derived.by(() => this.data?.summary ?? null);

  dataOf(table: string): TableData | null {
    return this.#data.get(table) ?? null;
  }

  /** Asks for what the tables now need and is not there. */
  reconcile(): void {
    const { document } = this.#store;
    const ids = document.tables.map((table) => table.id);
    if (ids.length !== this.#data.size || ids.some((id) => !this.#data.has(id))) {
      const next = new Map(ids.map((id) => [id, this.#data.get(id) ?? this.#newData(id)]));
      for (const [id, data] of this.#data) if (!next.has(id)) data.close();
      this.#data = next;
    }
    // Only what is on screen is computed; a table that lies behind waits.
    for (const table of document.tables)
      if (table.id === document.activeTable || table.image === document.active)
        this.#data.get(table.id)!.reconcile(document, table);
  }

  restart(): void {
    this.#cache.restart();
    for (const data of this.#data.values()) data.forgetWishes();
    this.reconcile();
  }

  #newData(id: string): TableData {
    return new TableData(id, {
      client: this.#client,
      evaluate: this.#evaluate,
      cache: this.#cache,
      settled: () => this.#store.settled(),
      report: (error) => this.#notices.error(error),
      onresult: () => this.reconcile(),
    });
  }

  /** The selected rows of the shown table, or null where none are selected or their columns are on their way. */
  readonly selected: Bitset | null = $derived.by(() => this.rowsOf(this.view?.selection ?? null));
  readonly selectedCount: number = $derived.by(() => (this.selected ? countRows(this.selected) : 0));

  /** The rows that a condition holds in the shown table; null until the columns it looks at are there. */
  rowsOf(where: Predicate | null): Bitset | null {
    const { view, data, summary } = this;
    if (!view || !data || !summary || !where || !data.head.current) return null;
    const named = (name: string): Predicate | undefined =>
      view.selections.find((selection) => selection.name === name)?.where;
    const resolved = this.#filters.resolve(where, data.step, summary, named);
    if (!resolved) return null;
    const columns = new Map<string, ColumnValues>();
    let missing = false;
    for (const name of predicateColumns(resolved)) {
      const values = data.values(name);
      if (values) columns.set(name, values);
      // A column that is not there any more selects nothing; one that is on its way makes the selection wait.
      else if (data.column(name)) missing = true;
    }
    if (missing || !fits(resolved, summary.rows)) return null;
    return evaluatePredicate(resolved, summary.rows, {
      numbers: (name) => columns.get(name)?.values ?? new Float64Array(summary.rows).fill(Number.NaN),
      texts: (name) => columns.get(name)?.texts ?? undefined,
      levels: (name, scale) => knownLevels(columns.get(name)?.values ?? NO_VALUES, scale),
      index: knownIndex,
    });
  }

  /** Rows that a lasso selects which nobody drew, once one was begun: views make ready with it what shows a selection. */
  rehearsal = $state.raw<Bitset | null>(null);

  /** A lasso is begun on axes of these columns: what makes it fast is made ready while it is drawn. */
  expectLasso(x: string, y: string, xScale: Scale, yScale: Scale): void {
    const across = this.data?.values(x)?.values;
    const up = this.data?.values(y)?.values;
    if (!across || !up || across.length < FEWEST_ROWS) return;
    if (this.rehearsal?.rows === across.length && areReady(across, xScale, up, yScale)) return;
    const practise = (): Bitset | null => {
      const polygon = middleOf(makeLevels(across, xScale), makeLevels(up, yScale));
      const rows = polygon && this.rowsOf({ op: 'lasso', x, y, xScale, yScale, polygon });
      if (rows) countRows(rows);
      return rows;
    };
    const parts = [
      () => makeLevels(across, xScale),
      () => makeLevels(up, yScale),
      () => makeIndex(makeLevels(across, xScale), makeLevels(up, yScale)),
      () => (this.rehearsal = practise()),
      // Code is compiled when it has run some times.
      ...new Array<typeof practise>(PRACTICE).fill(practise),
    ];
    // One at a time, so that the hand is followed in between.
    const next = (): void => {
      parts.shift()?.();
      if (parts.length > 0) setTimeout(next);
    };
    setTimeout(next);
  }

  /** Selects rows of the shown table, together with what is selected already as the mode says. */
  select(where: Predicate | null, mode: SelectMode = 'replace', gesture?: string): void {
    const { view } = this;
    if (!view) return;
    const next = combined(view.selection, where, mode);
    this.#store.act({
      type: 'select-rows',
      table: view.id,
      where: next,
      ...(gesture === undefined ? {} : { gesture }),
    });
  }

  /** Selects one row, or adds it or takes it away. */
  selectRow(row: number, mode: SelectMode = 'replace'): void {
    const { summary, data } = this;
    if (!summary || !data) return;
    data.current = row;
    data.rows.locate(row);
    this.select(this.#starAt(row) ?? rowPredicate(row, summary.rows), mode);
  }

  /** A row of an image's own stars by its place: a selection that outlives a change of the cut. */
  #starAt(row: number): Predicate | null {
    if ((this.view?.image ?? null) === null) return null;
    const [x, y] = ['x', 'y'].map((name) => this.data?.values(name)?.values[row]);
    if (x === undefined || y === undefined) return null;
    return {
      op: 'and',
      of: [
        { op: 'equal', column: 'x', value: x },
        { op: 'equal', column: 'y', value: y },
      ],
    };
  }

  setPlot(plot: PlotView, change: Partial<Omit<PlotView, 'id'>>, gesture?: string): void {
    const { view } = this;
    if (!view) return;
    this.#store.act({
      type: 'set-plot',
      table: view.id,
      plot: plot.id,
      change: change as never,
      ...(gesture === undefined ? {} : { gesture }),
    });
  }

  /** The step whose table is shown. */
  get step(): string | null {
    return this.view ? headOf(this.view) : null;
  }
}

/** Rows picked one by one as a selection. */
export function rowsPredicate(set: Bitset): Predicate {
  return { op: 'rows', rows: encodeBitset(set), count: countRows(set), total: set.rows };
}

function rowPredicate(row: number, rows: number): Predicate {
  const set = createBitset(rows);
  setRow(set, row, true);
  return rowsPredicate(set);
}

/** Whether rows that were picked one by one were picked in a table of so many rows: after a change of what the table is made
 * of they mean nothing any more. */
function fits(where: Predicate, rows: number): boolean {
  switch (where.op) {
    case 'rows':
      return where.total === rows;
    case 'and':
    case 'or':
      return where.of.every((part) => fits(part, rows));
    case 'not':
      return fits(where.of, rows);
    default:
      return true;
  }
}
