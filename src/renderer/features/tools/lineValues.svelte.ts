import type { EngineClient } from '../../state/engineClient.ts';
import { shiftBetween, type PixelSource } from '../../state/pixelSources.ts';

export interface LineRequest {
  /** The image, or red, green and blue. */
  readonly sources: readonly PixelSource[];
  /** FITS pixels of the whole of the first. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly width: number;
}

export interface LineValues {
  readonly request: LineRequest;
  readonly distances: Float64Array;
  /** One for each of the sources. */
  readonly values: readonly Float64Array[];
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
        const { sources, ...line } = wanted;
        // Other pixels of the same step have another key.
        const asked = JSON.stringify([sources.map(({ step, image }) => [step, image.pixelsKey]), line]);
        if (asked === this.#asked) break;
        const lines = await Promise.all(sources.map((source) => this.#read(wanted, source)));
        this.#asked = asked;
        this.shown = {
          request: wanted,
          distances: lines[0]!.distances,
          values: lines.map(({ values }) => values),
        };
      }
    } catch {
      // The plot stays as it was; what shows the picture reports what is wrong with its pixels.
      this.#wanted = null;
    } finally {
      this.#asking = false;
    }
  }

  async #read(
    { sources, x0, y0, x1, y1, width }: LineRequest,
    { step, image }: PixelSource,
  ): Promise<{ readonly distances: Float64Array; readonly values: Float64Array }> {
    const [dx, dy] = shiftBetween(sources[0]!.image, image);
    const line = { step, x0: x0 + dx, y0: y0 + dy, x1: x1 + dx, y1: y1 + dy, width };
    const columns = new Float64Array(await this.#client.binary('profile', line));
    const count = columns.length / 2;
    return { distances: columns.subarray(0, count), values: columns.subarray(count) };
  }
}
