import { newPixels, type Kernels, type PixelArray } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { rankInto } from './rankInto.ts';
import { pitchOf } from './window.ts';

/** Medians of any window: the pixels of a tile and its surroundings are numbered by rank, and the kernel `middles` finds the
 * ranks in the middle of each window. `poll` is called every few milliseconds. */
export function rankMedian(
  strip: Strip,
  result: StripResult,
  size: number,
  kernels: Kernels,
  poll: () => void,
): void {
  const side = tileSide(size);
  const inner = (side + size - 1) ** 2;
  const mark = kernels.mark();
  try {
    const memory: TileMemory = {
      ranks: kernels.allocate(4 * inner),
      scratch: kernels.allocate((inner >>> 3) + 16),
      out: kernels.allocate(8 * side * side),
    };
    for (let y = 0; y < strip.rows; y += side) {
      for (let x = 0; x < strip.width; x += side) {
        const width = Math.min(side, strip.width - x);
        const rows = Math.min(side, strip.rows - y);
        tileMedians(strip, result, size, { x, y, width, rows }, kernels, memory, poll);
      }
    }
  } finally {
    kernels.release(mark);
  }
}

/** Large tiles share their surroundings, which are sorted too; in small ones fewer ranks lie between those of a window. */
function tileSide(size: number): number {
  return Math.min(256, 64 + 2 * size);
}

/** How many pixels times the window's side one call of the kernel takes: some milliseconds. */
const BAND_STEPS = 2_000_000;

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
}

/** Byte addresses. */
interface TileMemory {
  readonly ranks: number;
  readonly scratch: number;
  readonly out: number;
}

/** The tile's pixels with their surroundings. */
function surrounded(strip: Strip, radius: number, tile: Tile): PixelArray {
  const width = tile.width + 2 * radius;
  const rows = tile.rows + 2 * radius;
  const values = newPixels(strip.pixelType, width * rows);
  const pitch = pitchOf(strip);
  for (let row = 0; row < rows; row++) {
    const from = (strip.haloY - radius + tile.y + row) * pitch + strip.haloX - radius + tile.x;
    values.set(strip.pixels.subarray(from, from + width), row * width);
  }
  return values;
}

function tileMedians(
  strip: Strip,
  result: StripResult,
  size: number,
  tile: Tile,
  kernels: Kernels,
  memory: TileMemory,
  poll: () => void,
): void {
  const { width, rows } = tile;
  const radius = (size - 1) / 2;
  const values = surrounded(strip, radius, tile);
  const order = rankInto(new Uint32Array(kernels.memory.buffer, memory.ranks, values.length), values);
  // NaN has the last ranks.
  let end = order.length;
  while (end > 0 && Number.isNaN(values[order[end - 1]])) end--;
  const bandRows = Math.max(1, Math.floor(BAND_STEPS / (size * width)));
  for (let y = 0; y < rows; y += bandRows) {
    poll();
    kernels.middles({
      ranks: memory.ranks + 4 * y * (width + size - 1),
      total: order.length,
      end,
      width,
      rows: Math.min(bandRows, rows - y),
      size,
      out: memory.out + 8 * y * width,
      scratch: memory.scratch,
    });
  }
  const middles = new Uint32Array(kernels.memory.buffer, memory.out, 2 * width * rows);
  const target = result.pixels;
  for (let y = 0; y < rows; y++) {
    const centre = (y + radius) * (width + size - 1) + radius;
    const to = (tile.y + y) * strip.width + tile.x;
    for (let x = 0; x < width; x++) {
      const at = 2 * (y * width + x);
      const upper = values[order[middles[at + 1]]] + 0;
      if (Number.isNaN(values[centre + x])) target[to + x] = NaN;
      else if (middles[at] === middles[at + 1]) target[to + x] = upper;
      else target[to + x] = (values[order[middles[at]]] + 0 + upper) / 2;
    }
  }
}
