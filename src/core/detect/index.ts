export { compactChunks, type PeakChunk } from './peakChunks.ts';
export { pixelPeaksAbove, type PeakColumns } from './peaksAbove.ts';
export { DEFAULT_PEAK_CAP, pixelMaxima, type PixelMaximaParams, type PixelMaximaPartial } from './pixelMaxima.ts';
export { rawThresholdForCut } from './thresholdForCut.ts';
