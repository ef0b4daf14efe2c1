import { describe, expect, it } from 'vitest';
import {
  decodePixelsInto,
  exactPixelValue,
  imageShape,
  pixelEncodingOf,
  pixelRange,
  pixelTypeOf,
  readerOfBytes,
  scanHdus,
  storedValueText,
  type PixelEncoding,
} from '../../../../src/core/fits/index.ts';
import { buildFits, extensionCards, imageCards, imageFile, pixelData } from '../../../support/buildFits.ts';

const plain = (bitpix: number, more: Partial<PixelEncoding> = {}): PixelEncoding => ({
  bitpix,
  bscale: 1,
  bzero: 0,
  bzeroExact: 0n,
  blank: null,
  ...more,
});
const decode = (values: readonly (number | bigint)[], encoding: PixelEncoding) => {
  const out = new Float64Array(values.length);
  decodePixelsInto(out, pixelData(encoding.bitpix, values), encoding);
  return [...out];
};
const TWO_63 = 2n ** 63n;

describe('decodePixelsInto', () => {
  it('reads every stored type', () => {
    expect(decode([0, 255], plain(8))).toEqual([0, 255]);
    expect(decode([-32768, 32767], plain(16))).toEqual([-32768, 32767]);
    expect(decode([-(2 ** 31), 2 ** 31 - 1], plain(32))).toEqual([-(2 ** 31), 2 ** 31 - 1]);
    expect(decode([-(2n ** 63n), -1n, 2n ** 53n], plain(64))).toEqual([-(2 ** 63), -1, 2 ** 53]);
    expect(decode([1.5, -Infinity, NaN], plain(-32))).toEqual([1.5, -Infinity, NaN]);
    expect(decode([1e300, Infinity, NaN], plain(-64))).toEqual([1e300, Infinity, NaN]);
  });

  it('applies the unsigned conventions', () => {
    expect(decode([0, 255], plain(8, { bzero: -128, bzeroExact: -128n }))).toEqual([-128, 127]);
    expect(decode([-32768, 32767], plain(16, { bzero: 32768, bzeroExact: 32768n }))).toEqual([0, 65535]);
    expect(decode([-(2 ** 31), 2 ** 31 - 1], plain(32, { bzero: 2 ** 31, bzeroExact: 2n ** 31n }))).toEqual([
      0,
      2 ** 32 - 1,
    ]);
    const unsigned = plain(64, { bzero: 2 ** 63, bzeroExact: TWO_63 });
    expect(decode([-TWO_63, -TWO_63 + 1n, TWO_63 - 1n], unsigned)).toEqual([0, 1, 2 ** 64]);
  });

  it('scales, and makes BLANK NaN before scaling', () => {
    expect(
      decode([-1, 2, 3], plain(16, { bscale: 0.25, bzero: -5.5, bzeroExact: null, blank: -1n })),
    ).toEqual([NaN, -5, -4.75]);
    expect(decode([7, 8], plain(8, { blank: 7n }))).toEqual([NaN, 8]);
    expect(decode([7, 8], plain(32, { blank: 8n }))).toEqual([7, NaN]);
    expect(decode([-TWO_63, 2n ** 32n, 0n], plain(64, { blank: 2n ** 32n }))).toEqual([-(2 ** 63), NaN, 0]);
    expect(decode([-TWO_63, 0n], plain(64, { blank: -TWO_63 }))).toEqual([NaN, 0]);
    expect(decode([0n], plain(64, { blank: 2n ** 64n }))).toEqual([0]);
    expect(decode([1.5], plain(-32, { bscale: 2, bzero: 1 }))).toEqual([4]);
  });

  it('keeps every bit of a float32 NaN and the sign of zero', () => {
    const words = new Uint32Array([0x7f800001, 0xffc12345, 0x80000000]);
    const bytes = new Uint8Array(12);
    words.forEach((word, i) => new DataView(bytes.buffer).setUint32(i * 4, word));
    const out = new Float32Array(3);
    decodePixelsInto(out, bytes, plain(-32));
    expect([...new Uint32Array(out.buffer)]).toEqual([...words]);
  });

  it('makes pixels that are not wholly there NaN', () => {
    const out = new Float32Array(3).fill(9);
    decodePixelsInto(out, pixelData(16, [4, 5]).subarray(0, 3), plain(16));
    expect([...out]).toEqual([4, NaN, NaN]);
    decodePixelsInto(out, new Uint8Array(0), plain(-32));
    expect([...out]).toEqual([NaN, NaN, NaN]);
  });

  it('reads from any byte of shared memory and writes to a part of an array', () => {
    for (const shift of [0, 1, 2, 3]) {
      const shared = new Uint8Array(new SharedArrayBuffer(16 + shift)).subarray(shift, shift + 8);
      shared.set(pixelData(-32, [1.25, -2.5]));
      const out = new Float32Array(4);
      decodePixelsInto(out.subarray(1, 3), shared, plain(-32));
      expect([...out]).toEqual([0, 1.25, -2.5, 0]);
    }
  });
});

