import {
  bytesPerPixel,
  MAX_PEAK_COLUMNS,
  newPixels,
  PEAK_BLOCK,
  pixelView,
  type Kernels,
  type PixelArray,
  type PixelType,
} from '../kernels/index.ts';

/** Peaks of a range of rows, by row, then column. */
export interface PeakChunk {
  /** Row from which `offset` counts. */
  readonly y0: number;
  /** (y - y0) * width + x. */
  readonly offset: Uint32Array;
  readonly value: PixelArray;
  /** An upper limit of each PEAK_BLOCK values, so that a search for the bright ones reads few of them. */
  readonly blockMaximum: PixelArray;
}

/** Where a kernel writes its peaks: a chunk in its memory, copied out when full. */
export interface PeakStore {
  /** Peaks in it. */
  kept(): number;
  /** Room for another `rows * columns` peaks of rows up to `y1` - 1: where they go and from which row their offsets count. */
  room(y: number, y1: number, wanted: number): { offsets: number; values: number; y0: number };
  /** So many peaks have been written there. */
  wrote(count: number): void;
  /** Takes everything out. */
  take(): PeakChunk[];
}

const CHUNK_PEAKS = 131_072;
const MAX_OFFSET = 2 ** 32;

export function createPeakStore(type: PixelType, width: number, pixels: number, kernels: Kernels): PeakStore {
  const size = bytesPerPixel(type);
  const capacity = Math.min(CHUNK_PEAKS, pixels) + Math.min(MAX_PEAK_COLUMNS, pixels);
  const offsets = kernels.allocate((capacity + 1) * Uint32Array.BYTES_PER_ELEMENT);
  const values = kernels.allocate((capacity + 1) * size);
  const blocks = kernels.allocate(Math.ceil(capacity / PEAK_BLOCK) * size);
  let closed: PeakChunk[] = [];
  let closedPeaks = 0;
  let length = 0;
  let chunkY0 = 0;
  const close = () => {
    if (length === 0) return;
    const count = Math.ceil(length / PEAK_BLOCK);
    kernels.blockMaxima(type, values, length, blocks);
    const { buffer } = kernels.memory;
    closed.push({
      y0: chunkY0,
      offset: new Uint32Array(buffer, offsets, length).slice(),
      value: pixelView(type, buffer, values, length).slice(),
      blockMaximum: pixelView(type, buffer, blocks, count).slice(),
    });
    closedPeaks += length;
    length = 0;
  };
  return {
    kept: () => closedPeaks + length,
    room(y, y1, wanted) {
      if (length + wanted > capacity || (y1 - chunkY0) * width > MAX_OFFSET) close();
      if (length === 0) chunkY0 = y;
      return {
        offsets: offsets + length * Uint32Array.BYTES_PER_ELEMENT,
        values: values + length * size,
        y0: chunkY0,
      };
    },
    wrote(count) {
      length += count;
    },
    take() {
      close();
      const chunks = closed;
      closed = [];
      closedPeaks = 0;
      return chunks;
    },
  };
}

/** The peaks that are >= floor, in the same order, in new arrays of their own size. */
export function compactChunks(chunks: readonly PeakChunk[], floor: number): PeakChunk[] {
  return chunks.flatMap((chunk) => {
    const { offset, value } = chunk;
    let kept = 0;
    for (let i = 0; i < value.length; i++) if (value[i] >= floor) kept++;
    if (kept === value.length) return [chunk];
    if (kept === 0) return [];
    const compacted = {
      y0: chunk.y0,
      offset: new Uint32Array(kept),
      value: newPixels(value instanceof Float32Array ? 'float32' : 'float64', kept),
    };
    let to = 0;
    for (let i = 0; i < value.length; i++) {
      if (!(value[i] >= floor)) continue;
      compacted.offset[to] = offset[i];
      compacted.value[to++] = value[i];
    }
    return [{ ...compacted, blockMaximum: blockMaximaOf(compacted.value) }];
  });
}

export function peaksIn(chunks: readonly PeakChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.value.length, 0);
}

function blockMaximaOf(value: PixelArray): PixelArray {
  const maxima = value.slice(0, Math.ceil(value.length / PEAK_BLOCK)).fill(-Infinity);
  for (let i = 0; i < value.length; i++) {
    const block = Math.floor(i / PEAK_BLOCK);
    if (value[i] > maxima[block]) maxima[block] = value[i];
  }
  return maxima;
}
