export { interpolateOrderStatistics, type OrderStatistics } from './orderStatistics.ts';
export { percentilePass, type PercentileParams, type PercentilePartial } from './percentilePass.ts';
export { percentilePlan, TAIL_CAP, type Percentiles } from './percentilePlan.ts';
export { partitionAt } from './quickSelect.ts';
export { NO_BRACKETS, sampleBrackets, type Brackets } from './sampleBrackets.ts';
export { rankedValue, selectRank } from './selectRank.ts';
export { type Tail, type ValueScanParams, type ValueScanPartial } from './valueScan.ts';
