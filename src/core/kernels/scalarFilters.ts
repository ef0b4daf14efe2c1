import type { ExtremumRequest, MedianRequest, SeparableRequest } from './kernels.ts';
import type { PixelArray, PixelType } from './pixels.ts';
import type { MemoryViews } from './scalarLoops.ts';

function pixelsOf({ f32, f64 }: MemoryViews, type: PixelType): PixelArray {
  return type === 'float32' ? f32 : f64;
}

/** See Kernels.separable. */
export function convolveRows(views: MemoryViews, request: SeparableRequest): void {
  const { type, sums, width, rows, tapsX, tapsY } = request;
  const pixels = pixelsOf(views, type);
  const weights = pixelsOf(views, sums);
  const size = pixels.BYTES_PER_ELEMENT;
  const first = request.pointer / size;
  const pitch = request.pitch / size;
  const out = request.out / size;
  const weightsY = request.weightsY / weights.BYTES_PER_ELEMENT;
  const weightsX = request.weightsX / weights.BYTES_PER_ELEMENT;
  const round: (value: number) => number = sums === 'float32' ? Math.fround : (value) => value;
  const line = type === 'float32' ? new Float32Array(width + tapsX - 1) : new Float64Array(width + tapsX - 1);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < line.length; x++) {
      let at = first + y * pitch + x;
      let sum = 0;
      for (let k = 0; k < tapsY; k++, at += pitch)
        sum = round(sum + round(pixels[at] * weights[weightsY + k]));
      line[x] = sum;
    }
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < tapsX; k++) sum = round(sum + round(line[x + k] * weights[weightsX + k]));
      pixels[out + y * width + x] = sum;
    }
  }
}

/** See Kernels.median. */
export function mediansOfWindows(views: MemoryViews, request: MedianRequest): void {
  const { width, rows, size } = request;
  const pixels = pixelsOf(views, request.type);
  const first = request.pointer / pixels.BYTES_PER_ELEMENT;
  const pitch = request.pitch / pixels.BYTES_PER_ELEMENT;
  const out = request.out / pixels.BYTES_PER_ELEMENT;
  const window = new Float64Array(size * size);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const corner = first + y * pitch + x;
      for (let i = 0, k = 0; i < size; i++)
        for (let j = 0; j < size; j++) window[k++] = pixels[corner + i * pitch + j] + 0;
      pixels[out + y * width + x] = window.sort()[window.length >> 1];
    }
  }
}

/** See Kernels.extremum. Signs are turned for maxima, so that there are only minima. */
export function extremaOfWindows(views: MemoryViews, request: ExtremumRequest): void {
  const { width, rows, sizeX, sizeY } = request;
  const pixels = pixelsOf(views, request.type);
  const first = request.pointer / pixels.BYTES_PER_ELEMENT;
  const pitch = request.pitch / pixels.BYTES_PER_ELEMENT;
  const out = request.out / pixels.BYTES_PER_ELEMENT;
  const sign = request.extremum === 'min' ? 1 : -1;
  const reach = width + sizeX - 1;
  const across = new Float64Array(rows * reach);
  const line = new Float64Array(Math.max(rows + sizeY, width + sizeX));
  const suffixes = new Float64Array(Math.max(sizeX, sizeY));
  for (let x = 0; x < reach; x++) {
    for (let y = 0; y < rows + sizeY - 1; y++) line[y] = sign * (pixels[first + y * pitch + x] + 0);
    slideMinimum(line, rows, sizeY, suffixes);
    for (let y = 0; y < rows; y++) across[y * reach + x] = line[y];
  }
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < reach; x++) line[x] = across[y * reach + x];
    slideMinimum(line, width, sizeX, suffixes);
    for (let x = 0; x < width; x++)
      pixels[out + y * width + x] = Number.isNaN(line[x]) ? NaN : sign * line[x] + 0;
  }
}

// Minima of `size` values from each of the first `count` on, in place, by van Herk: from the place to the end of its block,
// taken backwards, and from the next block's start, taken forwards.
function slideMinimum(line: Float64Array, count: number, size: number, suffixes: Float64Array): void {
  for (let start = 0; start < count; start += size) {
    let least = NaN;
    for (let k = size - 1; k >= 0; k--) suffixes[k] = least = lesser(least, line[start + k]);
    least = NaN;
    const end = Math.min(size, count - start);
    line[start] = suffixes[0];
    for (let k = 1; k < end; k++) {
      least = lesser(least, line[start + size + k - 1]);
      line[start + k] = lesser(suffixes[k], least);
    }
  }
}

function lesser(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a;
}
