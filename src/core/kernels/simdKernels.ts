import { AppError } from '../errors/index.ts';
import { createArena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { scalarLoops } from './scalarKernels.ts';
import type { SimdExports } from './simdExports.ts';

const PAGE_BYTES = 65_536;

/** The kernels over a fresh instance of the WASM module. float64 pixels take the plain loops, on the same memory. */
export function createSimdKernels(exports: SimdExports): Kernels {
  const { memory } = exports;
  const arena = createArena(exports.initialise(), (bytes) => {
    const missing = bytes - memory.buffer.byteLength;
    if (missing <= 0) return;
    try {
      memory.grow(Math.ceil(missing / PAGE_BYTES));
    } catch (cause) {
      throw new AppError('over-budget', `The kernels' memory cannot grow to ${bytes} bytes.`, { cause });
    }
  });
  const resultPointer = arena.allocate(5 * Float64Array.BYTES_PER_ELEMENT);
  let results = new Float64Array(memory.buffer, resultPointer, 5);
  const freshResults = () => {
    if (results.buffer !== memory.buffer) results = new Float64Array(memory.buffer, resultPointer, 5);
    return results;
  };
  const scalar = scalarLoops(memory);
  return {
    kind: 'simd',
    memory,
    ...arena,
    swap(type, pointer, count) {
      if (type === 'float32') exports.swap32(pointer, count);
      else exports.swap64(pointer, count);
    },
    scan(request) {
      if (request.type !== 'float32') return scalar.scan(request);
      const { pointer, count, low, high, lows, highs } = request;
      exports.scan32(pointer, count, low, high, lows, highs, resultPointer);
      const [minimum, maximum, nonFinite, lowCount, highCount] = freshResults();
      return { minimum: minimum + 0, maximum: maximum + 0, nonFinite, lowCount, highCount };
    },
    peaks(request) {
      if (request.type !== 'float32') return scalar.peaks(request);
      const done = exports.peaks32(
        request.pointer,
        request.width,
        request.rows,
        request.haloTop,
        request.haloBottom,
        request.x0,
        request.x1,
        request.floor,
        request.base,
        request.offsets,
        request.values,
        request.scratch,
        resultPointer,
      );
      // An infinite pixel must not hide its neighbours: rare, and left to the plain loop.
      if (!done) return scalar.peaks(request);
      const [count, kept] = freshResults();
      return { count, kept };
    },
    blockMaxima(type, pointer, count, out) {
      if (type === 'float32') exports.blockMaxima32(pointer, count, out);
      else scalar.blockMaxima(type, pointer, count, out);
    },
    mean4x4(type, pointer, width, rows, out) {
      if (type === 'float32') exports.mean4x4(pointer, width, rows, out);
      else scalar.mean4x4(type, pointer, width, rows, out);
    },
    centre: (...request) => exports.centre64(...request),
    gram: (...request) => exports.gram64(...request),
    assign(request) {
      const { pointer, stride, columns, count, centres, clusters, labels, sums } = request;
      return exports.assign64(pointer, stride, columns, count, centres, clusters, labels, sums);
    },
    separable(request) {
      const { pointer, pitch, width, rows, weightsY, tapsY, weightsX, tapsX, out, scratch } = request;
      const run =
        request.type === 'float64'
          ? exports.separable64
          : request.sums === 'float64'
            ? exports.separableWide
            : exports.separable32;
      run(pointer, pitch, width, rows, weightsY, tapsY, weightsX, tapsX, out, scratch);
    },
    median({ type, size, pointer, pitch, width, rows, out, scratch }) {
      const [of32, of64] =
        size === 3
          ? [exports.median3x3f32, exports.median3x3f64]
          : [exports.median5x5f32, exports.median5x5f64];
      (type === 'float32' ? of32 : of64)(pointer, pitch, width, rows, out, scratch);
    },
    middles({ ranks, width, rows, size, total, end, out, scratch }) {
      exports.middles(ranks, width, rows, size, total, end, out, scratch);
    },
    ball({ pixels, pitch, minima, rowMinima, rise, reach, side, blocks, out }) {
      exports.ball64(pixels, pitch, minima, rowMinima, rise, reach, side, blocks, out);
    },
    extremum(request) {
      if (request.type !== 'float32') return scalar.extremum(request);
      const { pointer, pitch, width, rows, sizeX, sizeY, out, scratch } = request;
      const flip = request.extremum === 'min' ? 0 : -1;
      exports.slidingExtremum32(pointer, pitch, width, rows, sizeX, sizeY, flip, out, scratch);
    },
    levelCounts(request) {
      const { type, pointer, count, edges, bins, margin, tables, pairs } = request;
      if (type !== 'float32') scalar.levelCounts(request);
      else if (pairs) exports.levelPairs32(pointer, count, edges, bins, margin, tables, pairs);
      else exports.levelCounts32(pointer, count, edges, bins, margin, tables);
    },
    aboveMeans(request) {
      if (request.type !== 'float32') return scalar.aboveMeans(request);
      const { pixels, means, count, offset, relative, absolute, out, unsure } = request;
      return exports.aboveMeans32(pixels, means, count, offset, relative, absolute, out, unsure);
    },
    bilateral({ type, pointer, pitch, width, rows, side, places, perValue, out }) {
      const run = type === 'float32' ? exports.bilateral32 : exports.bilateral64;
      run(pointer, pitch, width, rows, side, places, perValue, out);
    },
    patchPairs(request) {
      const { values, pitch, width, rows, dx, dy, radius, scale, noise, holes } = request;
      const { sums, weights, sumPitch, distances, known } = request;
      const run = request.type === 'float32' ? exports.patchPairs32 : exports.patchPairs64;
      run(
        values,
        pitch,
        width,
        rows,
        dx,
        dy,
        radius,
        scale,
        noise,
        holes,
        sums,
        weights,
        sumPitch,
        distances,
        known,
      );
    },
  };
}
