import { TILE_SIZE, type ImageSummary } from '../../src/shared/index.ts';
import type { StarColumns } from '../../src/renderer/canvas/index.ts';
import { randomNumbers } from '../randomNumbers.ts';

/** A seeded field: noise on a slope, and a small blob for every star. */
export interface Scene {
  readonly summary: ImageSummary;
  readonly stars: StarColumns;
  tile(level: number, x: number, y: number): Float32Array;
}

interface Plane {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

export function createScene(size: number, count: number): Scene {
  const random = randomNumbers(42);
  const data = new Float32Array(size * size);
  for (let i = 0; i < data.length; i++) data[i] = 100 + 20 * random() + (60 * i) / data.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  for (let star = 0; star < count; star++) {
    const column = Math.floor(random() * size);
    const row = Math.floor(random() * size);
    x[star] = column;
    y[star] = row;
    const peak = 40000 / (1 + star / 40);
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        if (column + dx < 0 || column + dx >= size || row + dy < 0 || row + dy >= size) continue;
        data[(row + dy) * size + column + dx]! += peak * Math.exp(-(dx * dx + dy * dy) / 3);
      }
    }
  }
  // A block of missing pixels and a bright first pixel tell whether the picture is the right way up.
  for (let row = 0; row < 200; row++) data.fill(NaN, row * size, row * size + 400);
  const planes = pyramid({ data, width: size, height: size });
  const summary: ImageSummary = {
    kind: 'image',
    width: size,
    height: size,
    originX: 0,
    originY: 0,
    pixelsKey: '0123456789abcdef',
    pixelType: 'float32',
    offset: 0,
    levels: planes.length - 1,
    maps: [],
    minimum: 0,
    maximum: 40000,
    finite: size * size,
    unit: '',
    wcs: null,
    planes: 1,
    meaning: 'values',
    facts: {},
    warnings: [],
  };
  return { summary, stars: { x, y }, tile: (level, tx, ty) => cut(planes[level]!, tx, ty) };
}

function pyramid(full: Plane): Plane[] {
  const planes = [full];
  for (let plane = full; Math.max(plane.width, plane.height) > TILE_SIZE;) {
    plane = halved(plane);
    planes.push(plane);
  }
  return planes;
}

function halved({ data, width, height }: Plane): Plane {
  const columns = Math.ceil(width / 2);
  const rows = Math.ceil(height / 2);
  const result = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const y0 = 2 * row * width;
    const y1 = Math.min(2 * row + 1, height - 1) * width;
    for (let column = 0; column < columns; column++) {
      const x0 = 2 * column;
      const x1 = Math.min(x0 + 1, width - 1);
      result[row * columns + column] =
        (data[y0 + x0]! + data[y0 + x1]! + data[y1 + x0]! + data[y1 + x1]!) / 4;
    }
  }
  return { data: result, width: columns, height: rows };
}

function cut({ data, width, height }: Plane, tx: number, ty: number): Float32Array {
  const columns = Math.min(TILE_SIZE, width - tx * TILE_SIZE);
  const rows = Math.min(TILE_SIZE, height - ty * TILE_SIZE);
  const result = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const start = (ty * TILE_SIZE + row) * width + tx * TILE_SIZE;
    result.set(data.subarray(start, start + columns), row * columns);
  }
  return result;
}
