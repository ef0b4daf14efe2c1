import type { ParameterValue } from '../../../core/operations/index.ts';
import {
  headOf,
  makeStep,
  type AnalysisSummary,
  type ClusteringSummary,
  type ColumnStatistics,
  type Document,
  type ModelSummary,
  type TableColumnSummary,
  type TableSummary,
  type TableView,
} from '../../../shared/index.ts';
import type { EngineClient } from '../engineClient.ts';
import { Evaluation, type Evaluate } from '../evaluation.svelte.ts';
import { signatureOf } from '../signature.ts';
import type { ColumnCache, ColumnValues } from './columnCache.svelte.ts';
import { TableRows } from './tableRows.svelte.ts';

/** A change of a parameter asks for work in the engine only when it rests this long. */
const REST_MS = 200;

export interface TableDataParts {
  readonly client: Pick<EngineClient, 'call' | 'binary'>;
  readonly evaluate: Evaluate;
  readonly cache: ColumnCache;
  readonly settled: () => Promise<void>;
  readonly report: (error: unknown) => void;
  /** Called after every result, so that what depends on it is asked for. */
  readonly onresult: () => void;
}

/** What has been computed for one table of the document. */
export class TableData {
  readonly id: string;
  readonly head: Evaluation<TableSummary>;
  readonly rows: TableRows;
  /** By id of the model or clustering. */
  models = $state.raw<ReadonlyMap<string, Evaluation<ModelSummary>>>(new Map());
  clusterings = $state.raw<ReadonlyMap<string, Evaluation<ClusteringSummary>>>(new Map());
  /** Of the columns that were asked for, by content key. */
  statistics = $state.raw<ReadonlyMap<string, ColumnStatistics>>(new Map());
  /** The row that is looked at, by its number in the table. */
  current = $state<number | null>(null);

  readonly #parts: TableDataParts;
  /** By what they are computed for. */
  readonly #analyses = new Map<string, Evaluation<AnalysisSummary>>();
  readonly #asked = new Set<string>();
  #headStep = '';

  constructor(id: string, parts: TableDataParts) {
    this.id = id;
    this.#parts = parts;
    this.rows = new TableRows(parts.client, parts.settled);
    this.head = new Evaluation('Table', parts.evaluate, this.#settle);
  }

  readonly #settle = (error: unknown): void => {
    if (error) this.#parts.report(error);
    this.#parts.onresult();
  };

  /** The step whose table the summary is. */
  get step(): string {
    return this.#headStep;
  }

  get summary(): TableSummary | null {
    return this.head.summary;
  }

  column(name: string): TableColumnSummary | null {
    return this.head.summary?.columns.find((column) => column.name === name) ?? null;
  }

  /** The cells of a column; null until they are there, or where there is no such column. */
  values(name: string): ColumnValues | null {
    const column = this.column(name);
    return column && this.head.current ? this.#parts.cache.get(this.#headStep, column) : null;
  }

  /** Asks for what the table's steps now need. */
  reconcile(document: Document, table: TableView): void {
    const step = headOf(table);
    const { recipe } = document;
    this.head.want(signatureOf(recipe, step), { step }, this.head.summary ? REST_MS : 0);
    if (this.head.current) this.#headStep = step;
    this.models = kept(this.models, table.models, (id) => this.#model(id));
    for (const { id, step: of } of table.models)
      this.models.get(id)!.want(signatureOf(recipe, of), { step: of }, REST_MS);
    this.clusterings = kept(this.clusterings, table.clusterings, (id) => this.#clustering(id));
    for (const { id, step: of } of table.clusterings)
      this.clusterings.get(id)!.want(signatureOf(recipe, of), { step: of }, REST_MS);
    const { summary } = this.head;
    if (!summary || !this.head.current) return;
    const hidden = new Set(table.hidden);
    const columns = summary.columns.map((column) => column.name).filter((name) => !hidden.has(name));
    this.rows.show({
      step,
      content: signatureOf(recipe, step),
      filter: table.filter,
      sort: table.sort,
      selected: table.onlySelected ? table.selection : null,
      columns,
    });
  }

  readonly #model = (id: string): Evaluation<ModelSummary> =>
    this.models.get(id) ?? new Evaluation('Regression', this.#parts.evaluate, this.#settle);

  readonly #clustering = (id: string): Evaluation<ClusteringSummary> =>
    this.clusterings.get(id) ?? new Evaluation('Clustering', this.#parts.evaluate, this.#settle);

  /** The result of a step that is no part of the document: a k-distance curve, a path, silhouettes.
   * `inputs` are steps of the document; called again with the same arguments it gives the same evaluation. */
  analysis(
    document: Document,
    operation: string,
    params: Readonly<Record<string, ParameterValue>>,
    inputs: Readonly<Record<string, string>>,
  ): Evaluation<AnalysisSummary> {
    const step = makeStep(`${this.id}.analysis`, operation, params, inputs);
    const below = Object.values(inputs).map((input) => signatureOf(document.recipe, input));
    const signature = JSON.stringify([operation, step.params, below]);
    let analysis = this.#analyses.get(signature);
    if (!analysis) {
      analysis = new Evaluation<AnalysisSummary>(operation, this.#parts.evaluate, this.#settle);
      this.#analyses.set(signature, analysis);
      for (const old of this.#analyses.keys()) {
        if (this.#analyses.size <= 40) break;
        this.#analyses.get(old)!.clear();
        this.#analyses.delete(old);
      }
    }
    analysis.want(signature, { step: step.id, steps: [step] });
    return analysis;
  }

  /** A glance at a column, asked for when it is first wanted; null until it is there. */
  glance(name: string): ColumnStatistics | null {
    const column = this.column(name);
    if (!column || !this.head.current) return null;
    const known = this.statistics.get(column.key);
    if (!known && !this.#asked.has(column.key)) void this.#ask(column);
    return known ?? null;
  }

  async #ask(column: TableColumnSummary): Promise<void> {
    this.#asked.add(column.key);
    const { client, report } = this.#parts;
    try {
      const { statistics } = await client.call('tableStatistics', {
        step: this.#headStep,
        columns: [column.name],
      });
      if (statistics[0]) this.statistics = new Map(this.statistics).set(column.key, statistics[0]);
    } catch (error) {
      this.#asked.delete(column.key);
      report(error);
    }
  }

  /** After a reconnection: everything may be asked for again. */
  forgetWishes(): void {
    this.head.forget();
    this.#asked.clear();
    for (const evaluation of [...this.models.values(), ...this.clusterings.values()]) evaluation.forget();
    for (const evaluation of this.#analyses.values()) evaluation.forget();
    this.#analyses.clear();
    this.rows.restart();
  }

  /** Stops what is under way. */
  close(): void {
    this.head.clear();
    for (const evaluation of [...this.models.values(), ...this.clusterings.values()]) evaluation.clear();
    for (const evaluation of this.#analyses.values()) evaluation.clear();
  }
}

/** The evaluations of the parts there are, made where they are new; the same map where nothing changed. */
function kept<Of extends { clear(): void }>(
  before: ReadonlyMap<string, Of>,
  parts: readonly { readonly id: string }[],
  make: (id: string) => Of,
): ReadonlyMap<string, Of> {
  if (before.size === parts.length && parts.every(({ id }) => before.has(id))) return before;
  const after = new Map(parts.map(({ id }) => [id, make(id)]));
  for (const [id, evaluation] of before) if (!after.has(id)) evaluation.clear();
  return after;
}
