import { createBinCounter, type BinCounts } from '../core/histogram/index.ts';
import {
  DEFAULT_PEAK_CAP,
  pixelPeaksAbove,
  type PeakColumns,
  type PixelMaximaParams,
  type PixelMaximaPartial,
  type PlateauMaxima,
} from '../core/detect/index.ts';
import { AppError } from '../core/errors/index.ts';
import { invertMaps, applyMaps } from '../core/image/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import type { ReductionRequest } from '../shared/jobs.ts';
import type { HistogramSummary } from '../shared/index.ts';
import { readablePlane, type MaximaFact } from './basePixels.ts';
import { increasing } from './imageHistogram.ts';
import type { Work } from './jobTracker.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { PeaksValue } from './values.ts';

/** Most plateaus that a cut below the kept floor may still give: they are not streamed, as pixels are. */
const MAX_PLATEAUS = 2 ** 26;

/** The request that finds all maxima at or above a floor, at most `cap` of them kept. */
export function maximaRequest(plateaus: string, floor = -Infinity, cap = DEFAULT_PEAK_CAP): ReductionRequest {
  const params: PixelMaximaParams = { cap, floor };
  return { name: plateaus === 'connected' ? 'plateau-maxima' : 'pixel-maxima', params };
}

/** The fact that such a request found. */
export function maximaFact(plateaus: string, result: unknown, complete: boolean): MaximaFact {
  if (plateaus === 'connected') {
    const { count, floor, stars } = result as PlateauMaxima;
    return { count, floor, complete, kept: stars.x.length, stars, chunks: null };
  }
  const { count, kept, floor, chunks } = result as PixelMaximaPartial;
  return { count, kept, floor, complete, stars: null, chunks };
}

/** The kept maxima at or above a value, by y, then x; 0-based in the window. */
export function keptPeaksAbove(
  fact: MaximaFact,
  width: number,
  threshold: number,
  pixelType: PixelType,
): Pick<PeakColumns, 'x' | 'y'> & { readonly value: Float32Array | Float64Array } {
  if (fact.chunks) return pixelPeaksAbove(fact, width, threshold, pixelType);
  const { x, y, value } = fact.stars;
  const passes = value.map((v) => (v >= threshold ? 1 : 0));
  const chosen = (_: number, i: number): boolean => passes[i] === 1;
  return { x: x.filter(chosen), y: y.filter(chosen), value: value.filter(chosen) };
}

/** Detects again, for a cut below the kept floor: the brightest maxima above it, and exactly how many there are. */
export async function maximaAbove(
  pool: Pool,
  peaks: PeaksValue,
  threshold: number,
  work: Work,
): Promise<{ fact: MaximaFact; passing: number }> {
  const { base } = peaks.image;
  const plane = readablePlane(base);
  work.expect(base.window.height, 'Finding fainter stars');
  if (peaks.plateaus === 'connected') {
    const request = maximaRequest(peaks.plateaus, threshold, MAX_PLATEAUS);
    const [result] = await runPasses(pool, plane, [request], work.control);
    const fact = maximaFact(peaks.plateaus, result, false);
    if (fact.floor > threshold)
      throw new AppError('over-budget', `More than ${MAX_PLATEAUS} plateaus pass this cut.`, {
        remedy: 'Raise the cut.',
      });
    return { fact, passing: fact.kept };
  }
  const edges = Float64Array.of(threshold, Number.MAX_VALUE);
  const [result, counts] = await runPasses(
    pool,
    plane,
    [maximaRequest(peaks.plateaus, threshold), { name: 'peak-histogram', params: { edges } }],
    work.control,
  );
  return { fact: maximaFact(peaks.plateaus, result, false), passing: (counts as BinCounts).counts[0]! };
}

/** Exact counts of all maxima in equal bins of the normalised value. */
export async function peakHistogram(
  pool: Pool,
  peaks: PeaksValue,
  bins: number,
  work: Work,
): Promise<HistogramSummary> {
  const { fact, image, maximum } = peaks;
  const { base } = image;
  const all = fact.floor === -Infinity;
  const faintest = all ? faintestKept(fact) : (base.facts.extrema?.minimum ?? 0);
  const low = fact.count === 0 ? 0 : applyMaps(image.maps, faintest);
  const high = applyMaps(image.maps, maximum);
  if (!(low < high))
    return { kind: 'histogram', low, high: low + 1, counts: [fact.count], below: 0, above: 0 };
  const edges = rawEdges(peaks, low, high, bins, faintest);
  let counted: BinCounts;
  if (all || !fact.chunks) {
    const counter = createBinCounter(edges);
    for (const { value } of fact.chunks ?? [fact.stars!]) counter.add(value, 0, value.length);
    counted = counter.counts();
  } else {
    work.expect(base.window.height, 'Counting stars');
    const request = { name: 'peak-histogram', params: { edges } };
    counted = (await runPasses(pool, readablePlane(base), [request], work.control))[0] as BinCounts;
  }
  const { counts, below, above } = counted;
  return { kind: 'histogram', low, high, counts: [...counts], below, above };
}

/** All kept maxima as packed columns, brightest first: what the overlay draws, and what the cut slider counts. */
export function brightestFirst(pool: Pool, peaks: PeaksValue): Promise<Uint8Array<ArrayBuffer>> {
  const { window, pixelType } = peaks.image.base;
  const found = keptPeaksAbove(peaks.fact, window.width, -Infinity, pixelType);
  const job = { ...found, originX: window.x0, originY: window.y0, maximum: peaks.maximum };
  const moved = [found.x, found.y, found.value].map((column) => column.buffer as ArrayBuffer);
  return pool.run('brightestFirst', job, PRIORITY.asked, moved);
}

/** Edges in pixel values of equal bins of the normalised value; rounding must not lose the faintest and the brightest. */
function rawEdges(
  peaks: PeaksValue,
  low: number,
  high: number,
  bins: number,
  faintest: number,
): Float64Array {
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i <= bins; i++) edges[i] = invertMaps(peaks.image.maps, low + ((high - low) * i) / bins);
  edges[0] = Math.min(edges[0]!, faintest);
  edges[bins] = Math.max(edges[bins]!, peaks.maximum);
  return increasing(edges);
}

function faintestKept(fact: MaximaFact): number {
  let faintest = Infinity;
  for (const { value } of fact.chunks ?? [fact.stars!])
    for (let i = 0; i < value.length; i++) faintest = Math.min(faintest, value[i]!);
  return faintest;
}
