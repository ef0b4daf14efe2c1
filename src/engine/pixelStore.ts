import { AppError } from '../core/errors/index.ts';
import { DEFAULT_PEAK_CAP, isCutShort } from '../core/detect/index.ts';
import type { Section } from '../core/operations/index.ts';
import {
  percentilePlan,
  type PercentileParams,
  type PercentilePartial,
  type Percentiles,
} from '../core/percentile/index.ts';
import type { MultiPassStep, PlaneShape } from '../core/reduce/index.ts';
import type { ReductionRequest, StoreRequest } from '../shared/jobs.ts';
import type { Plane, PlaneWindow } from '../shared/planes.ts';
import { allocatePyramid, halveAcrossBlocks } from '../shared/pyramid.ts';
import {
  heldBytes,
  isMade,
  planeBytes,
  readablePlane,
  type BasePixels,
  type MaximaFact,
} from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import type { ImageComputation } from './imageComputation.ts';
import type { Work } from './jobTracker.ts';
import { maximaFact, maximaRequest } from './maxima.ts';
import { makePixels, tryAllocate, type PixelMaker } from './makePixels.ts';
import { runPasses } from './passes.ts';
import { cutFloor, raiseFloors } from './peakFloors.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import { ReadyMemory } from './readyMemory.ts';
import type { SourceImage } from './sources.ts';
import { sectionWindow } from './sectionWindow.ts';
import { Spool } from './spool.ts';

/** What is wanted of some pixels; all that is missing of it is computed in one pass. */
export interface Wanted {
  extrema: boolean;
  readonly percents: Set<number>;
  /** By how plateaus count: all of them (null), or only those that can pass a cut of the book's normalised value. */
  readonly maxima: Map<string, number | null>;
  /** In memory, if it fits the budget, and with a pyramid: to be looked at. */
  load: boolean;
  /** Computed pixels: made. All that is wanted else makes them too. */
  made: boolean;
}

export function nothingWanted(): Wanted {
  return { extrema: false, percents: new Set(), maxima: new Map(), load: false, made: false };
}

/** Temporary files of computed pixels that are kept for going back. */
const KEPT_FILES = 4;

type NewPixels = Pick<BasePixels, 'key' | 'window' | 'pixelType' | 'file' | 'computation'> &
  Partial<Pick<BasePixels, 'whole'>>;
type PercentileStep = MultiPassStep<PercentileParams, PercentilePartial, Percentiles>;

/** Pixels by content key, what is known of them, and the memory they share. */
export class PixelStore {
  private readonly bases = new Map<string, BasePixels>();
  private readonly pool: Pool;
  private readonly spool = new Spool();
  private readonly ready: ReadyMemory;
  private readonly maker: PixelMaker;
  readonly budgetBytes: number;

  constructor(pool: Pool, memoryBudgetBytes: number) {
    this.pool = pool;
    this.ready = new ReadyMemory(pool);
    this.budgetBytes = memoryBudgetBytes;
    this.maker = {
      pool,
      spool: this.spool,
      ready: this.ready,
      budgetBytes: memoryBudgetBytes,
      makeRoom: (bytes, keep) => this.makeRoom(bytes, keep),
      makeFileRoom: (keep) => this.makeFileRoom(keep),
      planes: (inputs, work) => this.planes(inputs, work),
    };
  }

  /** The pixels of a section (the whole image where it is null) of a source. */
  base(source: SourceImage, section: Section | null): BasePixels {
    const window = sectionOfSource(source, section);
    const key = contentKey('pixels', source.key, window);
    const known = this.bases.get(key);
    if (known) return this.touch(known);
    const { pixelType } = source.plane;
    return this.add({ key, window, pixelType, file: { ...source.plane, window }, computation: null });
  }

  /** The pixels that a computation makes, when they are first wanted. */
  computed(key: string, computation: ImageComputation): BasePixels {
    const known = this.bases.get(key);
    if (known) return this.touch(known);
    const { width, height, pixelType, originX, originY } = computation.frame;
    const window = { x0: originX, y0: originY, width, height };
    return this.add({ key, window, pixelType, file: null, computation });
  }

