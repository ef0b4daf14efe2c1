import type { RowsPage } from '../../shared/index.ts';
import type { EngineClient } from './engineClient.ts';
import type { StarPosition } from './selection.ts';

export type Row = readonly (number | null)[];
const PAGE_ROWS = 200;
const PAGES_KEPT = 60;

/** The catalogue's rows as the table shows them: pages fetched when they come into view. */
export class Catalogue {
  total = $state(0);
  columns = $state.raw<readonly string[]>([]);
  sort = $state<string | null>(null);
  descending = $state(false);
  /** Row of the selected star in this order; null when none is selected or the cut leaves it out. */
  located = $state<number | null>(null);
  /** Changes when pages arrive. */
  #arrived = $state(0);

  readonly #client: Pick<EngineClient, 'call'>;
  readonly #report: (error: unknown) => void;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  #step: string | null = null;
  #version = '';
  #order = 0;
  #selected: StarPosition | null = null;

  constructor(client: Pick<EngineClient, 'call'>, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Shows another catalogue: `version` tells results of the same step apart. null empties the table. */
  show(step: string | null, version: number): void {
    const name = `${step} ${version}`;
    if (name === this.#version) return;
    const otherStep = step !== this.#step;
    this.#version = name;
    this.#step = step;
    if (otherStep) {
      this.total = 0;
      this.columns = [];
      this.located = null;
    }
    this.#restart();
  }

  /** Sorts by a column; the same column again turns the order round, a third time takes it back. */
  sortBy(column: string): void {
    if (this.sort !== column) {
      this.sort = column;
      this.descending = false;
    } else if (!this.descending) this.descending = true;
    else this.sort = null;
    if (this.sort === null) this.descending = false;
    this.#restart();
  }

  /** Marks the row of a star; the position comes with the next answer. */
  select(star: StarPosition | null): void {
    if (star?.x === this.#selected?.x && star?.y === this.#selected?.y) return;
    this.#selected = star;
    if (!star) this.located = null;
    else void this.#fetch(null);
  }

  /** Marks a row that is about to be selected. */
  place(index: number): void {
    this.located = index;
  }

  /** A row if it has arrived. */
  row(index: number): Row | null {
    void this.#arrived;
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null;
  }

  /** Asks for the rows from `first` to before `last` that are not there. */
  ensure(first: number, last: number): void {
    const end = Math.min(last, this.total);
    for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page++) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  /** The star in a row, fetching its page if needed. */
  async starAt(index: number): Promise<StarPosition | null> {
    const page = Math.floor(index / PAGE_ROWS);
    if (!this.#pages.has(page)) await this.#fetch(page);
    const row = this.row(index);
    const x = row?.[this.columns.indexOf('x')];
    const y = row?.[this.columns.indexOf('y')];
    return typeof x === 'number' && typeof y === 'number' ? { x, y } : null;
  }

  #restart(): void {
    this.#order += 1;
    this.#asked.clear();
    if (this.#step === null) {
      this.#pages.clear();
      this.#arrived += 1;
      return;
    }
    void this.#fetch(0);
  }

  /** Fetches a page, or with null only where the selected star stands. */
  async #fetch(page: number | null): Promise<void> {
    const step = this.#step;
    if (step === null) return;
    const order = this.#order;
    const selected = this.#selected;
    if (page !== null) this.#asked.add(page);
    try {
      const answer = await this.#client.call('rows', {
        step,
        ...(this.sort === null ? {} : { sort: this.sort, descending: this.descending }),
        start: (page ?? 0) * PAGE_ROWS,
        count: page === null ? 1 : PAGE_ROWS,
        ...(selected ? { locate: { x: selected.x, y: selected.y } } : {}),
      });
      if (order !== this.#order) return;
      this.#take(answer, page);
      if (selected === this.#selected) this.located = selected ? answer.located : null;
    } catch (error) {
      if (order === this.#order) this.#report(error);
    }
  }

  #take(answer: RowsPage, page: number | null): void {
    this.total = answer.total;
    this.columns = answer.columns;
    if (page === null) return;
    // The first page of a new order replaces the old rows, which stay on screen until then.
    if (page === 0) this.#pages.clear();
    this.#pages.set(page, answer.rows);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(old);
      this.#asked.delete(old);
    }
    this.#arrived += 1;
  }
}
