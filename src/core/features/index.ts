export { findBlobs } from './blobs.ts';
export { contrastPeaks } from './contrastPeaks.ts';
export { finiteMedian } from './finiteFacts.ts';
export type { FootprintName } from './footprint.ts';
export { peakLocalMax, type PeakLocalMaxOptions } from './peakLocalMax.ts';
export { proposeContrastCut } from './proposeContrastCut.ts';
export { differenceSpace, laplacianSpace, type Plane, type ScaleSpace } from './scaleSpace.ts';
