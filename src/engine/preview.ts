import { AppError } from '../core/errors/index.ts';
import { BLOCK_ROWS } from '../core/reduce/index.ts';
import {
  enlarged,
  type ImageSummary,
  type LookTile,
  type PreviewHead,
  type TileAddress,
} from '../shared/index.ts';
import { newJobControl, type JobControl } from '../shared/jobs.ts';
import { OperationCosts } from '../shared/operationCosts.ts';
import type { Plane } from '../shared/planes.ts';
import { isMade, type BasePixels } from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import type { ImageComputation } from './imageComputation.ts';
import { sampleOf, type ImageSample } from './imageSample.ts';
import { silentWork, type Work } from './jobTracker.ts';
import { lookStep } from './lookStep.ts';
import { nothingWanted, type PixelStore } from './pixelStore.ts';
import type { Pool } from './pool.ts';
import { preparedFacts, rememberedFacts, sampledFacts } from './preparedFacts.ts';
import { coarserSteps, lookTile, pyramidsOf, reducedLengths, tileCost, tileWork } from './previewTiles.ts';
import type { FoundFacts, PreviewSource, TileWork } from './previewTiles.ts';
import { PRIORITY } from './priorityQueue.ts';
import { imageSummary } from './summarise.ts';
import { tileOf, tilePlace } from './tiles.ts';
import type { ImageValue } from './values.ts';

interface Preview {
  readonly source: PreviewSource;
  /** That of its tiles, where they can have it. */
  readonly step: number;
}

/** A look at a result, and how its tiles come by their pixels. */
export interface Look {
  readonly head: PreviewHead;
  /** As they are sent. The work stops when it is told to. */
  pixels(tile: LookTile, control: JobControl): Promise<ArrayBuffer>;
}

/** Whether its tiles can be had. */
function isShown({ base, maps }: ImageValue): boolean {
  return isMade(base) && base.pyramid !== null && base.facts.extrema !== undefined && maps.length === 0;
}

const NOTHING: Look = {
  head: { summary: null, coarse: false, tiles: [] },
  pixels: () => Promise.reject(new AppError('internal', 'There is nothing to look at.')),
};

/** Most previews that are kept: those of a drag are asked for one after another. */
const KEPT = 8;
/** After so long the tiles of a preview have been painted; a window waits longer than that before it asks for the result. */
const PAINTED_MS = 120;
/** The part of a tile that is measured first where nothing is known. */
const PATCH = { width: 64, height: 32 };
/** Code that runs for the first time is slow, and the clock tells little of a short time: then twice as wide and high a part is
 * measured, and so on. */
const PATCHES = 4;
const SHORT_MS = 10;

/** Looks at results of local operations, tile by tile, before all of their pixels are computed. */
export class Previews {
  private readonly known = new Map<string, Preview>();
  private readonly costs = new OperationCosts();
  private readonly pool: Pool;
  private readonly pixels: PixelStore;

  constructor(pool: Pool, pixels: PixelStore) {
    this.pool = pool;
    this.pixels = pixels;
  }

  /** How the image looks, to be painted until the real one is there, which it is itself if it is; nothing where it
   * cannot be told beforehand.
   *
   * From 1/4 down the operation runs on the pyramid of its input, with its lengths reduced as well: near, and not exact. What
   * would take long is first computed so on a coarser level than asked for, and what the operation has to know of all pixels
   * told from some of them, unless it is asked for exactly. A look that is given up stops its work. */
  async look(
    image: ImageValue,
    wanted: readonly TileAddress[],
    exact: boolean,
    signal?: AbortSignal,
  ): Promise<Look> {
    if (isShown(image)) return this.lookAtResult(image, wanted);
    const opened = await this.open(image, exact, silentWork(signal));
    if (!opened) return NOTHING;
    const { source, summary } = opened;
    const step = exact ? 1 : await this.stepOf(source, wanted);
    const tiles = wanted.flatMap((tile) => lookTile(source, tile, step) ?? []);
    const isStepped = tiles.some((tile) => tile.step > 1);
    const pixelsKey = contentKey('preview', image.base.key, isStepped ? step : 1, source.facts.step);
    this.keep(pixelsKey, { source, step: isStepped ? step : 1 });
    const { frame } = source.computation;
    // Not at once: it would take the processors from the tiles and from the window that paints them.
    setTimeout(() => this.pixels.expect(frame), PAINTED_MS).unref();
    return {
      head: {
        summary: { ...summary, pixelsKey, isLook: true },
        coarse: isStepped || source.facts.step > 1,
        tiles,
      },
      pixels: (tile, control) => this.run(source, tileWork(source, tile), control),
    };
  }

  /** What is there already is not waited for. */
  private lookAtResult(image: ImageValue, wanted: readonly TileAddress[]): Look {
    const { base } = image;
    const tiles = wanted.flatMap(({ level, x, y }) => {
      const place = tilePlace(base, level, x, y);
      return place ? [{ level, x, y, width: place.width, height: place.height, step: 1 }] : [];
    });
    return {
      head: { summary: imageSummary(image), coarse: false, tiles },
      pixels: ({ level, x, y }) => tileOf(this.pool, base, level, x, y),
    };
  }