describe('exact values', () => {
  it('gives 64-bit integers every digit', () => {
    const bytes = pixelData(64, [9007199254741153n]);
    expect(exactPixelValue(bytes, plain(64))).toBe(9007199254741153n);
    expect(storedValueText(bytes, plain(64, { bzero: 2 ** 63, bzeroExact: TWO_63 }))).toBe(
      '9232379236109516961',
    );
    expect(exactPixelValue(bytes, plain(64, { blank: 9007199254741153n }))).toBeNaN();
    expect(exactPixelValue(pixelData(64, [3n]), plain(64, { bscale: 0.5 }))).toBe(1.5);
  });

  it('gives the shortest digits of the type', () => {
    expect(storedValueText(pixelData(-32, [0.1]), plain(-32))).toBe('0.1');
    expect(storedValueText(pixelData(-32, [16777217]), plain(-32))).toBe('16777216');
    expect(storedValueText(pixelData(-32, [3.4e38]), plain(-32))).toBe('3.4e+38');
    expect(storedValueText(pixelData(-64, [0.1]), plain(-64))).toBe('0.1');
    expect(storedValueText(pixelData(16, [-7]), plain(16, { bscale: 0.5 }))).toBe('-3.5');
    expect(exactPixelValue(pixelData(-32, [-0]), plain(-32))).toBe(-0);
    expect(exactPixelValue(pixelData(8, [7]), plain(8, { blank: 7n }))).toBeNaN();
    expect(exactPixelValue(pixelData(32, [7]), plain(32, { bzero: 1 }))).toBe(8);
  });
});

describe('pixelTypeOf', () => {
  it.each([
    [plain(8), 'float32'],
    [plain(16), 'float32'],
    [plain(16, { bzero: 32768 }), 'float32'],
    [plain(16, { bscale: 0.045, bzero: 1500 }), 'float32'],
    [plain(16, { bscale: 0.001, bzero: 1e5 }), 'float64'],
    [plain(16, { bscale: 1e35 }), 'float64'],
    [plain(8, { bscale: 1e-3, bzero: 1e6 }), 'float64'],
    [plain(32), 'float64'],
    [plain(64), 'float64'],
    [plain(-32), 'float32'],
    [plain(-32, { bscale: 0.1 }), 'float64'],
    [plain(-64), 'float64'],
  ] as const)('%# is right', (encoding, type) => {
    expect(pixelTypeOf(encoding)).toBe(type);
  });
});

describe('the encoding and the shape of an HDU', () => {
  const hdusOf = (bytes: Uint8Array) => scanHdus(readerOfBytes(bytes), () => undefined).hdus;

  it('refuses what has no pixels and what is compressed', () => {
    const compressed = {
      cards: extensionCards(
        'BINTABLE',
        8,
        [8, 1],
        [
          ['EXTNAME', 'SCI'],
          ['TFIELDS', 1],
          ['TFORM1', '1PB'],
          ['ZIMAGE', true],
          ['ZBITPIX', 16],
          ['ZNAXIS', 1],
          ['ZNAXIS1', 3],
          ['ZCMPTYPE', 'RICE_1'],
        ],
      ),
      data: new Uint8Array(8),
    };
    const [empty, image] = hdusOf(buildFits({ cards: imageCards(8, []) }, compressed));
    expect(() => pixelEncodingOf(empty!)).toThrow('HDU 0 PRIMARY has no image data; it is of type empty.');
    expect(() => pixelEncodingOf(image!)).toThrow(
      'HDU 1 SCI is tile-compressed (RICE_1), which this version does not read yet.',
    );
  });

  it('counts a single axis as height 1 and further axes as planes', () => {
    expect(imageShape({ naxis: [7] })).toEqual({ width: 7, height: 1, planes: 1 });
    expect(imageShape({ naxis: [6, 5, 2, 3, 2] })).toEqual({ width: 6, height: 5, planes: 12 });
  });

  it('says where pixels stand and how many of them are there', () => {
    const file = imageFile(
      16,
      [3, 2, 2],
      Array.from({ length: 12 }, (_, i) => i),
    );
    const [hdu] = hdusOf(file);
    const encoding = pixelEncodingOf(hdu!);
    expect(pixelRange(hdu!, encoding, { plane: 1, y: 1, x: 1, count: 2 })).toEqual({
      offset: 2880 + 20,
      length: 4,
    });
    const [cut] = hdusOf(file.subarray(0, 2880 + 5));
    expect(pixelRange(cut!, encoding, { plane: 0, y: 0, x: 0, count: 6 }).length).toBe(5);
    expect(pixelRange(cut!, encoding, { plane: 1, y: 0, x: 0, count: 6 }).length).toBe(0);
  });
});
