import type { TextCodes } from '../../../core/selection/index.ts';
import type { TableColumnSummary } from '../../../shared/index.ts';
import type { EngineClient } from '../engineClient.ts';

/** The cells of a column in the window. */
export interface ColumnValues {
  /** NaN for missing; of a text column the numbers of its labels. */
  readonly values: Float64Array;
  /** Of a text column: the labels, and the number of each cell's label, -1 for missing. */
  readonly texts: TextCodes | null;
}

/** Columns kept for going back, in bytes; what is on screen is never thrown away. */
const KEPT_BYTES = 512 * 2 ** 20;

/** The columns the window has fetched, by content key: another table with the same cells shares them. */
export class ColumnCache {
  readonly #client: Pick<EngineClient, 'call' | 'binary'>;
  readonly #report: (error: unknown) => void;
  readonly #settled: () => Promise<void>;
  readonly #known = new Map<string, ColumnValues>();
  readonly #asked = new Set<string>();
  /** Counts up when a column arrives. */
  #arrived = $state(0);
  #bytes = 0;

  constructor(
    client: Pick<EngineClient, 'call' | 'binary'>,
    settled: () => Promise<void>,
    report: (error: unknown) => void,
  ) {
    this.#client = client;
    this.#settled = settled;
    this.#report = report;
  }

  /** The cells of a column of a step's table, or null until they are there. */
  get(step: string, column: TableColumnSummary): ColumnValues | null {
    void this.#arrived;
    const known = this.#known.get(column.key);
    if (known) {
      // The last used is the last to go.
      this.#known.delete(column.key);
      this.#known.set(column.key, known);
      return known;
    }
    if (!this.#asked.has(column.key)) void this.#fetch(step, column);
    return null;
  }

  /** After a reconnection: what was under way is asked for again. */
  restart(): void {
    this.#asked.clear();
    this.#arrived += 1;
  }

  async #fetch(step: string, { key, name, type }: TableColumnSummary): Promise<void> {
    this.#asked.add(key);
    try {
      await this.#settled();
      const [buffer, labels] = await Promise.all([
        this.#client.binary('tableColumn', { step, column: name }),
        type === 'text' ? this.#client.call('tableLabels', { step, column: name }) : null,
      ]);
      const values = new Float64Array(buffer);
      const texts = labels && {
        codes: Int32Array.from(values, (code) => (Number.isNaN(code) ? -1 : code)),
        labels: labels.labels,
      };
      this.#keep(key, { values, texts });
    } catch (error) {
      this.#report(error);
    }
  }

  #keep(key: string, column: ColumnValues): void {
    this.#known.set(key, column);
    this.#asked.delete(key);
    this.#bytes += column.values.byteLength;
    for (const [old, { values }] of this.#known) {
      if (this.#bytes <= KEPT_BYTES || old === key) break;
      this.#known.delete(old);
      this.#bytes -= values.byteLength;
    }
    this.#arrived += 1;
  }
}
