export { sourceIndices } from './extend.ts';
export { gaussianFilter, type ExtendMode, type GaussianOptions } from './gaussianFilter.ts';
