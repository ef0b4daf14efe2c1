import { TILE_SIZE, type ImageSummary } from '../../../shared/index.ts';
import type { FetchTile } from '../../canvas/viewer.ts';
import type { Plane } from './paintPlanes.ts';

/** The coarsest level of an image, or of the three of a composite, which is one tile; the latest asked for wins. */
export class WholePictureOf {
  shown = $state.raw<readonly Plane[]>([]);
  readonly #fetchTile: FetchTile;
  #asked = '';

  constructor(fetchTile: FetchTile) {
    this.#fetchTile = fetchTile;
  }

  /** Images of the same size, red first. Looks pass, and are not followed. */
  follow(images: readonly ImageSummary[]): void {
    if (images.some(({ isLook }) => isLook)) return;
    const key = images.map(({ pixelsKey }) => pixelsKey).join(' ');
    if (key === this.#asked) return;
    this.#asked = key;
    Promise.all(images.map((image) => this.#planeOf(image))).then(
      (planes) => {
        const whole = planes.flatMap((plane) => plane ?? []);
        if (this.#asked === key && whole.length === images.length) this.shown = whole;
      },
      // The viewer asks for the same tiles and tells; here they are asked for again with the next change.
      () => void (this.#asked = ''),
    );
  }

  /** null where the coarsest level is more than a tile. */
  async #planeOf({ pixelsKey, levels, width, height, offset }: ImageSummary): Promise<Plane | null> {
    const step = 2 ** levels;
    const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
    if (columns > TILE_SIZE || rows > TILE_SIZE) return null;
    const { pixels } = await this.#fetchTile(pixelsKey, levels, 0, 0);
    return pixels.length === columns * rows ? { width: columns, height: rows, offset, pixels } : null;
  }
}
