export type { Kernels } from './kernels.ts';
