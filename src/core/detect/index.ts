export { type PeakChunk } from './peakChunks.ts';
export { peakHistogram, type PeakHistogramParams } from './peakHistogram.ts';
export { pixelPeaksAbove, type PeakColumns } from './peaksAbove.ts';
export {
  DEFAULT_PEAK_CAP,
  pixelMaxima,
  type PixelMaximaParams,
  type PixelMaximaPartial,
} from './pixelMaxima.ts';
export { plateauMaxima, type PlateauMaxima, type PlateauMaximaPartial } from './plateauMaxima.ts';
export type { PlateauStars } from './plateauStars.ts';
export { isCutShort, samplePeakFloor } from './samplePeakFloor.ts';
export { rawThresholdForCut } from './thresholdForCut.ts';
