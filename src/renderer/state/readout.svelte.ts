import type { ImageSummary, PixelReadout } from '../../shared/index.ts';
import type { Channels, ImagePoint } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Picture } from './picture.svelte.ts';

export interface PixelPosition {
  /** 1-based, in the whole image. */
  readonly x: number;
  readonly y: number;
}

/** What a composite's value is read from. */
interface Source {
  readonly step: string;
  readonly image: ImageSummary;
}

/** The pixel under the pointer and its value, or the three of a composite. One request at a time; only the latest place counts. */
export class Readout {
  pixel = $state.raw<PixelPosition | null>(null);
  value = $state.raw<PixelReadout | null>(null);

  /** While it is frozen the pointer changes nothing. */
  frozen = $state(false);

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #picture: Picture;
  readonly #channelsOf: (image: string) => Channels | null;
  #asking = false;
  #asked = '';

  /** `channelsOf`: the pixels of green and blue of a composite, once they are there. */
  constructor(
    client: EngineClient,
    store: DocumentStore,
    picture: Picture,
    channelsOf: (image: string) => Channels | null,
  ) {
    this.#client = client;
    this.#store = store;
    this.#picture = picture;
    this.#channelsOf = channelsOf;
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
        const sources = this.#sources();
        const [red] = sources;
        if (!pixel || !red) break;
        const place = [...sources.map(({ step }) => step), pixel.x, pixel.y].join(' ');
        if (place === this.#asked && this.value) break;
        const values = await Promise.all(
          sources.map(({ step, image }) => {
            // The channels lie on the pixels of red, wherever in their own images that is.
            const x = pixel.x - red.image.originX + image.originX;
            const y = pixel.y - red.image.originY + image.originY;
            return this.#client.call('pixel', { step, x, y });
          }),
        );
        this.#asked = place;
        if (!this.pixel) continue;
        const units = sources.map(({ image }) => image.unit ?? '');
        this.value = values.length === 1 ? values[0]! : { ...values[0]!, text: channelsText(values, units) };
      }
    } catch {
      // A readout that fails (the file vanished, say) leaves the value empty; what shows the picture reports it.
      this.value = null;
    } finally {
      this.#asking = false;
    }
  }

  /** What is read: one image, or red, green and blue. */
  #sources(): readonly Source[] {
    const { active } = this.#store;
    const { image } = this.#picture;
    if (!active || !image) return [];
    const red = { step: active.steps.crop, image };
    const channels = active.rgb && this.#channelsOf(active.id);
    if (!active.rgb || !channels) return [red];
    return [
      red,
      { step: active.rgb.green, image: channels[0] },
      { step: active.rgb.blue, image: channels[1] },
    ];
  }
}

/** The values of red, green and blue. Whoever shows them writes the unit of red behind: it is that of all three, or else
 * red comes last and the others have their own. */
function channelsText(values: readonly PixelReadout[], units: readonly string[]): string {
  const [red, green, blue] = values.map(({ text }, i) => `${'RGB'[i]} ${text}`);
  if (units.every((unit) => unit === units[0])) return `${red}  ${green}  ${blue}`;
  return [`${green} ${units[1]}`.trim(), `${blue} ${units[2]}`.trim(), red].join('  ');
}
