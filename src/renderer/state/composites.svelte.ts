import { SvelteMap } from 'svelte/reactivity';
import { AppError } from '../../core/errors/index.ts';
import {
  automaticLook,
  isSameGrid,
  isSameSize,
  LEVEL_PERCENTILES,
  liesOnSky,
  withMethod,
  type ChannelLevels,
  type CompositeLook,
} from '../../core/composite/index.ts';
import type { ParameterValue } from '../../core/operations/index.ts';
import {
  findStep,
  makeStep,
  shownImages,
  type Composite,
  type ImageSummary,
  type ImageView,
  type LimitsSummary,
  type StepSummary,
} from '../../shared/index.ts';
import type { Channels } from '../canvas/viewer.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import { Evaluation, type Evaluate } from './evaluation.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pictures } from './pictures.svelte.ts';
import { signatureOf } from './signature.ts';

export interface CompositesParts {
  readonly store: DocumentStore;
  readonly pictures: Pictures;
  readonly notices: Notices;
  readonly evaluate: Evaluate;
}

type Images = Composite['images'];
type Channel = Evaluation<ImageSummary>;

/** Colour composites: the pixels of their channels, and how they come about. */
export class Composites {
  /** Whether one is being made. */
  making = $state(false);

  readonly #parts: CompositesParts;
  readonly #channels = new SvelteMap<string, readonly [Channel, Channel]>();

  constructor(parts: CompositesParts) {
    this.#parts = parts;
    parts.store.onchange(() => this.#want());
  }

  /** The pixels of green and blue, once both are there and lie on those of red; null until then. */
  channelsOf(image: string): Channels | null {
    const [green, blue] = (this.#channels.get(image) ?? []).map(({ summary }) => summary);
    const red = this.#parts.pictures.of(image).image;
    return red && green && blue && isSameSize(red, green) && isSameSize(red, blue) ? [green, blue] : null;
  }

  /** Makes a composite; its look is found from the pixels. In place of another it keeps what it can of that. */
  async make(images: Images, replacing?: string): Promise<boolean> {
    this.making = true;
    try {
      const red = await this.#summaryOf(images.red);
      const onSky = {
        green: liesOnSky(red, await this.#summaryOf(images.green), 'green'),
        blue: liesOnSky(red, await this.#summaryOf(images.blue), 'blue'),
      };
      const look = await this.#lookOf(images);
      const { store } = this.#parts;
      const action = { type: 'make-composite', images, onSky } as const;
      const old = store.document.images.find(({ id }) => id === replacing);
      if (!old?.rgb) return store.act({ ...action, look: look as never });
      const { method, q } = old.rgb.look;
      const kept = {
        look: withMethod({ ...look, q }, method) as never,
        section: (await this.#sectionOf(old, red)) as never,
      };
      return store.act({ ...action, ...kept, replacing: old.id });
    } catch (error) {
      this.#parts.notices.error(error);
      return false;
    } finally {
      this.making = false;
    }
  }

  /** Gives a composite the look that is found from the pixels. */
  async resetLook(image: string, { images, look: { method } }: Composite): Promise<void> {
    try {
      const look = withMethod(await this.#lookOf(images), method);
      this.#parts.store.act({ type: 'set-composite', image, look: look as never });
    } catch (error) {
      this.#parts.notices.error(error);
    }
  }

  /** After a reconnection: what was under way is asked for again. */
  restart(): void {
    for (const channel of [...this.#channels.values()].flat()) channel.forget();
    this.#want();
  }

  #want(): void {
    const { document } = this.#parts.store;
    for (const id of this.#channels.keys())
      if (!document.images.some((image) => image.id === id)) this.#channels.delete(id);
    for (const { id, rgb } of shownImages(document)) {
      if (!rgb) continue;
      let channels = this.#channels.get(id);
      if (!channels) {
        channels = [this.#channel(), this.#channel()];
        this.#channels.set(id, channels);
      }
      for (const [i, step] of [rgb.green, rgb.blue].entries())
        channels[i]!.want(signatureOf(document.recipe, step), { step });
    }
  }

  #channel(): Channel {
    const { evaluate, notices } = this.#parts;
    return new Evaluation('Aligning the images', evaluate, (error) => {
      if (error) notices.error(error);
    });
  }

  /** What is cut out of a composite, where it lies in the same place of another red image. */
  async #sectionOf(old: ImageView, red: ImageSummary): Promise<ParameterValue> {
    const { images, recipe } = this.#parts.store.document;
    const section = findStep(recipe, old.steps.crop)?.params['section'] ?? null;
    const before = old.rgb?.images.red;
    if (section === null || before === undefined || !images.some(({ id }) => id === before)) return null;
    const known = await this.#summaryOf(before);
    return isSameSize(known, red) && isSameGrid(known, red) ? (section as ParameterValue) : null;
  }

  async #lookOf({ red, green, blue }: Images): Promise<CompositeLook> {
    const levels = await Promise.all([red, green, blue].map((image) => this.#levelsOf(image)));
    return automaticLook(levels as [ChannelLevels, ChannelLevels, ChannelLevels]);
  }

  async #levelsOf(id: string): Promise<ChannelLevels> {
    const step = makeStep(`${id}.levels`, 'percentile-limits', LEVEL_PERCENTILES, {
      image: this.#pixelsOf(id),
    });
    const { low, high } = (await this.#evaluated(step.id, [step])) as LimitsSummary;
    return { background: low, bright: high };
  }

  async #summaryOf(id: string): Promise<ImageSummary> {
    return (await this.#evaluated(this.#pixelsOf(id), [])) as ImageSummary;
  }

  #pixelsOf(id: string): string {
    const image = this.#parts.store.document.images.find((candidate) => candidate.id === id);
    if (image) return image.steps.crop;
    throw new AppError('not-found', 'An image of this composite is not open any more.', {
      remedy: 'Choose another, or open it again.',
    });
  }

  async #evaluated(step: string, steps: ReturnType<typeof makeStep>[]): Promise<StepSummary> {
    const result = await this.#parts.evaluate(
      { step, steps: steps as never },
      'Colour composite',
      () => undefined,
    ).result;
    if (result.job === 'evaluate') return result.summary;
    throw new AppError('internal', `The step ${step} was evaluated with the result of "${result.job}".`);
  }
}
