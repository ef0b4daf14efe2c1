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
import { isMade } from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import { preparedFacts } from './imageComputation.ts';
import { silentWork } from './jobTracker.ts';
import { lookStep } from './lookStep.ts';
import { nothingWanted, type PixelStore } from './pixelStore.ts';
import type { Pool } from './pool.ts';
import { coarserSteps, lookTile, pyramidsOf, tileCost, tileWork } from './previewTiles.ts';
import type { PreviewSource, TileWork } from './previewTiles.ts';
import { PRIORITY } from './priorityQueue.ts';
import { imageSummary } from './summarise.ts';
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

  /** How the image looks, to be painted until the real one is there; nothing where it cannot be told beforehand, or is there.
   *
   * From 1/4 down the operation runs on the pyramid of its input, with its lengths reduced as well: near, and not exact. What
   * would take long is first computed so on a coarser level than asked for, unless it is asked for exactly. */
  async look(image: ImageValue, wanted: readonly TileAddress[], exact: boolean): Promise<Look> {
    const opened = await this.open(image);
    if (!opened) return NOTHING;
    const { source, summary } = opened;
    const step = exact ? 1 : await this.stepOf(source, wanted);
    const tiles = wanted.flatMap((tile) => lookTile(source, tile, step) ?? []);
    const coarse = tiles.some((tile) => tile.step > 1);
    const pixelsKey = contentKey('preview', image.base.key, coarse ? step : 1);
    this.keep(pixelsKey, { source, step: coarse ? step : 1 });
    const { frame } = source.computation;
    // Not at once: it would take the processors from the tiles and from the window that paints them.
    setTimeout(() => this.pixels.expect(frame), PAINTED_MS).unref();
    return {
      head: { summary: { ...summary, pixelsKey, isLook: true }, coarse, tiles },
      pixels: (tile, control) => this.run(source, tileWork(source, tile), control),
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
  ): Promise<{ readonly source: PreviewSource; readonly summary: ImageSummary } | null> {
    const { base, maps } = image;
    const { computation } = base;
    const shape = computation?.operation.shape;
    if (!computation || shape?.kind !== 'local' || shape.positional || maps.length > 0 || isMade(base))
      return null;
    const { inputs } = computation;
    const work = silentWork();
    for (const input of Object.values(inputs))
      await this.pixels.ensure(input, { ...nothingWanted(), load: true, extrema: true }, work);
    const planes = await this.pixels.planes(inputs, work);
    const pyramids = pyramidsOf(inputs, planes);
    if (!pyramids) return null;
    const facts =
      base.facts.prepared ?? (await preparedFacts(this.pool, computation, planes['image']!, work));
    base.facts.prepared = facts;
    const { minimum, maximum, finite } = inputs['image']!.facts.extrema!;
    const range = image.meaning === 'binary' ? { minimum: 0, maximum: 1 } : { minimum, maximum };
    const summary = { ...imageSummary(image), ...(finite === 0 ? {} : range), finite };
    return { source: { computation, facts, planes, pyramids }, summary };
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
    const { computation, facts } = source;
    const { operation, frames } = computation;
    const { pixels, ms } = await this.pool.run(
      'imageTile',
      { operation: operation.name, facts, frames, control, offset: 0, ...work },
      PRIORITY.tile,
    );
    const cost = tileCost(source, work);
    this.costs.note(cost.kind, cost.pixels, ms);
    return pixels;
  }
}
