import { AppError } from '../errors/index.ts';
import { createArena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { scalarLoops } from './scalarKernels.ts';

/** What an instance of the WASM module exports (src/core/kernels/simd); the worker instantiates it. */
export interface SimdExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  initialise(): number;
  swap32(pointer: number, count: number): void;
  swap64(pointer: number, count: number): void;
  scan32(
    pointer: number,
    count: number,
    low: number,
    high: number,
    lows: number,
    highs: number,
    result: number,
  ): void;
  peaks32(
    pointer: number,
    width: number,
    rows: number,
    haloTop: number,
    haloBottom: number,
    x0: number,
    x1: number,
    floor: number,
    base: number,
    offsets: number,
    values: number,
    scratch: number,
    result: number,
  ): number;
  blockMaxima32(pointer: number, count: number, out: number): void;
  mean4x4(pointer: number, width: number, rows: number, out: number): void;
  centre64(pointer: number, stride: number, columns: number, count: number, centres: number): void;
  gram64(pointer: number, stride: number, columns: number, count: number, out: number): void;
  readonly separable32: Separable;
  readonly separable64: Separable;
  readonly separableWide: Separable;
  readonly median3x3f32: Median;
  readonly median3x3f64: Median;
  readonly median5x5f32: Median;
  readonly median5x5f64: Median;
  slidingExtremum32(
    pointer: number,
    pitch: number,
    width: number,
    rows: number,
    sizeX: number,
    sizeY: number,
    flip: number,
    out: number,
    scratch: number,
  ): void;
  levelCounts32(
    pointer: number,
    count: number,
    edges: number,
    bins: number,
    margin: number,
    tables: number,
  ): void;
  levelPairs32(
    pointer: number,
    count: number,
    edges: number,
    bins: number,
    margin: number,
    table: number,
    pairs: number,
  ): void;
  aboveMeans32(
    pixels: number,
    means: number,
    count: number,
    offset: number,
    relative: number,
    absolute: number,
    out: number,
    unsure: number,
  ): number;
  assign64(
    pointer: number,
    stride: number,
    columns: number,
    count: number,
    centres: number,
    clusters: number,
    labels: number,
    sums: number,
  ): number;
}

type Separable = (
  pointer: number,
  pitch: number,
  width: number,
  rows: number,
  weightsY: number,
  tapsY: number,
  weightsX: number,
  tapsX: number,
  out: number,
  scratch: number,
) => void;

type Median = (
  pointer: number,
  pitch: number,
  width: number,
  rows: number,
  out: number,
  scratch: number,
) => void;

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
  };
}
