// The SIMD kernels' entry: AssemblyScript, built on the fly by scripts/wasmKernels.mjs, with exported memory and no runtime.
import { initialisePeaks } from './peaks';
import { initialiseScan } from './scan';

export { aboveMeans32 } from './above';
export { assign64 } from './assign';
export { bilateral32, bilateral64 } from './bilateral';
export { ball64 } from './ball';
export { blockMaxima32 } from './blockMaxima';
export { slidingExtremum32 } from './extremum';
export { centre64, gram64 } from './gram';
export { levelCounts32, levelPairs32 } from './levels';
export { mean4x4 } from './mean';
export { median3x3f32, median3x3f64, median5x5f32, median5x5f64 } from './median';
export { middles } from './middles';
export { patchPairs32, patchPairs64 } from './patches';
export { peaks32 } from './peaks';
export { scan32 } from './scan';
export { separable32, separable64, separableWide } from './separable';
export { swap32, swap64 } from './swap';

/** Fills the tables; to be called once, before anything else. Returns the first free byte of memory. */
export function initialise(): usize {
  initialisePeaks();
  initialiseScan();
  return __heap_base;
}