  /** A section of computed pixels, in FITS pixels of the image that their WCS belongs to. */
  section(of: BasePixels, section: Section): BasePixels {
    const window = sectionWindow(of.window, section);
    const key = contentKey('section', of.key, window);
    const known = this.bases.get(key);
    if (known) return this.touch(known);
    return this.add({ key, window, pixelType: of.pixelType, file: null, computation: null, whole: of });
  }

  private add(what: NewPixels): BasePixels {
    const base: BasePixels = {
      whole: null,
      ...what,
      memory: null,
      pyramid: null,
      offset: 0,
      facts: { percentiles: new Map(), maxima: new Map() },
      queue: Promise.resolve(),
    };
    this.bases.set(base.key, base);
    return base;
  }

  /** The planes of some pixels, made if they are not; they stay readable whatever is let go of meanwhile. */
  async planes(
    inputs: Readonly<Record<string, BasePixels>>,
    work: Work,
  ): Promise<Readonly<Record<string, Plane>>> {
    const planes: Record<string, Plane> = {};
    for (const [name, base] of Object.entries(inputs)) {
      await this.ensure(base, { ...nothingWanted(), made: true }, work);
      planes[name] = readablePlane(base);
    }
    return planes;
  }

  /** The pixels of that key; they are known while any evaluation has met them. */
  byKey(key: string): BasePixels {
    const base = this.bases.get(key);
    if (!base) throw new AppError('not-found', 'Those pixels are not known here; evaluate the image again.');
    return this.touch(base);
  }

  /** Computes what is wanted and not known yet, in as few passes as it takes. */
  ensure(base: BasePixels, wanted: Wanted, work: Work): Promise<void> {
    const turn = base.queue.then(() => this.compute(base, wanted, work));
    base.queue = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    this.bases.clear();
    await this.spool.close();
  }

  private async compute(base: BasePixels, wanted: Wanted, work: Work): Promise<void> {
    const { facts } = base;
    const percents = [...wanted.percents].filter((percent) => !facts.percentiles.has(percent));
    const maxima = [...wanted.maxima.keys()].filter((plateaus) => {
      const known = facts.maxima.get(plateaus);
      return !known || (!known.complete && wanted.maxima.get(plateaus) === null);
    });
    const load = wanted.load && base.pyramid === null;
    const values = percents.length > 0 || (!facts.extrema && (wanted.extrema || maxima.length > 0 || load));
    const asks = values || maxima.length > 0 || load;
    if ((asks || wanted.made) && !isMade(base)) await makePixels(base, this.maker, work);
    if (!asks) return;

    const height = base.window.height;
    work.expect(height, load ? 'Reading' : maxima.length > 0 ? 'Finding stars' : 'Measuring');
    const sampled = await this.pool.run(
      'sample',
      { plane: readablePlane(base), percents, peakCap: maxima.includes('all') ? DEFAULT_PEAK_CAP : null },
      PRIORITY.asked,
    );
    const plan = percentilePlan(percents, sampled.brackets, base.pixelType);
    const requests: ReductionRequest[] = [
      ...(values ? [{ name: 'percentiles', params: plan.params }] : []),
      ...maxima.map((plateaus) =>
        maximaRequest(plateaus, plateaus === 'all' ? sampled.peakFloor : -Infinity),
      ),
    ];
    const cuts = maxima.map((plateaus) => wanted.maxima.get(plateaus) ?? null);
    const target = load ? this.allocate(base, sampled.offset) : null;
    const results = await runPasses(
      this.pool,
      readablePlane(base),
      requests,
      work.control,
      target,
      (current, merged) => raiseFloors(current, merged, cutFloor(cuts, merged[0], base)),
    );
    if (target) {
      halveAcrossBlocks(target.pyramid);
      base.offset = target.offset;
      base.memory = base.memory ?? target.plane;
      base.pyramid = target.pyramid;
    }
    if (values) await this.finishPercentiles(base, plan.next(results[0] as PercentilePartial), work);
    for (const [i, plateaus] of maxima.entries()) {
      const fact = maximaFact(plateaus, results[i + (values ? 1 : 0)], cuts[i] === null);
      facts.maxima.set(
        plateaus,
        isCutShort(fact, sampled.peakFloor) ? await this.allMaxima(base, plateaus, work) : fact,
      );
    }
  }