  has(key: string): boolean {
    return this.known.has(key);
  }

  /** A tile that did not come with the look. */
  async tile(key: string, address: TileAddress): Promise<ArrayBuffer> {
    const preview = this.known.get(key);
    const tile = preview && lookTile(preview.source, address, preview.step);
    if (!tile) throw new AppError('not-found', 'That part of the preview is not there any more.');
    const pixels = await this.run(preview.source, tileWork(preview.source, tile), newJobControl());
    return enlarged(new Float32Array(pixels), tile).buffer;
  }

  private async open(
    image: ImageValue,
    exact: boolean,
    work: Work,
  ): Promise<{ readonly source: PreviewSource; readonly summary: ImageSummary } | null> {
    const { base, maps } = image;
    const { computation } = base;
    const shape = computation?.operation.shape;
    if (!computation || shape?.kind !== 'local' || maps.length > 0 || isMade(base)) return null;
    const { inputs } = computation;
    // What is made here is of use to all.
    const lasting = silentWork();
    for (const input of Object.values(inputs))
      await this.pixels.ensure(input, { ...nothingWanted(), load: true, extrema: true }, lasting);
    const planes = await this.pixels.planes(inputs, lasting);
    const pyramids = pyramidsOf(inputs, planes);
    if (!pyramids) return null;
    const facts = await this.facts(
      base,
      computation,
      planes['image']!,
      exact ? null : sampleOf(planes['image']!, pyramids['image']!),
      work,
    );
    const { minimum, maximum, finite } = inputs['image']!.facts.extrema!;
    const range = image.meaning === 'binary' ? { minimum: 0, maximum: 1 } : { minimum, maximum };
    const summary = { ...imageSummary(image, facts.facts), ...(finite === 0 ? {} : range), finite };
    return { source: { computation, facts, planes, pyramids }, summary };
  }

  /** What the operation wants to know of the whole image; told from a sample where it may be and is not remembered. */
  private async facts(
    base: BasePixels,
    computation: ImageComputation,
    plane: Plane,
    sample: ImageSample | null,
    work: Work,
  ): Promise<FoundFacts> {
    const known = base.facts.prepared ?? rememberedFacts(computation, plane);
    if (known || !sample) {
      const facts = known ?? (await preparedFacts(this.pool, computation, plane, work));
      base.facts.prepared = facts;
      return { facts, step: 1 };
    }
    const { operation, values } = computation;
    const reduced = reducedLengths(operation.parameters, values, sample.step);
    const facts = await sampledFacts(this.pool, computation, reduced, sample.plane, work);
    return { facts, step: sample.step };
  }

  private keep(key: string, preview: Preview): void {
    this.known.delete(key);
    this.known.set(key, preview);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
  }

  /** The step of a look that comes in time. */
  private async stepOf(source: PreviewSource, wanted: readonly TileAddress[]): Promise<number> {
    const first = wanted.find((address) => lookTile(source, address, 1));
    if (!first) return 1;
    const plans = [1, ...coarserSteps(source, first.level)].map((step) => {
      const works = wanted
        .flatMap((address) => lookTile(source, address, step) ?? [])
        .map((tile) => tileWork(source, tile));
      const sent = works.reduce((sum, { width, height }) => sum + width * height, 0);
      return { step, sent, parts: works.map((work) => tileCost(source, work)) };
    });
    let step = lookStep(this.costs, plans, this.pool.threads);
    if (step !== null) return step;
    for (let scale = 1; scale < 2 ** PATCHES && step !== 1; scale *= 2) {
      const ms = await this.measure(source, first, scale);
      step = lookStep(this.costs, plans, this.pool.threads);
      if (ms > SHORT_MS) break;
    }
    return step ?? plans[1]!.step;
  }

  /** Computes a little in the middle of a tile; tells how long that took. */
  private async measure(source: PreviewSource, address: TileAddress, scale: number): Promise<number> {
    const work = tileWork(source, lookTile(source, address, 1)!);
    const width = Math.min(work.width, scale * PATCH.width);
    const height = Math.min(work.height, scale * PATCH.height);
    // Rows are computed from whole blocks on.
    const middle = (size: number, part: number): number =>
      Math.floor((size - part) / 2 / BLOCK_ROWS) * BLOCK_ROWS;
    const [x, y] = [work.x + middle(work.width, width), work.y + middle(work.height, height)];
    const begun = performance.now();
    await this.run(source, { ...work, x, y, width, height }, newJobControl());
    return performance.now() - begun;
  }

  private async run(source: PreviewSource, work: TileWork, control: JobControl): Promise<ArrayBuffer> {
    const { operation, frames } = source.computation;
    const { pixels, ms } = await this.pool.run(
      'imageTile',
      { operation: operation.name, frames, control, offset: 0, ...work },
      PRIORITY.tile,
    );
    const cost = tileCost(source, work);
    this.costs.note(cost.kind, cost.pixels, ms);
    return pixels;
  }
}
