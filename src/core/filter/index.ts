export { gaussianFilter, type ExtendMode, type GaussianOptions } from './gaussianFilter.ts';