  private async allMaxima(base: BasePixels, plateaus: string, work: Work): Promise<MaximaFact> {
    work.expect(base.window.height, 'Finding stars');
    const [result] = await runPasses(
      this.pool,
      readablePlane(base),
      [maximaRequest(plateaus)],
      work.control,
      null,
      (current, merged) => raiseFloors(current, merged, -Infinity),
    );
    return maximaFact(plateaus, result, true);
  }

  private async finishPercentiles(base: BasePixels, first: PercentileStep, work: Work): Promise<void> {
    let step = first;
    while (!step.done) {
      work.expect(base.window.height, 'Measuring');
      const request = { name: 'percentiles', params: step.pass.params };
      const [merged] = await runPasses(this.pool, readablePlane(base), [request], work.control);
      step = step.pass.next(merged as PercentilePartial);
    }
    const { finite, minimum, maximum, statistics } = step.result;
    base.facts.extrema = finite === 0 ? { minimum: NaN, maximum: NaN, finite } : { minimum, maximum, finite };
    for (const statistic of statistics) base.facts.percentiles.set(statistic.percent, statistic);
  }

  /** Memory for an image and its pyramid; over the budget the image stays in its file and only the pyramid is kept. */
  private allocate(base: BasePixels, offset: number): StoreRequest {
    const { width, height } = base.window;
    const pyramid = allocatePyramid(width, height);
    if (base.memory) return { plane: null, pyramid, offset };
    const bytes = planeBytes(width, height, base.pixelType);
    // Computed pixels that are in a file did not fit before.
    const roomy = base.computation === null && this.makeRoom(bytes, base);
    const plane = roomy ? tryAllocate(width, height, base.pixelType) : null;
    return { plane, pyramid, offset };
  }

  /** Lets go of the pixels that were not looked at for longest; false when the rest still does not fit. */
  private makeRoom(bytes: number, keep: BasePixels): boolean {
    if (bytes > this.budgetBytes) return false;
    if (this.heldBytes() + bytes > this.budgetBytes) this.ready.drop();
    for (const base of this.bases.values()) {
      if (this.heldBytes() + bytes <= this.budgetBytes) break;
      if (base === keep) continue;
      base.memory = null;
      base.pyramid = null;
    }
    return this.heldBytes() + bytes <= this.budgetBytes;
  }

  private heldBytes(): number {
    return [...this.bases.values()].reduce((sum, base) => sum + heldBytes(base), this.ready.bytes);
  }

  /** Pixels of that size are to be computed soon. */
  expect({ width, height, pixelType }: PlaneShape): void {
    const room = (bytes: number) => this.heldBytes() + bytes <= this.budgetBytes;
    void this.ready.prepare(width, height, pixelType, room);
  }

  private async makeFileRoom(keep: BasePixels): Promise<void> {
    const spooled = [...this.bases.values()].filter((base) => base.computation && base.file && base !== keep);
    for (const base of spooled.slice(0, Math.max(0, spooled.length + 1 - KEPT_FILES))) {
      const { path } = base.file!.file;
      base.file = null;
      await this.spool.remove(path);
    }
  }

  private touch(base: BasePixels): BasePixels {
    this.bases.delete(base.key);
    this.bases.set(base.key, base);
    return base;
  }
}

function sectionOfSource({ plane }: SourceImage, section: Section | null): PlaneWindow {
  return section ? sectionWindow(plane.window, section) : plane.window;
}
