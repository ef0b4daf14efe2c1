export {
  finiteBefore,
  finiteCounts,
  finiteSample,
  samplePlan,
  type FiniteSample,
  type FiniteSampleParams,
  type RowCounts,
} from './finiteSample.ts';
export { PERCENTILE_PRESETS, presetOf } from './presets.ts';
export { ZSCALE, zscale, type ZscaleLimits, type ZscaleOptions } from './zscale.ts';
