import { createArena } from './arena.ts';
import { PEAK_BLOCK, type Kernels } from './kernels.ts';
import { assignRows } from './scalarAssign.ts';
import { bilateralRows } from './scalarBilateral.ts';
import { ballMinima } from './scalarBall.ts';
import { convolveRows, extremaOfWindows, mediansOfWindows } from './scalarFilters.ts';
import { centreColumns, productSums } from './scalarGram.ts';
import { middleRanks } from './scalarMiddles.ts';
import { countLevels, markAboveMeans } from './scalarLevels.ts';
import { addPatchPairs } from './scalarPatches.ts';
import {
  maximaOfBlocks,
  meanOfCells,
  memoryViews,
  peaksOfPixels,
  scanPixels,
  swapWords,
} from './scalarLoops.ts';

/** The kernels in plain JavaScript, with a memory of their own. */
export function createScalarKernels(): Kernels {
  const memory = { buffer: new ArrayBuffer(1 << 20) };
  const arena = createArena(0, (bytes) => {
    if (memory.buffer.byteLength >= bytes) return;
    const grown = new Uint8Array(Math.max(bytes, 2 * memory.buffer.byteLength));
    grown.set(new Uint8Array(memory.buffer));
    memory.buffer = grown.buffer;
  });
  return { kind: 'scalar', memory, ...arena, ...scalarLoops(memory) };
}

/** The plain loops over any memory. */
export function scalarLoops(
  memory: Kernels['memory'],
): Omit<Kernels, 'kind' | 'memory' | 'allocate' | 'mark' | 'release'> {
  let latest = memoryViews(memory.buffer);
  const views = () => {
    if (latest.buffer !== memory.buffer) latest = memoryViews(memory.buffer);
    return latest;
  };
  return {
    swap: (type, pointer, count) => swapWords(views(), type, pointer, count),
    scan: (request) => scanPixels(request.type === 'float32' ? views().f32 : views().f64, request),
    peaks(request) {
      const { f32, f64, u32 } = views();
      return peaksOfPixels(request.type === 'float32' ? f32 : f64, u32, request);
    },
    blockMaxima(type, pointer, count, out) {
      maximaOfBlocks(type === 'float32' ? views().f32 : views().f64, pointer, count, PEAK_BLOCK, out);
    },
    mean4x4(type, pointer, width, rows, out) {
      meanOfCells(type === 'float32' ? views().f32 : views().f64, pointer, width, rows, out);
    },
    centre: (...request) => centreColumns(views().f64, ...request),
    gram: (...request) => productSums(views().f64, ...request),
    assign: (request) => assignRows(views(), request),
    separable: (request) => convolveRows(views(), request),
    median: (request) => mediansOfWindows(views(), request),
    middles: (request) => middleRanks(views(), request),
    ball: (request) => ballMinima(views(), request),
    extremum: (request) => extremaOfWindows(views(), request),
    levelCounts: (request) => countLevels(views(), request),
    aboveMeans: (request) => markAboveMeans(views(), request),
    bilateral: (request) => bilateralRows(views(), request),
    patchPairs: (request) => addPatchPairs(views(), request),
  };
}
