import type { CellGrid } from './cells.ts';

export type Shading = 'log' | 'sqrt' | 'linear';

/** Counts above this share the brightest colour but one table entry each is enough for every count below. */
const TABLE_LIMIT = 1 << 16;

export function largestCount(counts: Uint32Array): number {
  let largest = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > largest) largest = counts[i]!;
  return largest;
}

/** The colour of every count from 0 (transparent) to `largest`: the first of the ramp for a single point, the last for
 * the most crowded cell. */
export function shadeTable(largest: number, shading: Shading, ramp: Uint32Array): Uint32Array {
  const length = Math.min(largest, TABLE_LIMIT) + 1;
  const table = new Uint32Array(length);
  const curve = shading === 'log' ? Math.log1p : shading === 'sqrt' ? Math.sqrt : (count: number) => count;
  const low = curve(1);
  const span = curve(length - 1) - low;
  for (let count = 1; count < length; count++) {
    const place = span > 0 ? (curve(count) - low) / span : 0.5;
    table[count] = ramp[Math.round(place * 255)]!;
  }
  return table;
}

/** Paints the colour of every count that is not 0 over the pixels. */
export function paintCounts(pixels: Uint32Array, counts: Uint32Array, table: Uint32Array): void {
  const last = table.length - 1;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count !== 0) pixels[i] = table[count < last ? count : last]!;
  }
}

/** Sums of red, green and blue of the points of every cell, for crowds that are coloured by a column or by category:
 * three numbers a cell. */
export function sumColours(cells: Int32Array, colours: Uint32Array, length: number): Float32Array {
  const sums = new Float32Array(3 * length);
  for (let i = 0; i < cells.length; i++) {
    if (cells[i]! >= length) continue;
    const at = 3 * cells[i]!;
    const colour = colours[i]!;
    sums[at]! += colour & 255;
    sums[at + 1]! += (colour >>> 8) & 255;
    sums[at + 2]! += (colour >>> 16) & 255;
  }
  return sums;
}

/** Paints every cell in the mean colour of its points, the fainter the fewer they are. */
export function paintMeans(
  pixels: Uint32Array,
  counts: Uint32Array,
  sums: Float32Array,
  faintest: number,
): void {
  const scale = (255 - faintest) / Math.max(Math.log(largestCount(counts)), 1);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const alpha = faintest + scale * Math.log(count);
    const blue = sums[3 * i + 2]! / count;
    const green = sums[3 * i + 1]! / count;
    pixels[i] = ((alpha << 24) | (blue << 16) | (green << 8) | (sums[3 * i]! / count)) >>> 0;
  }
}

/** Every cell as `size` x `size` pixels. */
export function enlarged(cells: Uint32Array, grid: CellGrid, size: number): Uint32Array<ArrayBuffer> {
  const width = grid.columns * size;
  const pixels = new Uint32Array(width * grid.rows * size);
  for (let row = 0; row < grid.rows; row++) {
    const start = row * size * width;
    for (let column = 0; column < grid.columns; column++) {
      const colour = cells[row * grid.columns + column]!;
      if (colour !== 0) pixels.fill(colour, start + column * size, start + (column + 1) * size);
    }
    for (let copy = 1; copy < size; copy++) pixels.copyWithin(start + copy * width, start, start + width);
  }
  return pixels;
}
