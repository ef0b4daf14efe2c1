import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, shortestFloat32 } from '../../../src/core/format/index.ts';

/** Every bit pattern that is a finite float32. */
const single = fc
  .integer({ min: 0, max: 0xffffffff })
  .map((bits) => new Float32Array(Uint32Array.of(bits).buffer)[0]!)
  .filter((value) => Number.isFinite(value));

function digitsOf(text: string): string {
  return text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
}

describe('shortestFloat32', () => {
  it('reads back, with as few digits as can be', () => {
    fc.assert(
      fc.property(fc.oneof(single, fc.float({ min: -1e6, max: 1e6, noNaN: true })), (value) => {
        const text = shortestFloat32(value);
        expect(Math.fround(Number(text))).toBe(value);
        const digits = digitsOf(text).length;
        expect(digits).toBeLessThanOrEqual(9);
        // Of all decimals with one digit less the nearest one does not read back, so none does.
        if (digits > 1) expect(Math.fround(Number(value.toPrecision(digits - 1)))).not.toBe(value);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('jsonText', () => {
  it('is JSON.stringify where that has an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps every digit of integers, anywhere', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.string(), (big, key) => {
        expect(jsonText({ [key]: [big] })).toBe(`{${JSON.stringify(key)}:[${big}]}`);
      }),
    );
  });
});
