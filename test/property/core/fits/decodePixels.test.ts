import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePixelsInto,
  exactPixelValue,
  pixelTypeOf,
  type PixelEncoding,
} from '../../../../src/core/fits/index.ts';
import { naivePixels } from '../../../support/naive/decodePixels.ts';

const encodings: fc.Arbitrary<PixelEncoding> = fc
  .record({
    bitpix: fc.constantFrom(8, 16, 32, 64, -32, -64),
    bscale: fc.constantFrom(1, 1, 0.25, -2, 3e-5),
    offset: fc.constantFrom(0n, -128n, 32768n, 2n ** 31n, 2n ** 63n, null),
    blank: fc.constantFrom(null, 0n, 255n, -32768n, -1n, -(2n ** 63n)),
  })
  .map(({ bitpix, bscale, offset, blank }) => ({
    bitpix,
    bscale,
    bzero: offset === null ? -5.5 : Number(offset),
    bzeroExact: offset,
    blank: bitpix > 0 ? blank : null,
  }));
/** Bytes with many zeros and ones, so that BLANK is met, starting at any byte of their buffer. */
const stored = fc
  .tuple(fc.array(fc.oneof(fc.constantFrom(0, 0, 255, 128), fc.nat(255)), { maxLength: 200 }), fc.nat(7))
  .map(([bytes, shift]) => {
    const buffer = new Uint8Array(bytes.length + shift);
    buffer.set(bytes, shift);
    return buffer.subarray(shift);
  });

describe('decodePixelsInto', () => {
  it('equals the naive reader, rounded to the type of the output', () => {
    fc.assert(
      fc.property(encodings, stored, fc.nat(3), (encoding, bytes, missing) => {
        const naive = naivePixels(bytes, encoding);
        for (const type of ['float32', 'float64'] as const) {
          const out = new (type === 'float32' ? Float32Array : Float64Array)(naive.length + missing + 1);
          decodePixelsInto(out, bytes, encoding);
          const expected = [...naive, ...new Array<number>(missing + 1).fill(NaN)];
          expect([...out].map(zero)).toEqual(
            expected.map((v) => zero(type === 'float32' ? Math.fround(v) : v)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the exact value of each pixel', () => {
    fc.assert(
      fc.property(encodings, stored, (encoding, bytes) => {
        const size = Math.abs(encoding.bitpix) / 8;
        const exact = naivePixels(bytes, encoding).map((_, i) =>
          zero(Number(exactPixelValue(bytes.subarray(i * size, (i + 1) * size), encoding))),
        );
        expect(exact).toEqual(naivePixels(bytes, encoding).map(zero));
      }),
    );
  });

  it('tells all levels of a 16-bit image apart in the type chosen for it', () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (bscale, bzero) => {
        const encoding: PixelEncoding = { bitpix: 16, bscale, bzero, bzeroExact: null, blank: null };
        if (pixelTypeOf(encoding) !== 'float32') return;
        for (const level of [-32768, -1, 0, 1000, 32766]) {
          expect(Math.fround(bzero + bscale * level)).toBeLessThan(Math.fround(bzero + bscale * (level + 1)));
        }
      }),
    );
  });
});

/** Zeros compare alike: BZERO 0 is added in one reader and not in the other. */
function zero(value: number): number {
  return value === 0 ? 0 : value;
}
