export {
  imageStatistics,
  statisticsOfPlanes,
  type ImageStatistics,
  type StatisticsPartial,
} from './imageStatistics.ts';
export {
  hasExactIntegers,
  integerExtrema,
  mergeIntegerExtrema,
  type IntegerExtrema,
} from './integerExtrema.ts';
