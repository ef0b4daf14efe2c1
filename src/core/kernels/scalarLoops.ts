import type { PeaksRequest, PeaksResult, ScanRequest, ScanResult } from './kernels.ts';
import type { PixelArray, PixelType } from './pixels.ts';

/** Views of a whole kernel memory, by element. */
export interface MemoryViews {
  readonly buffer: ArrayBuffer;
  readonly u8: Uint8Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

export function memoryViews(buffer: ArrayBuffer): MemoryViews {
  return {
    buffer,
    u8: new Uint8Array(buffer),
    u32: new Uint32Array(buffer),
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
  };
}

/** Reverses the bytes of words of 4 or 8 bytes, in place. */
export function swapWords(views: MemoryViews, type: PixelType, pointer: number, count: number): void {
  const { u32 } = views;
  const first = pointer >>> 2;
  if (type === 'float32') {
    for (let i = first; i < first + count; i++) u32[i] = swapped(u32[i]);
    return;
  }
  for (let i = first; i < first + 2 * count; i += 2) {
    const low = u32[i];
    u32[i] = swapped(u32[i + 1]);
    u32[i + 1] = swapped(low);
  }
}

function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

export function scanPixels(pixels: PixelArray, request: ScanRequest): ScanResult {
  const size = pixels.BYTES_PER_ELEMENT;
  const { low, high } = request;
  const first = request.pointer / size;
  const end = first + request.count;
  const lows = request.lows / size;
  const highs = request.highs / size;
  let lowEnd = lows;
  let highEnd = highs;
  let minimum = Infinity;
  let maximum = -Infinity;
  let nonFinite = 0;
  for (let i = first; i < end; i++) {
    const value = pixels[i];
    if (value - value !== 0) {
      nonFinite++;
      continue;
    }
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    if (value <= low) pixels[lowEnd++] = value;
    if (value >= high) pixels[highEnd++] = value;
  }
  // A zero's sign depends on the order of comparisons, so the extremes have none.
  return {
    minimum: minimum + 0,
    maximum: maximum + 0,
    nonFinite,
    lowCount: lowEnd - lows,
    highCount: highEnd - highs,
  };
}

export function peaksOfPixels(pixels: PixelArray, u32: Uint32Array, request: PeaksRequest): PeaksResult {
  const size = pixels.BYTES_PER_ELEMENT;
  const { width, rows, haloTop, haloBottom, x0, x1, floor, base } = request;
  const origin = request.pointer / size;
  const offsets = request.offsets / 4;
  const values = request.values / size;
  let count = 0;
  let kept = 0;
  for (let y = 0; y < rows; y++) {
    const row = origin + y * width;
    const above = y > 0 || haloTop ? row - width : row;
    const below = y < rows - 1 || haloBottom ? row + width : row;
    for (let x = x0; x < x1; x++) {
      const value = pixels[row + x];
      if (value - value !== 0) continue;
      const left = x > 0 ? x - 1 : x;
      const right = x + 1 < width ? x + 1 : x;
      if (
        exceeds(pixels[row + left], value) ||
        exceeds(pixels[row + right], value) ||
        exceeds(pixels[above + x], value) ||
        exceeds(pixels[below + x], value) ||
        exceeds(pixels[above + left], value) ||
        exceeds(pixels[above + right], value) ||
        exceeds(pixels[below + left], value) ||
        exceeds(pixels[below + right], value)
      ) {
        continue;
      }
      count++;
      if (value >= floor) {
        u32[offsets + kept] = base + y * width + x;
        pixels[values + kept] = value;
        kept++;
      }
    }
  }
  return { count, kept };
}

function exceeds(neighbour: number, value: number): boolean {
  return neighbour > value && neighbour < Infinity;
}

/** The largest of each `block` values (fewer in the last block), by value; none of them is NaN. */
export function maximaOfBlocks(
  pixels: PixelArray,
  pointer: number,
  count: number,
  block: number,
  out: number,
): void {
  const first = pointer / pixels.BYTES_PER_ELEMENT;
  const target = out / pixels.BYTES_PER_ELEMENT;
  for (let start = 0, i = 0; start < count; start += block, i++) {
    let max = pixels[first + start];
    const end = Math.min(count, start + block);
    for (let k = start + 1; k < end; k++) if (pixels[first + k] > max) max = pixels[first + k];
    pixels[target + i] = max;
  }
}

export function meanOfCells(
  pixels: PixelArray,
  pointer: number,
  width: number,
  rows: number,
  out: number,
): void {
  const first = pointer / pixels.BYTES_PER_ELEMENT;
  const target = out / pixels.BYTES_PER_ELEMENT;
  const sums = [0, 0, 0, 0];
  for (let x = 0; x < width; x += 4) {
    const columns = Math.min(4, width - x);
    let count = 0;
    sums.fill(0);
    for (let column = 0; column < columns; column++) {
      for (let y = 0; y < rows; y++) {
        const value = pixels[first + y * width + x + column];
        if (value - value !== 0) continue;
        sums[column] += value;
        count++;
      }
    }
    pixels[target + (x >> 2)] = count ? (sums[0] + sums[2] + (sums[1] + sums[3])) / count : NaN;
  }
}
