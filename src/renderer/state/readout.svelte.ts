import type { ImageSummary, PixelReadout } from '../../shared/index.ts';
import { fitsOf } from '../canvas/tools/index.ts';
import type { Channels, ImagePoint } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Picture } from './picture.svelte.ts';

interface PixelPosition {
  /** 1-based, in the whole image. */
  readonly x: number;
  readonly y: number;
}

interface ReadoutValue {
  /** With every digit; of a composite red, green and blue. */
  readonly text: string;
  /** Empty where there is none, or where the text has those of red, green and blue. */
  readonly unit: string;
  /** Of a composite that of red; null where it is not finite. */
  readonly value: number | null;
}

/** What a composite's value is read from. */
interface Source {
  readonly step: string;
  readonly image: ImageSummary;
}

interface Answer {
  readonly of: string;
  readonly pixel: PixelPosition;
  readonly value: ReadoutValue;
}

/** The pixel under the pointer and its value, or the three of a composite. One request at a time; only the latest place counts. */
export class Readout {
  /** While it is frozen the pointer changes nothing. */
  frozen = $state(false);

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #picture: Picture;
  readonly #channelsOf: (image: string) => Channels | null;
  #place = $state.raw<{ readonly image: string; readonly point: ImagePoint } | null>(null);
  #isOver = $state(false);
  #answer = $state.raw<Answer | null>(null);
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

  /** The place that was pointed at last on the active image: a FITS pixel of the whole, not rounded. */
  readonly point: ImagePoint | null = $derived.by(() =>
    this.#place && this.#place.image === this.#store.active?.id ? this.#place.point : null,
  );

  /** The pixel that is pointed at now. */
  readonly pixel: PixelPosition | null = $derived.by(() => {
    if (!this.#isOver || !this.point) return null;
    return { x: Math.round(this.point.x), y: Math.round(this.point.y) };
  });

  /** What is read: one image, or red, green and blue. */
  readonly #sources: readonly Source[] = $derived.by(() => {
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
  });

  readonly #key: string = $derived(
    this.#sources.map(({ step, image }) => `${step} ${image.pixelsKey}`).join(' '),
  );

  /** What to show: the value of the pixel, or while that is asked for the one before, so that nothing flickers. */
  readonly shown: ReadoutValue | null = $derived.by(() =>
    this.pixel && this.#answer?.of === this.#key ? this.#answer.value : null,
  );

  /** The value of the pixel; null until it is there. */
  readonly value: ReadoutValue | null = $derived.by(() => {
    const at = this.#answer?.pixel;
    return at && at.x === this.pixel?.x && at.y === this.pixel.y ? this.shown : null;
  });

  freeze(frozen: boolean): void {
    this.frozen = frozen;
  }

  /** The pointer is over a place of the shown image (0-based), or has left it. */
  hover(point: ImagePoint | null): void {
    if (this.frozen) return;
    const { active } = this.#store;
    const { image } = this.#picture;
    const isWithin = (at: number, size: number): boolean => at >= -0.5 && at < size - 0.5;
    this.#isOver =
      point !== null && image !== null && isWithin(point.x, image.width) && isWithin(point.y, image.height);
    if (!this.#isOver || !point || !image || !active) return;
    this.#place = { image: active.id, point: fitsOf(point, image) };
    this.follow();
  }

  /** Asks for the value where it is not at hand: pixels change under a pointer at rest too. */
  follow(): void {
    const { pixel } = this;
    if (pixel && this.#wish(pixel) !== this.#asked && !this.#asking) void this.#ask();
  }

  #wish({ x, y }: PixelPosition): string {
    return `${this.#key} ${x} ${y}`;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (let pixel = this.pixel; pixel && this.#wish(pixel) !== this.#asked; pixel = this.pixel) {
        const sources = this.#sources;
        const [red] = sources;
        if (!red) break;
        const [of, wish, { x, y }] = [this.#key, this.#wish(pixel), pixel];
        const values = await Promise.all(
          sources.map(({ step, image }) =>
            // The channels lie on the pixels of red, wherever in their own images that is.
            this.#client.call('pixel', {
              step,
              x: x - red.image.originX + image.originX,
              y: y - red.image.originY + image.originY,
            }),
          ),
        );
        this.#asked = wish;
        this.#answer = { of, pixel, value: readoutValue(values, sources) };
      }
    } catch {
      // A readout that fails (the file vanished, say) leaves the value empty; what shows the picture reports it.
      this.#asked = '';
      this.#answer = null;
    } finally {
      this.#asking = false;
    }
  }
}

/** Of a composite each value has its unit where those differ. */
function readoutValue(values: readonly PixelReadout[], sources: readonly Source[]): ReadoutValue {
  const units = sources.map(({ image }) => image.unit ?? '');
  const [unit = ''] = units;
  const { text, value } = values[0]!;
  if (values.length === 1) return { text, unit, value };
  const isShared = units.every((one) => one === unit);
  const texts = values.map((one, i) => `${'RGB'[i]} ${one.text} ${isShared ? '' : units[i]}`.trim());
  return { text: texts.join('  '), unit: isShared ? unit : '', value };
}
