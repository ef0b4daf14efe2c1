import { describe, expect, it } from 'vitest';
import { lzwLength } from '../../../../src/workers/picture/lzwLength.ts';

/** Packs codes of 9 bits, of which no table grows beyond. */
function packed(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g)!;
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 2));
}

describe('lzwLength', () => {
  it('counts literals, strings of the table and the one that is about to be in it', () => {
    expect(lzwLength(packed([256, 7, 7, 257]), 100)).toBe(2);
    // 258 is two, 259 is three: the one just made.
    expect(lzwLength(packed([256, 7, 258, 259, 257]), 100)).toBe(1 + 2 + 3);
    expect(lzwLength(packed([256, 1, 2, 258, 256, 3, 257]), 100)).toBe(1 + 1 + 2 + 1);
  });

  it('ends beyond the limit, and where the bytes end', () => {
    const growing = packed([256, 7, ...Array.from({ length: 200 }, (_, i) => 258 + i), 257]);
    expect(lzwLength(growing, 1e9)).toBe((202 * 201) / 2);
    expect(lzwLength(growing, 50)).toBe(55);
    expect(lzwLength(new Uint8Array(0), 50)).toBe(0);
  });
});
