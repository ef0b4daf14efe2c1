import type { BinCounts } from '../core/histogram/index.ts';
import { AppError } from '../core/errors/index.ts';
import { applyMaps, invertMaps } from '../core/image/index.ts';
import type { ParameterValues } from '../core/operations/index.ts';
import { endOfBins, type BinSpacing } from '../core/stretch/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import type { HistogramValue, ImageValue } from './values.ts';

/** Exact counts of an image's values in bins: the maps keep order, so bins of the image are bins of its pixels. */
export async function imageHistogram(
  pool: Pool,
  image: ImageValue,
  params: ParameterValues,
  work: Work,
): Promise<HistogramValue> {
  const { base, maps } = image;
  const bins = Number(params['bins']);
  const { minimum, maximum } = base.facts.extrema ?? { minimum: Number.NaN, maximum: Number.NaN };
  const spacing: BinSpacing = params['spacing'] === 'logarithm' ? 'logarithm' : 'equal';
  const range = params['range'] as readonly [number, number] | null;
  const [low, high] = range ?? [applyMaps(maps, minimum), applyMaps(maps, maximum)];
  if (!(low < high))
    throw new AppError('no-data', 'There is no histogram: the image has no finite pixel, or all are equal.');
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) =>
    invertMaps(maps, low + ((high - low) * endOfBins(spacing, i, bins)) / bins),
  );
  // Rounding on the way there and back must not lose the faintest and the brightest pixel.
  if (applyMaps(maps, minimum) >= low) edges[0] = Math.min(edges[0]!, minimum);
  if (applyMaps(maps, maximum) <= high) edges[bins] = Math.max(edges[bins]!, maximum);
  work.expect(base.window.height, 'Counting');
  const request = { name: 'value-histogram', params: { edges: increasing(edges) } };
  const [result] = await runPasses(pool, readablePlane(base), [request], work.control);
  const { counts, below, above } = result as BinCounts;
  return { kind: 'histogram', low, high, counts: [...counts], below, above, spacing };
}

/** Bins narrower than the numbers can tell apart get the next number as their edge. */
export function increasing(edges: Float64Array): Float64Array {
  for (let i = 1; i < edges.length; i++) {
    const before = edges[i - 1]!;
    if (!(edges[i]! > before)) edges[i] = before + Math.max(Math.abs(before) * 2 ** -52, Number.MIN_VALUE);
  }
  return edges;
}
