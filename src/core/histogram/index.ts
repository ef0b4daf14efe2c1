export { addedCounts, createBinCounter, type BinCounter, type BinCounts } from './binCounter.ts';
export {
  integerHistogram,
  levelHistogram,
  type IntegerHistogramParams,
  type LevelHistogramParams,
} from './levelHistogram.ts';
export { valueHistogram, type ValueHistogramParams } from './valueHistogram.ts';
