import { describe, expect, it } from 'vitest';
import {
  decodePixelsInto,
  fitsImageBytes,
  headerCards,
  headerValue,
  pixelEncodingOf,
  readerOfBytes,
  readHeader,
  scanHdus,
  type CardToWrite,
  type StorablePixels,
} from '../../../../src/core/fits/index.ts';
import { concatBytes } from '../../../support/buildFits.ts';
import { fitsverify, hasFitsverify } from '../../../support/fitsverify.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const folder = temporaryFolder();

function written(
  width: number,
  height: number,
  data: StorablePixels | StorablePixels[],
  cards: readonly CardToWrite[] = [],
): Uint8Array {
  // A piece may be overwritten by the next one.
  return concatBytes(Array.from(fitsImageBytes({ width, height, data, cards }), (piece) => piece.slice()));
}

function readBack(bytes: Uint8Array) {
  const warnings: string[] = [];
  const reader = readerOfBytes(bytes);
  const { hdus } = scanHdus(reader, ({ message }) => warnings.push(message));
  expect(warnings).toEqual([]);
  const hdu = hdus[0]!;
  const header = readHeader(reader, hdu);
  const values = new Float64Array(hdu.naxis[0]! * hdu.naxis[1]!);
  decodePixelsInto(
    values,
    bytes.subarray(hdu.dataOffset, hdu.dataOffset + hdu.dataBytes),
    pixelEncodingOf(hdu),
  );
  return { hdu, header, values: [...values] };
}

const arrays: [string, number, StorablePixels][] = [
  ['Uint8Array', 8, Uint8Array.of(0, 1, 2, 127, 128, 255)],
  ['Int16Array', 16, Int16Array.of(-32768, -1, 0, 1, 258, 32767)],
  ['Int32Array', 32, Int32Array.of(-2147483648, -1, 0, 1, 16909060, 2147483647)],
  ['Float32Array', -32, Float32Array.of(-Infinity, NaN, 0.1, 1, 1e-40, 3e38)],
  ['Float64Array', -64, Float64Array.of(-Infinity, NaN, 0.1, 1, 5e-324, 1.7e308)],
];

describe('fitsImageBytes', () => {
  it.each(arrays)('writes a %s as BITPIX %i', (_, bitpix, data) => {
    const bytes = written(3, 2, data);
    expect(bytes.length % 2880).toBe(0);
    const { hdu, values } = readBack(bytes);
    expect([hdu.bitpix, ...hdu.naxis]).toEqual([bitpix, 3, 2]);
    expect(values).toEqual(Array.from(data));
  });

  it('writes strips of any length as one image, in pieces that need no second copy of it', () => {
    const whole = Float32Array.from({ length: 700 * 500 }, (_, i) => i);
    const strips = [whole.subarray(0, 7), whole.subarray(7, 300_001), whole.subarray(300_001)];
    const bytes = written(700, 500, strips);
    expect(readBack(bytes).values.every((value, i) => value === i)).toBe(true);
    expect(Buffer.compare(bytes, written(700, 500, whole))).toBe(0);
    const longest = Array.from(fitsImageBytes({ width: 700, height: 500, data: whole }), (p) => p.length);
    expect(Math.max(...longest)).toBeLessThanOrEqual(1 << 20);
  });

  const long = `it's ${"'quoted' ".repeat(12)}and long`;
  const cards: CardToWrite[] = [
    { keyword: 'OBJECT', value: 'NGC 3603', comment: 'a name' },
    { keyword: 'QUOTE', value: "it's" },
    { keyword: 'EMPTY', value: '' },
    { keyword: 'LONG', value: long, comment: 'goes on' },
    { keyword: 'QUOTES', value: "'".repeat(90) },
    { keyword: 'COUNT', value: 12 },
    { keyword: 'BIG', value: 9223372036854775807n },
    { keyword: 'WHOLE', value: 1e21 },
    { keyword: 'TINY', value: -1.2345678901234567e-300 },
    { keyword: 'SMALL', value: 1e-7 },
    { keyword: 'PART', value: 0.5 },
    { keyword: 'YES', value: true },
    { keyword: 'UNKNOWN', value: null, comment: 'not known' },
    {
      keyword: 'REMARK',
      value: 'x',
      comment: 'so long a comment that there is no room for all of it in eighty columns',
    },
    { keyword: 'HISTORY', value: 'first '.repeat(20).trim() },
    { keyword: 'COMMENT', value: '' },
  ];

  it('writes cards that read back as they were given', () => {
    const { header } = readBack(written(3, 2, arrays[0]![2], cards));
    for (const { keyword, value } of cards.filter((card) => !/HISTORY|COMMENT/.test(card.keyword)))
      expect(headerValue(header, keyword)).toEqual(value);
    const history = [...headerCards(header)].filter((card) => card.keyword === 'HISTORY');
    expect(history).toHaveLength(2);
    for (const { text } of headerCards(header)) expect(text.length % 80).toBe(0);
  });

  it('writes question marks for what is not ASCII, and keeps the blocks', () => {
    const bytes = written(3, 2, arrays[0]![2], [{ keyword: 'NAME', value: 'Å ± 𝛼\n', comment: 'é' }]);
    expect(bytes.length % 2880).toBe(0);
    expect(headerValue(readBack(bytes).header, 'NAME')).toBe('? ? ??');
  });

  it.each([
    ['BITPIX', 8],
    ['NAXIS1', 8],
    ['BSCALE', 2],
    ['TOO_LONG_', 1],
    ['lower', 1],
    ['A B', 1],
    ['', 1],
    ['X', Number.NaN],
  ])('refuses the card %s = %s', (keyword, value) => {
    expect(() => written(3, 2, arrays[0]![2], [{ keyword, value }])).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it.skipIf(!hasFitsverify)('passes fitsverify without a word', () => {
    // A card without a value is right, but is warned of.
    const known = cards.filter(({ value }) => value !== null);
    const files = arrays.map(([name, , data]) => folder.write(`${name}.fits`, written(3, 2, data, known)));
    for (const file of files) expect(fitsverify(file)).toMatch(/^verification OK: .*\S$/);
  });
});
