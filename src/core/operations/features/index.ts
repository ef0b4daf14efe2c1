import type { Operation } from '../operation.ts';
import { blobDog, blobLog } from './blobs.ts';
import { contrastPeaksOperation } from './contrastPeaks.ts';
import { peakLocalMaxOperation } from './peakLocalMax.ts';
import { powerSpectrumOperation } from './powerSpectrum.ts';

export const featureOperations: readonly Operation[] = [
  peakLocalMaxOperation,
  contrastPeaksOperation,
  blobLog,
  blobDog,
  powerSpectrumOperation,
];
