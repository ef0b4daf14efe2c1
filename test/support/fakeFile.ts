import { TILE_SIZE, type Cutout, type FileDescription, type HeaderCards } from '../../src/shared/index.ts';
import { FAKE_SESSION } from './fakeSessions.ts';
import type { FakeImage } from './fakeImage.ts';

/** A file with images that can and cannot be shown, a table, and a warning. */
export function fakeDescription(handle: string, image: FakeImage, unit: string): FileDescription {
  const hdu = { extver: 1, bitpix: -32, unit, unreadable: null };
  const naxis = [image.width, image.height];
  const unreadable = 'Tile-compressed with HCOMPRESS_1, which is not read yet.';
  if (handle === FAKE_SESSION)
    return {
      handle,
      name: 'opened.asterism',
      bytes: 1,
      format: 'session',
      hdus: [],
      tables: [],
      firstImage: null,
      warnings: [],
      credit: null,
    };
  return {
    handle,
    name: 'synthetic_field.fits',
    bytes: 4_003_200,
    format: 'fits',
    tables: [{ index: 3, name: 'CATALOG', rows: 120, columns: 4, problem: null }],
    hdus: [
      { ...hdu, index: 0, type: 'image', name: '', naxis },
      { ...hdu, index: 1, type: 'image', name: 'SCI', naxis },
      { ...hdu, index: 2, type: 'image', name: 'WHT', naxis, unreadable },
      { ...hdu, index: 3, type: 'bintable', name: 'CATALOG', naxis: [32, 120] },
    ],
    firstImage: 0,
    warnings: [{ code: 'padding', message: 'The file ends 12 bytes early; the missing pixels are NaN.' }],
    credit: 'Credit: NASA, ESA, STScI',
  };
}

/** 300 cards, one of them with what would be markup if text became any. */
export function fakeHeader(start: number, count: number): HeaderCards {
  const cards = Array.from({ length: 300 }, (_, i) => ({
    keyword: `KEY${i}`,
    value: i,
    comment: `card ${i}`,
    kind: 'value' as const,
    text:
      i === 2
        ? "OBJECT  = '<b>NGC 104</b>'    / not markup"
        : `KEY${i}`.padEnd(8) + `= ${i}`.padEnd(24) + `/ card ${i}`,
  }));
  return { cards: cards.slice(start, start + count), total: cards.length };
}

/** Pixels around a position, with a made-up profile. */
export function fakeCutout(
  { width, height, data }: FakeImage,
  { x, y, size }: { x: number; y: number; size: number },
): Cutout {
  const half = Math.floor(size / 2);
  const values: (number | null)[] = [];
  for (let row = y - 1 - half; row < y - half - 1 + size; row++) {
    for (let column = x - 1 - half; column < x - half - 1 + size; column++) {
      const isOutside = row < 0 || column < 0 || row >= height || column >= width;
      values.push(isOutside ? null : data[row * width + column]!);
    }
  }
  const profile = Array.from({ length: half }, (_, radius) => ({
    radius,
    mean: Math.exp(-(radius ** 2) / 8),
  }));
  return { x0: x - half, y0: y - half, size, values, profile };
}

/** A tile by taking every 2^level-th pixel. */
export function fakeTile(
  { width, height, data }: FakeImage,
  { level, x, y }: { level: number; x: number; y: number },
): Response {
  const step = 2 ** level;
  const [w, h] = [Math.ceil(width / step), Math.ceil(height / step)];
  const [tw, th] = [Math.min(TILE_SIZE, w - x * TILE_SIZE), Math.min(TILE_SIZE, h - y * TILE_SIZE)];
  const tile = new Float32Array(tw * th);
  for (let v = 0; v < th; v++)
    for (let u = 0; u < tw; u++)
      tile[v * tw + u] = data[(y * TILE_SIZE + v) * step * width + (x * TILE_SIZE + u) * step]!;
  return new Response(tile);
}
