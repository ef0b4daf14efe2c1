import { applyMaps } from '../core/image/index.ts';
import {
  finiteBefore,
  samplePlan,
  zscale,
  type FiniteSample,
  type RowCounts,
  type ZscaleOptions,
} from '../core/limits/index.ts';
import type { ParameterValues } from '../core/operations/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import type { ImageValue, LimitsValue } from './values.ts';

/** Most values of the sample that the window is sent, to be drawn. */
const SHOWN_SAMPLES = 1000;

/** The zscale limits of an image, with the sample they came from. Where pixels are missing a pass counts the others
 * before the pass that takes the sample; else one is enough. */
export async function zscaleLimits(
  pool: Pool,
  { base, maps }: ImageValue,
  params: ParameterValues,
  work: Work,
): Promise<LimitsValue> {
  const { width, height } = base.window;
  const plane = readablePlane(base);
  const whole = base.facts.extrema?.finite === width * height;
  work.expect(whole ? height : 2 * height, 'Sampling');
  let counts: ArrayLike<number> = new Uint32Array(height).fill(width);
  if (!whole) {
    const [counted] = await runPasses(pool, plane, [{ name: 'finite-counts', params: {} }], work.control);
    counts = (counted as RowCounts).counts;
  }
  const plan = samplePlan(finiteBefore(counts), Number(params['n_samples']));
  const [taken] = await runPasses(pool, plane, [{ name: 'finite-sample', params: plan }], work.control);
  const sample = (taken as FiniteSample).values.map((value) => applyMaps(maps, value)).sort();
  const { low, high, kept, slope } = zscale(sample, params as unknown as ZscaleOptions);
  return {
    kind: 'limits',
    low,
    high,
    zscale: { sample: shown(sample), size: sample.length, kept, slope: Number.isNaN(slope) ? 0 : slope },
  };
}

function shown(sorted: Float64Array): number[] {
  if (sorted.length <= SHOWN_SAMPLES) return [...sorted];
  const step = (sorted.length - 1) / (SHOWN_SAMPLES - 1);
  return Array.from({ length: SHOWN_SAMPLES }, (_, i) => sorted[Math.round(i * step)]!);
}
