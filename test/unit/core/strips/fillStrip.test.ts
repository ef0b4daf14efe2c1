import { describe, expect, it } from 'vitest';
import type { RowProvider } from '../../../../src/core/reduce/index.ts';
import { fillStrip, sourceIndices, type ExtendMode } from '../../../../src/core/strips/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';

const MODES: readonly ExtendMode[] = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'];
const kernels = loadKernels();

/** Where a position beyond a line lies on it, walked there step by step; null for the constant. */
function walk(at: number, length: number, mode: ExtendMode): number | null {
  if (mode === 'constant') return at >= 0 && at < length ? at : null;
  if (mode === 'nearest') return Math.max(0, Math.min(length - 1, at));
  let place = 0;
  let direction = Math.sign(at) || 1;
  for (let step = 0; step < Math.abs(at); step++) {
    const next = place + direction;
    if (next >= 0 && next < length) place = next;
    else if (mode === 'wrap') place = next < 0 ? length - 1 : 0;
    else {
      direction = -direction;
      // The border pixel comes twice (reflect), or only once (mirror).
      if (mode === 'mirror') place = length === 1 ? 0 : place + direction;
    }
  }
  return place;
}

function image(width: number, height: number, bigEndian = false): RowProvider {
  const pixels = Float32Array.from({ length: width * height }, (_, i) => (i % 7 === 3 ? NaN : i + 0.5));
  return {
    shape: { width, height, pixelType: 'float32' },
    readInto(y0, y1, target) {
      const bytes = Buffer.from(pixels.slice(y0 * width, y1 * width).buffer);
      target.set(bigEndian ? bytes.swap32() : bytes);
      return bigEndian ? 'big-endian' : 'native';
    },
  };
}

const valueAt = (width: number, x: number, y: number): number => {
  const i = y * width + x;
  return i % 7 === 3 ? NaN : i + 0.5;
};

describe('sourceIndices', () => {
  it.each(MODES)('goes on as SciPy does: %s', (mode) => {
    for (const length of [1, 2, 3, 5])
      for (const radius of [0, 1, 4, 13]) {
        const expected = Array.from(
          { length: length + 2 * radius },
          (_, i) => walk(i - radius, length, mode) ?? -1,
        );
        expect([...sourceIndices(length, radius, mode)], `${length}, ${radius}`).toEqual(expected);
      }
  });

  it('looks as in the manual', () => {
    const text = (mode: ExtendMode) =>
      [...sourceIndices(4, 3, mode)].map((i) => (i < 0 ? 'k' : 'abcd'[i])).join('');
    expect(MODES.map(text)).toEqual(['cbaabcddcb', 'dcbabcdcba', 'aaaabcdddd', 'bcdabcdabc', 'kkkabcdkkk']);
  });
});

describe('fillStrip', () => {
  it.each(MODES)('is the naive padding, corners too: %s', (mode) => {
    for (const [width, height] of [
      [1, 1],
      [5, 1],
      [1, 6],
      [4, 3],
      [9, 11],
    ] as const)
      for (const [haloX, haloY] of [
        [0, 0],
        [2, 0],
        [0, 3],
        [3, 2],
        [12, 17],
      ] as const)
        for (const [y0, y1] of [
          [0, height],
          [0, 1],
          [height - 1, height],
          [Math.floor(height / 2), Math.min(height, Math.floor(height / 2) + 2)],
        ] as const) {
          const mark = kernels.mark();
          const request = { y0, y1, haloX, haloY, mode, cval: -9, pixelType: 'float32' } as const;
          const strip = fillStrip(image(width, height), request, kernels);
          const expected: number[] = [];
          for (let y = y0 - haloY; y < y1 + haloY; y++)
            for (let x = -haloX; x < width + haloX; x++) {
              const [column, row] = [walk(x, width, mode), walk(y, height, mode)];
              expected.push(column === null || row === null ? -9 : valueAt(width, column, row));
            }
          const label = `${width} × ${height}, halo ${haloX}, ${haloY}, rows ${y0} to ${y1}`;
          expect([...strip.pixels], label).toEqual(expected);
          expect(strip).toMatchObject({ width, rows: y1 - y0, haloX, haloY, pixelType: 'float32' });
          kernels.release(mark);
        }
  });

  it('turns the bytes of a file around, and converts to the type that is asked for', () => {
    const mark = kernels.mark();
    const request = {
      y0: 1,
      y1: 3,
      haloX: 1,
      haloY: 4,
      mode: 'wrap',
      cval: 0,
      pixelType: 'float64',
    } as const;
    const turned = fillStrip(image(5, 4, true), request, kernels);
    const plain = fillStrip(image(5, 4), request, kernels);
    expect(turned.pixels).toBeInstanceOf(Float64Array);
    expect([...turned.pixels]).toEqual([...plain.pixels]);
    kernels.release(mark);
  });

  it('gives its own memory back, and lets others grow the memory below it', () => {
    const mark = kernels.mark();
    const request = {
      y0: 0,
      y1: 3,
      haloX: 2,
      haloY: 2,
      mode: 'reflect',
      cval: 0,
      pixelType: 'float32',
    } as const;
    const strip = fillStrip(image(6, 3), request, kernels);
    const before = [...strip.pixels];
    expect(kernels.mark() - mark).toBeLessThan(4 * before.length + 256);
    kernels.allocate(kernels.memory.buffer.byteLength);
    expect([...strip.pixels]).toEqual(before);
    kernels.release(mark);
  });
});
