import { describe, expect, it } from 'vitest';
import { imageHead, paddingBytes, storedPixels } from '../../../../src/core/fits/index.ts';

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

describe('the parts of a FITS file with one image', () => {
  it('begin with the cards that the standard wants, in its order', () => {
    const head = imageHead(7, 5, -32, [
      { keyword: 'BUNIT', value: 'adu' },
      { keyword: 'HISTORY', value: 'gaussian sigma=2' },
    ]);
    expect(head.length).toBe(2880);
    const cards = Array.from({ length: 9 }, (_, i) => text(head.subarray(80 * i, 80 * (i + 1))).trimEnd());
    expect(cards.map((card) => card.split('/')[0]!.trimEnd())).toEqual([
      'SIMPLE  =                    T',
      'BITPIX  =                  -32',
      'NAXIS   =                    2',
      'NAXIS1  =                    7',
      'NAXIS2  =                    5',
      'EXTEND  =                    T',
      "BUNIT   = 'adu     '",
      'HISTORY gaussian sigma=2',
      'END',
    ]);
  });

  it('refuse cards that speak of the structure', () => {
    expect(() => imageHead(7, 5, 8, [{ keyword: 'NAXIS1', value: 9 }])).toThrow(
      expect.objectContaining({ code: 'bad-argument' }) as Error,
    );
  });

  it('are floats with every bit: NaN, infinities, -0 and subnormal numbers', () => {
    const values = [0, -0, 1.5, NaN, Infinity, -Infinity, 1e-45, 5e-324];
    const single = storedPixels(Float32Array.from(values), -32);
    const double = storedPixels(Float64Array.from(values), -64);
    expect([single.length, double.length]).toEqual([32, 64]);
    for (const [i, value] of values.entries()) {
      expect(new DataView(single.buffer).getFloat32(4 * i)).toBe(Math.fround(value));
      expect(new DataView(double.buffer).getFloat64(8 * i)).toBe(value);
    }
    // Labels and masks of float64 images are stored as integers, too.
    expect([...storedPixels(Float64Array.of(0, 1), 8)]).toEqual([0, 1]);
  });

  it('are bytes of a binary image and integers of labels, cut off and held within their range', () => {
    const values = Float64Array.of(0, 1, 255.9, 300, -4, NaN, Infinity, -Infinity);
    expect([...storedPixels(values, 8)]).toEqual([0, 1, 255, 255, 0, 0, 255, 0]);
    const labels = Float64Array.of(0, 70_000, 2 ** 31 - 1, 2 ** 31, -5.7, NaN, Infinity, -Infinity);
    const view = new DataView(storedPixels(labels, 32).buffer);
    expect(Array.from(labels, (_, i) => view.getInt32(4 * i))).toEqual([
      0,
      70_000,
      2 ** 31 - 1,
      2 ** 31 - 1,
      -5,
      0,
      2 ** 31 - 1,
      -(2 ** 31),
    ]);
  });

  it('end with zeros up to a whole block, and none where one is full', () => {
    for (const [width, height, bitpix] of [
      [1, 1, 8],
      [7, 5, -64],
      [36, 20, -32],
      [2880, 3, 8],
      [2881, 1, 32],
    ] as const) {
      const padding = paddingBytes(width, height, bitpix);
      expect(((width * height * Math.abs(bitpix)) / 8 + padding.length) % 2880).toBe(0);
      expect(padding.length).toBeLessThan(2880);
      expect(padding.every((byte) => byte === 0)).toBe(true);
    }
  });
});
