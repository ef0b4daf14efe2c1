import type { EngineClient } from '../../state/engineClient.ts';

export interface LineRequest {
  readonly step: string;
  /** Of the pixels: other ones of the same step have another. */
  readonly key: string;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly width: number;
}

export interface LineValues {
  readonly request: LineRequest;
  readonly distances: Float64Array;
  readonly values: Float64Array;
}

/** The values along a line that moves: one request at a time, the latest wins. */
export class LineProfileOf {
  shown = $state.raw<LineValues | null>(null);
  readonly #client: Pick<EngineClient, 'binary'>;
  #wanted: LineRequest | null = null;
  #asked = '';
  #asking = false;

  constructor(client: Pick<EngineClient, 'binary'>) {
    this.#client = client;
  }

  follow(request: LineRequest): void {
    this.#wanted = request;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (let wanted = this.#wanted; wanted; wanted = this.#wanted) {
        const asked = JSON.stringify(wanted);
        if (asked === this.#asked) break;
        const { key: _, ...body } = wanted;
        const columns = new Float64Array(await this.#client.binary('profile', body));
        const count = columns.length / 2;
        this.#asked = asked;
        this.shown = {
          request: wanted,
          distances: columns.subarray(0, count),
          values: columns.subarray(count),
        };
      }
    } catch {
      // The plot stays as it was; what shows the picture reports what is wrong with its pixels.
      this.#wanted = null;
    } finally {
      this.#asking = false;
    }
  }
}
