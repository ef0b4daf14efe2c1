import type { Cutout } from '../../../shared/index.ts';
import type { ImagePoint } from '../../canvas/viewer.ts';
import type { EngineClient } from '../../state/engineClient.ts';
import { shiftBetween, type PixelSource } from '../../state/pixelSources.ts';

/** The engine's largest square. */
const SIZE = 65;
/** So far from its middle what is shown is still inside the square, so that it follows the pointer without an answer. */
const SLACK = 16;

interface Wish {
  readonly key: string;
  readonly sources: readonly PixelSource[];
  readonly x: number;
  readonly y: number;
}

/** The pixels around a place that moves: a square larger than what is shown, asked for again before the place leaves it. */
export class Neighbourhood {
  /** The same square of each of the images, in the places of the first; none before there are all. */
  cutouts = $state.raw<readonly Cutout[]>([]);
  readonly #client: Pick<EngineClient, 'call'>;
  #wanted: Wish | null = null;
  /** What the square at hand is of. */
  #of = '';
  #asking = false;

  constructor(client: Pick<EngineClient, 'call'>) {
    this.#client = client;
  }

  /** The place is here now: a FITS pixel of the whole of the first; the others lie on its pixels. */
  follow(sources: readonly PixelSource[], { x, y }: ImagePoint): void {
    const key = sources.map(({ step, image }) => `${step} ${image.pixelsKey}`).join(' ');
    this.#wanted = { key, sources, x: Math.round(x), y: Math.round(y) };
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (let wanted = this.#wanted; wanted && !this.#covers(wanted); wanted = this.#wanted) {
        const { sources, key, x, y } = wanted;
        const cutouts = await Promise.all(
          sources.map(async ({ step, image }) => {
            const [dx, dy] = shiftBetween(sources[0]!.image, image);
            const cutout = await this.#client.call('cutout', { step, x: x + dx, y: y + dy, size: SIZE });
            return { ...cutout, x0: cutout.x0 - dx, y0: cutout.y0 - dy };
          }),
        );
        this.#of = key;
        this.cutouts = cutouts;
      }
    } catch {
      // What shows the picture reports that its file is gone, say; the square stays as it was.
      this.#wanted = null;
    } finally {
      this.#asking = false;
    }
  }

  #covers({ key, x, y }: { readonly key: string; readonly x: number; readonly y: number }): boolean {
    const [cutout] = this.cutouts;
    if (!cutout || this.#of !== key) return false;
    const middle = (SIZE - 1) / 2;
    return Math.abs(x - cutout.x0 - middle) <= SLACK && Math.abs(y - cutout.y0 - middle) <= SLACK;
  }
}
