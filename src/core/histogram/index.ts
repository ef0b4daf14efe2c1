export { addedCounts, createBinCounter, type BinCounter, type BinCounts } from './binCounter.ts';
export { valueHistogram, type ValueHistogramParams } from './valueHistogram.ts';
