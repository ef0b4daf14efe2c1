import type { Cutout } from '../../../shared/index.ts';
import type { ImagePoint } from '../../canvas/viewer.ts';
import type { EngineClient } from '../../state/engineClient.ts';

/** The engine's largest square. */
const SIZE = 65;
/** So far from its middle what is shown is still inside the square, so that it follows the pointer without an answer. */
const SLACK = 16;

/** The pixels around a place that moves: a square larger than what is shown, asked for again before the place leaves it. */
export class Neighbourhood {
  cutout = $state.raw<Cutout | null>(null);
  readonly #client: Pick<EngineClient, 'call'>;
  #wanted: { readonly key: string; readonly step: string; readonly x: number; readonly y: number } | null =
    null;
  /** What the square at hand is of. */
  #of = '';
  #asking = false;

  constructor(client: Pick<EngineClient, 'call'>) {
    this.#client = client;
  }

  /** The place is here now: of a step whose pixels have that key. */
  follow(step: string, key: string, { x, y }: ImagePoint): void {
    this.#wanted = { step, key: `${step} ${key}`, x: Math.round(x), y: Math.round(y) };
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (let wanted = this.#wanted; wanted && !this.#covers(wanted); wanted = this.#wanted) {
        const { step, key, x, y } = wanted;
        const cutout = await this.#client.call('cutout', { step, x, y, size: SIZE });
        this.#of = key;
        this.cutout = cutout;
      }
    } catch {
      // What shows the picture reports that its file is gone, say; the square stays as it was.
      this.#wanted = null;
    } finally {
      this.#asking = false;
    }
  }

  #covers({ key, x, y }: { readonly key: string; readonly x: number; readonly y: number }): boolean {
    if (!this.cutout || this.#of !== key) return false;
    const middle = (SIZE - 1) / 2;
    return Math.abs(x - this.cutout.x0 - middle) <= SLACK && Math.abs(y - this.cutout.y0 - middle) <= SLACK;
  }
}
