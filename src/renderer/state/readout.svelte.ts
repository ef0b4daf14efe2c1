import { AppError } from '../../core/errors/index.ts';
import { shownImages, type ImageSummary, type ImageView, type PixelReadout } from '../../shared/index.ts';
import { fitsOf } from '../canvas/tools/index.ts';
import type { Channels, ImagePoint } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Picture } from './picture.svelte.ts';
import { pixelSources, shiftBetween, type PixelSource } from './pixelSources.ts';

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

interface Answer {
  readonly of: string;
  readonly pixel: PixelPosition;
  readonly value: ReadoutValue;
}

/** How long what is done with a value waits for it. */
const PATIENCE_MS = 1000;

/** The pixel under the pointer and its value, or the three of a composite. One request at a time; only the latest place counts. */
export class Readout {
  /** While it is frozen the pointer changes nothing. */
  frozen = $state(false);

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #pictureOf: (image: string) => Pick<Picture, 'image'>;
  readonly #channelsOf: (image: string) => Channels | null;
  #place = $state.raw<{ readonly image: string; readonly point: ImagePoint } | null>(null);
  /** The place on the active image, which stays while the pointer is over others. */
  #ownPlace = $state.raw<{ readonly image: string; readonly point: ImagePoint } | null>(null);
  #isOver = $state(false);
  #answer = $state.raw<Answer | null>(null);
  #asking = false;
  #asked = '';

  /** `channelsOf`: the pixels of green and blue of a composite, once they are there. */
  constructor(
    client: EngineClient,
    store: DocumentStore,
    pictureOf: (image: string) => Pick<Picture, 'image'>,
    channelsOf: (image: string) => Channels | null,
  ) {
    this.#client = client;
    this.#store = store;
    this.#pictureOf = pictureOf;
    this.#channelsOf = channelsOf;
  }

  /** The place that was pointed at last on the active image: a FITS pixel of the whole, not rounded. */
  readonly point: ImagePoint | null = $derived.by(() =>
    this.#ownPlace && this.#ownPlace.image === this.#store.active?.id ? this.#ownPlace.point : null,
  );

  /** The image that is pointed at: of several that are shown, any. */
  readonly view: ImageView | null = $derived.by(() => {
    const at = this.#place?.image;
    return shownImages(this.#store.document).find(({ id }) => id === at) ?? null;
  });

  /** The pixels of the image that is pointed at. */
  readonly image: ImageSummary | null = $derived.by(() =>
    this.view ? this.#pictureOf(this.view.id).image : null,
  );

  /** The pixel that is pointed at now. */
  readonly pixel: PixelPosition | null = $derived.by(() => {
    if (!this.#isOver || !this.#place || !this.view) return null;
    const { x, y } = this.#place.point;
    return { x: Math.round(x), y: Math.round(y) };
  });

  /** What is read: one image, or red, green and blue. */
  readonly #sources: readonly PixelSource[] = $derived.by(() => {
    const { view, image } = this;
    return view && image ? pixelSources(view, image, this.#channelsOf(view.id)) : [];
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

  /** The pointer is over a place (0-based) of an image that is shown, the active one where none is named, or has left it. */
  hover(point: ImagePoint | null, id = this.#store.active?.id): void {
    // What leaves one image may have come to another before.
    if (this.frozen || id === undefined || (point === null && this.#place?.image !== id)) return;
    const { image } = this.#pictureOf(id);
    const isWithin = (at: number, size: number): boolean => at >= -0.5 && at < size - 0.5;
    this.#isOver =
      point !== null && image !== null && isWithin(point.x, image.width) && isWithin(point.y, image.height);
    if (!this.#isOver || !point || !image) return;
    this.#place = { image: id, point: fitsOf(point, image) };
    if (id === this.#store.active?.id) this.#ownPlace = this.#place;
    this.follow();
  }

  /** Asks for the value where it is not at hand: pixels change under a pointer at rest too. */
  follow(): void {
    const { pixel } = this;
    if (pixel && this.#wish(pixel) !== this.#asked && !this.#asking) void this.#ask();
  }

  /** The pixel that is pointed at now, with its value: asked for where it is not at hand. null where nothing is pointed at. */
  async read(): Promise<{ readonly pixel: PixelPosition; readonly value: ReadoutValue } | null> {
    const { pixel, value } = this;
    if (!pixel || value) return pixel && value && { pixel, value };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new AppError('no-data', `The value of the pixel (${pixel.x}, ${pixel.y}) is not there yet.`, {
              remedy: 'Wait until the status line shows it, then try again.',
            }),
          ),
        PATIENCE_MS,
      );
    });
    try {
      return { pixel, value: await Promise.race([this.#valueOf(this.#sources, pixel), late]) };
    } finally {
      clearTimeout(timer);
    }
  }

  #wish({ x, y }: PixelPosition): string {
    return `${this.#key} ${x} ${y}`;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (let pixel = this.pixel; pixel && this.#wish(pixel) !== this.#asked; pixel = this.pixel) {
        if (this.#sources.length === 0) break;
        const [of, wish] = [this.#key, this.#wish(pixel)];
        const value = await this.#valueOf(this.#sources, pixel);
        this.#asked = wish;
        this.#answer = { of, pixel, value };
      }
    } catch {
      // A readout that fails (the file vanished, say) leaves the value empty; what shows the picture reports it.
      this.#asked = '';
      this.#answer = null;
    } finally {
      this.#asking = false;
    }
  }

  async #valueOf(sources: readonly PixelSource[], { x, y }: PixelPosition): Promise<ReadoutValue> {
    const red = sources[0]!.image;
    const values = await Promise.all(
      sources.map(({ step, image }) => {
        // The channels lie on the pixels of red, wherever in their own images that is.
        const [dx, dy] = shiftBetween(red, image);
        return this.#client.call('pixel', { step, x: x + dx, y: y + dy });
      }),
    );
    return readoutValue(values, sources);
  }
}

/** Of a composite each value has its unit where those differ. */
function readoutValue(values: readonly PixelReadout[], sources: readonly PixelSource[]): ReadoutValue {
  const units = sources.map(({ image }) => image.unit ?? '');
  const [unit = ''] = units;
  const { text, value } = values[0]!;
  if (values.length === 1) return { text, unit, value };
  const isShared = units.every((one) => one === unit);
  const texts = values.map((one, i) => `${'RGB'[i]} ${one.text} ${isShared ? '' : units[i]}`.trim());
  return { text: texts.join('  '), unit: isShared ? unit : '', value };
}
