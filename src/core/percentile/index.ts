export { interpolateOrderStatistics, ranksOfPercent, type OrderStatistics } from './orderStatistics.ts';
export { percentilePass, type PercentileParams, type PercentilePartial } from './percentilePass.ts';
export { percentilePlan, TAIL_CAP, type Percentiles } from './percentilePlan.ts';
export { partitionAt, selectPair } from './quickSelect.ts';
export { NO_BRACKETS, sampleBrackets, type Brackets } from './sampleBrackets.ts';
export { rankedValue, selectRank } from './selectRank.ts';
export { valueScan, type Tail, type ValueScanParams, type ValueScanPartial } from './valueScan.ts';
