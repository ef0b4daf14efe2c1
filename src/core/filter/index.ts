export { gaussianFilter, type GaussianOptions } from './gaussianFilter.ts';
export { gaussianKernel, gaussianRadius } from './gaussianKernel.ts';
export { gaussianStrip, type GaussianStripOptions } from './gaussianStrip.ts';
export { meanStrip } from './mean.ts';
export { medianStrip } from './median.ts';
export { slidingExtremumStrip, type ExtremumOptions } from './slidingExtremum.ts';
export { differenceOfGaussiansStrip, unsharpMaskStrip } from './sharpen.ts';
export { laplaceStrip, sobelStrip, type SobelAxis } from './derivatives.ts';
