export { gaussianFilter, type GaussianOptions } from './gaussianFilter.ts';
