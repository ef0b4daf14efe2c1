import { encodeBitset, countRows, type Predicate } from '../../../core/selection/index.ts';
import type { TableSummary } from '../../../shared/index.ts';
import type { EngineClient } from '../engineClient.ts';

/** The rows of conditions in words, which the engine answers: the same answer that filters and exports have. */
export class FilterRows {
  readonly #client: Pick<EngineClient, 'binary'>;
  readonly #report: (error: unknown) => void;
  readonly #known = new WeakMap<TableSummary, Map<string, Predicate | null>>();
  #arrived = $state(0);

  constructor(client: Pick<EngineClient, 'binary'>, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** The rows of a table that fulfil a filter; null until they are there. */
  get(step: string, table: TableSummary, filter: string): Predicate | null {
    void this.#arrived;
    const known = this.#known.get(table) ?? new Map<string, Predicate | null>();
    this.#known.set(table, known);
    if (!known.has(filter)) {
      known.set(filter, null);
      void this.#ask(step, table, filter, known);
    }
    return known.get(filter) ?? null;
  }

  /** A condition with every part in words replaced by its rows; null until all of them are there. */
  resolve(
    where: Predicate,
    step: string,
    table: TableSummary,
    named: (name: string) => Predicate | undefined,
    within: readonly string[] = [],
  ): Predicate | null {
    switch (where.op) {
      case 'expression':
        return this.get(step, table, where.text);
      case 'named': {
        const other = within.includes(where.name) ? undefined : named(where.name);
        if (!other) return { op: 'none' };
        return this.resolve(other, step, table, named, [...within, where.name]);
      }
      case 'not': {
        const of = this.resolve(where.of, step, table, named, within);
        return of && { op: 'not', of };
      }
      case 'and':
      case 'or': {
        const of = where.of.map((part) => this.resolve(part, step, table, named, within));
        return of.includes(null) ? null : { op: where.op, of: of as Predicate[] };
      }
      default:
        return where;
    }
  }

  async #ask(
    step: string,
    table: TableSummary,
    filter: string,
    known: Map<string, Predicate | null>,
  ): Promise<void> {
    try {
      const words = new Uint32Array(await this.#client.binary('tableFilter', { step, filter }));
      const set = { rows: table.rows, words };
      known.set(filter, { op: 'rows', rows: encodeBitset(set), count: countRows(set), total: table.rows });
    } catch (error) {
      known.set(filter, { op: 'none' });
      this.#report(error);
    }
    this.#arrived += 1;
  }
}
