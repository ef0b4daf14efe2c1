import type { PixelReadout } from '../../shared/index.ts';
import type { ImagePoint } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Picture } from './picture.svelte.ts';

export interface PixelPosition {
  /** 1-based, in the whole image. */
  readonly x: number;
  readonly y: number;
}

/** The pixel under the pointer and its value. One request at a time; only the latest place counts. */
export class Readout {
  pixel = $state.raw<PixelPosition | null>(null);
  value = $state.raw<PixelReadout | null>(null);

  /** While it is frozen the pointer changes nothing. */
  frozen = $state(false);

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #picture: Picture;
  #asking = false;
  #asked = '';

  constructor(client: EngineClient, store: DocumentStore, picture: Picture) {
    this.#client = client;
    this.#store = store;
    this.#picture = picture;
  }

  freeze(frozen: boolean): void {
    this.frozen = frozen;
  }

  /** The pointer is over a place of the shown image, or has left it. */
  hover(point: ImagePoint | null): void {
    if (this.frozen) return;
    const image = this.#picture.image;
    const x = point ? Math.round(point.x) : -1;
    const y = point ? Math.round(point.y) : -1;
    if (!image || x < 0 || y < 0 || x >= image.width || y >= image.height) {
      this.pixel = null;
      this.value = null;
      return;
    }
    const pixel = { x: x + 1 + image.originX, y: y + 1 + image.originY };
    if (pixel.x === this.pixel?.x && pixel.y === this.pixel.y) return;
    this.pixel = pixel;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (;;) {
        const { pixel } = this;
        const step = this.#store.active?.steps.crop;
        if (!pixel || !step) break;
        const place = `${step} ${pixel.x} ${pixel.y}`;
        if (place === this.#asked && this.value) break;
        const value = await this.#client.call('pixel', { step, x: pixel.x, y: pixel.y });
        this.#asked = place;
        if (this.pixel) this.value = value;
      }
    } catch {
      // A readout that fails (the file vanished, say) leaves the value empty; what shows the picture reports it.
      this.value = null;
    } finally {
      this.#asking = false;
    }
  }
}
