import { AppError } from '../core/errors/index.ts';
import {
  DEFAULT_PEAK_CAP,
  isCutShort,
  rawThresholdForCut,
  type PixelMaximaParams,
} from '../core/detect/index.ts';
import type { Section } from '../core/operations/index.ts';
import {
  percentilePlan,
  type PercentileParams,
  type PercentilePartial,
  type Percentiles,
} from '../core/percentile/index.ts';
import type { MultiPassStep } from '../core/reduce/index.ts';
import type { ReductionRequest, StoreRequest } from '../shared/jobs.ts';
import { allocateMemoryPlane, type MemoryPlane, type PlaneWindow } from '../shared/planes.ts';
import { allocatePyramid, halveAcrossBlocks } from '../shared/pyramid.ts';
import { heldBytes, planeBytes, readablePlane, type BasePixels, type MaximaFact } from './basePixels.ts';
import { contentKey } from './contentKey.ts';
import type { Work } from './jobTracker.ts';
import { maximaFact, maximaRequest } from './maxima.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { SourceImage } from './sources.ts';

/** What is wanted of some pixels; all that is missing of it is computed in one pass. */
export interface Wanted {
  extrema: boolean;
  readonly percents: Set<number>;
  /** By how plateaus count: all of them (null), or only those that can pass a cut of the book's normalised value. */
  readonly maxima: Map<string, number | null>;
  /** In memory, if it fits the budget, and with a pyramid: to be looked at. */
  load: boolean;
}

export function nothingWanted(): Wanted {
  return { extrema: false, percents: new Set(), maxima: new Map(), load: false };
}

type PercentileStep = MultiPassStep<PercentileParams, PercentilePartial, Percentiles>;

/** Pixels by content key, what is known of them, and the memory they share. */
export class PixelStore {
  private readonly bases = new Map<string, BasePixels>();
  private readonly pool: Pool;
  private readonly budgetBytes: number;

  constructor(pool: Pool, memoryBudgetBytes: number) {
    this.pool = pool;
    this.budgetBytes = memoryBudgetBytes;
  }

  /** The pixels of a section (the whole image where it is null) of a source. */
  base(source: SourceImage, section: Section | null): BasePixels {
    const window = windowOf(source, section);
    const key = contentKey('pixels', source.key, window);
    const known = this.bases.get(key);
    if (known) return this.touch(known);
    const base: BasePixels = {
      key,
      file: { ...source.plane, window },
      memory: null,
      pyramid: null,
      offset: 0,
      facts: { percentiles: new Map(), maxima: new Map() },
      queue: Promise.resolve(),
    };
    this.bases.set(key, base);
    return base;
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

  clear(): void {
    this.bases.clear();
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
    if (!values && maxima.length === 0 && !load) return;

    const height = base.file.window.height;
    work.expect(height, load ? 'Reading' : maxima.length > 0 ? 'Finding stars' : 'Measuring');
    const sampled = await this.pool.run(
      'sample',
      { plane: readablePlane(base), percents, peakCap: maxima.includes('all') ? DEFAULT_PEAK_CAP : null },
      PRIORITY.asked,
    );
    const plan = percentilePlan(percents, sampled.brackets, base.file.pixelType);
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
    work.expect(base.file.window.height, 'Finding stars');
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
      work.expect(base.file.window.height, 'Measuring');
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
    const { width, height } = base.file.window;
    const pyramid = allocatePyramid(width, height);
    if (base.memory) return { plane: null, pyramid, offset };
    const bytes = planeBytes(width, height, base.file.pixelType);
    const plane = this.makeRoom(bytes, base) ? tryAllocate(width, height, base.file.pixelType) : null;
    return { plane, pyramid, offset };
  }

  /** Lets go of the pixels that were not looked at for longest; false when the rest still does not fit. */
  private makeRoom(bytes: number, keep: BasePixels): boolean {
    if (bytes > this.budgetBytes) return false;
    const held = (): number => [...this.bases.values()].reduce((sum, base) => sum + heldBytes(base), 0);
    for (const base of this.bases.values()) {
      if (held() + bytes <= this.budgetBytes) break;
      if (base === keep) continue;
      base.memory = null;
      base.pyramid = null;
    }
    return held() + bytes <= this.budgetBytes;
  }

  private touch(base: BasePixels): BasePixels {
    this.bases.delete(base.key);
    this.bases.set(base.key, base);
    return base;
  }
}

/** Peaks below a floor that merged strips have shown need not be kept by later ones. */
function raiseFloors(
  requests: readonly ReductionRequest[],
  merged: readonly unknown[],
  lowest: number,
): readonly ReductionRequest[] {
  return requests.map((request, i) => {
    if (!request.name.endsWith('-maxima')) return request;
    const { floor } = merged[i] as { floor: number };
    return {
      ...request,
      params: { ...(request.params as PixelMaximaParams), floor: Math.max(floor, lowest) },
    };
  });
}

/** What no peak below can pass the cuts, by the largest pixel so far: a larger one only raises the bar. */
function cutFloor(cuts: readonly (number | null)[], extremes: unknown, base: BasePixels): number {
  if (cuts.length === 0 || cuts.includes(null)) return -Infinity;
  const { maximum } = base.facts.extrema ?? (extremes as { maximum: number });
  if (!(maximum > 0 && maximum < Infinity)) return -Infinity;
  return Math.min(...cuts.map((cut) => rawThresholdForCut(cut ?? -Infinity, maximum, base.file.pixelType)));
}

function windowOf(source: SourceImage, section: Section | null): PlaneWindow {
  const { fullWidth, fullHeight, window } = source.plane;
  if (!section) return window;
  const { x0, x1, y0, y1 } = section;
  if (x1 > fullWidth || y1 > fullHeight)
    throw new AppError(
      'bad-argument',
      `The section [${x0}:${x1},${y0}:${y1}] leaves the image, which is [1:${fullWidth},1:${fullHeight}].`,
    );
  return { x0: x0 - 1, y0: y0 - 1, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}

/** Null where the system has no memory left: the image is then read from its file instead. */
function tryAllocate(width: number, height: number, pixelType: 'float32' | 'float64'): MemoryPlane | null {
  try {
    return allocateMemoryPlane(width, height, pixelType);
  } catch {
    return null;
  }
}
