export { float32OfKey, float64OfKey, keyOfFloat32, nextUp, roundDownTo, roundUpTo } from './floatKeys.ts';
export { MAX_PEAK_COLUMNS, PEAK_BLOCK } from './kernels.ts';
export type { Kernels, PeaksRequest, PeaksResult, ScanRequest, ScanResult } from './kernels.ts';
export { bytesPerPixel, newPixels, pixelView, type PixelArray, type PixelType } from './pixels.ts';
export { createScalarKernels } from './scalarKernels.ts';
export type { SimdExports } from './simdExports.ts';
export { createSimdKernels } from './simdKernels.ts';
