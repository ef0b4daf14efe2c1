import type { Predicate } from '../../../core/selection/index.ts';
import type { Body, TableCell, TablePage } from '../../../shared/index.ts';
import type { EngineClient } from '../engineClient.ts';

const PAGE_ROWS = 200;
const PAGES_KEPT = 60;

/** What rows are shown, in which order. */
export interface RowsWish {
  readonly step: string;
  /** Tells the table's contents apart; two equal ones are the same rows. */
  readonly content: string;
  readonly filter: string;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly selected: Predicate | null;
  readonly columns: readonly string[];
}

export interface TableRow {
  /** 0-based row of the table. */
  readonly id: number;
  readonly cells: readonly TableCell[];
}

/** The rows of a table as the grid shows them: pages fetched when they come into view. */
export class TableRows {
  total = $state(0);
  columns = $state.raw<readonly string[]>([]);
  /** Position of the current row in this order; null where it is not shown. */
  located = $state<number | null>(null);
  /** Why the rows cannot be had (a filter that makes no sense, say). */
  error = $state.raw<unknown>(null);
  loading = $state(false);
  #arrived = $state(0);

  readonly #client: Pick<EngineClient, 'call'>;
  readonly #settled: () => Promise<void>;
  readonly #pages = new Map<number, TablePage>();
  readonly #asked = new Set<number>();
  #wish: RowsWish | null = null;
  #signature = '';
  #order = 0;
  #current: number | null = null;

  constructor(client: Pick<EngineClient, 'call'>, settled: () => Promise<void>) {
    this.#client = client;
    this.#settled = settled;
  }

  /** Shows other rows; old ones stay on screen until the first page of the new order is there. */
  show(wish: RowsWish): void {
    const signature = JSON.stringify(wish);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#wish = wish;
    this.#order += 1;
    this.#asked.clear();
    this.error = null;
    void this.#fetch(0);
  }

  /** Marks a row by its number in the table; where it stands comes with the next answer. */
  locate(row: number | null): void {
    if (row === this.#current) return;
    this.#current = row;
    if (row === null) this.located = null;
    else void this.#fetch(null);
  }

  row(index: number): TableRow | null {
    void this.#arrived;
    const page = this.#pages.get(Math.floor(index / PAGE_ROWS));
    const cells = page?.rows[index % PAGE_ROWS];
    return page && cells ? { id: page.ids[index % PAGE_ROWS]!, cells } : null;
  }

  /** Asks for the rows from `first` to before `last` that are not there. */
  ensure(first: number, last: number): void {
    const end = Math.min(last, this.total);
    for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page++)
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#fetch(page);
  }

  /** A row, fetched where it is not there yet. */
  async rowAt(index: number): Promise<TableRow | null> {
    const page = Math.floor(index / PAGE_ROWS);
    if (!this.#pages.has(page)) await this.#fetch(page);
    return this.row(index);
  }

  restart(): void {
    this.#signature = '';
    const wish = this.#wish;
    if (wish) this.show(wish);
  }

  /** Fetches a page, or with null only where the current row stands. */
  async #fetch(page: number | null): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    const order = this.#order;
    const current = this.#current;
    if (page !== null) this.#asked.add(page);
    this.loading = true;
    const body: Body<'tableRows'> = {
      step: wish.step,
      filter: wish.filter,
      sort: wish.sort,
      selected: wish.selected,
      columns: [...wish.columns],
      start: (page ?? 0) * PAGE_ROWS,
      count: page === null ? 1 : PAGE_ROWS,
      locate: current,
    };
    try {
      await this.#settled();
      const answer = await this.#client.call('tableRows', body);
      if (order !== this.#order) return;
      this.#take(answer, page);
      if (current === this.#current) this.located = current === null ? null : answer.located;
    } catch (error) {
      if (order === this.#order) this.error = error;
    } finally {
      if (order === this.#order) this.loading = false;
    }
  }

  #take(answer: TablePage, page: number | null): void {
    this.total = answer.total;
    this.columns = answer.columns;
    if (page === null) return;
    if (page === 0) this.#pages.clear();
    this.#pages.set(page, answer);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(old);
      this.#asked.delete(old);
    }
    this.#arrived += 1;
  }
}
