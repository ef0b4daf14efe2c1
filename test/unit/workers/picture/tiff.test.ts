import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeTiff } from '../../../../src/workers/picture/tiff.ts';
import { deflated, tiffFile, type TiffTag } from '../../../support/pictureFiles.ts';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly tolerance: number;
  readonly channels: Readonly<Record<string, readonly (number | 'nan' | 'inf' | '-inf')[]>>;
}
const NOT_FINITE = { nan: NaN, inf: Infinity, '-inf': -Infinity } as const;
const references = new URL('../../../data/references/pictures.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(references, 'utf8')) as { readonly cases: readonly Case[] };
const limits = { maxPixels: 1e6, maxBytes: 1e7 };

const short = (tag: number, ...values: number[]): TiffTag => ({ tag, type: 3, values });
const long = (tag: number, ...values: number[]): TiffTag => ({ tag, type: 4, values });
/** A grey picture of one strip unless tags tell otherwise. */
function file(width: number, height: number, strip: Uint8Array, ...tags: TiffTag[]): Buffer {
  return tiffFile([{ width, height, strip: Buffer.from(strip), tags }]);
}
const samplesOf = (bytes: Buffer): number[] => [...decodeTiff(bytes, limits).samples];

describe('decodeTiff', () => {
  it.each(cases.map((one) => [one.name, one] as const))('reads %s', (_name, reference) => {
    const { width, height, tolerance, channels: expected } = reference;
    const picture = decodeTiff(Buffer.from(reference.file, 'base64'), limits);
    expect(picture).toMatchObject({ width, height, orientation: 1, warnings: [] });
    expect(picture.channels.map(({ name }) => name)).toEqual(Object.keys(expected));
    for (const { name, at } of picture.channels) {
      const wanted = expected[name]!.map((value) => (typeof value === 'string' ? NOT_FINITE[value] : value));
      const values = wanted.map((_, i) => picture.samples[i * picture.stride + at]!);
      expect(picture.samples).toHaveLength(width * height * picture.stride);
      if (tolerance === 0) expect(values).toEqual(wanted);
      else {
        const errors = values.map((value, i) => Math.abs(value - (wanted[i] as number)));
        expect(Math.max(...errors)).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  it('takes no predictor where the packing has none, as libtiff', () => {
    const strip = Uint8Array.of(10, 20, 30, 40);
    expect(samplesOf(file(4, 1, strip, short(258, 8), short(317, 2)))).toEqual([10, 20, 30, 40]);
    const packed = Uint8Array.of(3, ...strip);
    expect(samplesOf(file(4, 1, packed, short(258, 8), short(317, 3), short(259, 32773)))).toEqual([
      10, 20, 30, 40,
    ]);
  });

  it('reads samples that end within a byte, rows beginning with a new one', () => {
    const twelve = [0xab, 0xc1, 0x23, 0x45, 0x60, 0xff, 0xff, 0xff, 0x00, 0x10];
    expect(samplesOf(file(3, 2, Uint8Array.from(twelve), short(258, 12)))).toEqual([
      0xabc, 0x123, 0x456, 0xfff, 0xfff, 0x001,
    ]);
    expect(samplesOf(file(5, 1, Uint8Array.of(0b00011011, 0b10000000), short(258, 2)))).toEqual([
      0, 1, 2, 3, 2,
    ]);
  });

  it('turns numbers over where white is 0', () => {
    const bytes = Uint8Array.of(0, 1, 254, 255);
    expect(samplesOf(file(4, 1, bytes, short(262, 0)))).toEqual([255, 254, 1, 0]);
    expect(samplesOf(file(4, 1, bytes, short(262, 0), short(339, 2)))).toEqual([-1, -2, 1, 0]);
    expect(samplesOf(file(1, 1, bytes, short(262, 0), short(258, 32)))).toEqual([0x00_01_fe_ff]);
  });

  it('turns only the grey over, not its transparency or other samples', () => {
    const samples = (count: number): TiffTag[] => [
      short(262, 0),
      short(277, count),
      short(258, ...Array<number>(count).fill(8)),
    ];
    const clear = file(2, 1, Uint8Array.of(0, 10, 255, 200), ...samples(2), short(338, 2));
    expect(samplesOf(clear)).toEqual([255, 10, 0, 200]);
    expect(decodeTiff(clear, limits).channels.map(({ name }) => name)).toEqual(['GREY', 'ALPHA']);
    const opaque = file(2, 1, Uint8Array.of(0, 255, 255, 255), ...samples(2), short(338, 2));
    expect(decodeTiff(opaque, limits).channels.map(({ name }) => name)).toEqual(['GREY']);
    expect(samplesOf(file(1, 1, Uint8Array.of(0, 1, 2), ...samples(3)))).toEqual([255, 1, 2]);
  });

  it('looks colours up in the palette', () => {
    const palette = Array.from({ length: 6 }, (_, i) => 1000 * i);
    const bytes = file(3, 1, Uint8Array.of(0b01000000), short(258, 1), short(262, 3), short(320, ...palette));
    expect(samplesOf(bytes)).toEqual([0, 2000, 4000, 1000, 3000, 5000, 0, 2000, 4000]);
  });

  it('names transparency where there is some, and samples without a meaning', () => {
    const names = (...tags: TiffTag[]): string[] =>
      decodeTiff(file(1, 1, Uint8Array.of(1, 2, 3, 255), ...tags), limits).channels.map(({ name }) => name);
    const bits = (count: number): TiffTag => short(258, ...Array<number>(count).fill(8));
    expect(names(short(277, 4), bits(4), short(262, 2), short(338, 2))).toEqual(['RED', 'GREEN', 'BLUE']);
    expect(names(short(277, 2), bits(2), short(338, 2))).toEqual(['GREY', 'ALPHA']);
    expect(names(short(277, 4), bits(4), short(262, 2), short(338, 0))[3]).toBe('SAMPLE4');
    expect(names(short(277, 3), bits(3))).toEqual(['SAMPLE1', 'SAMPLE2', 'SAMPLE3']);
  });

  it('says that integers beyond 2^53 are rounded', () => {
    const large = Buffer.alloc(8);
    large.writeBigUInt64LE(2n ** 53n + 1n);
    const { samples, warnings } = decodeTiff(file(1, 1, large, short(258, 64)), limits);
    expect([...samples]).toEqual([2 ** 53]);
    expect(warnings).toEqual([]);
    large.writeBigUInt64LE(2n ** 60n + 1n);
    const rounded = decodeTiff(file(1, 1, large, short(258, 64)), limits);
    expect(rounded.warnings).toMatchObject([{ code: 'rounded' }]);
  });
});

describe('a broken TIFF', () => {
  const pixels = new Uint8Array(35);
  const packed = (bytes: Uint8Array, method: number, ...tags: TiffTag[]): Buffer =>
    file(7, 5, bytes, short(259, method), ...tags);
  const big = Buffer.from('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0', 'latin1');
  const claiming = Buffer.concat([big, Buffer.from('ffffffffffffff00', 'hex'), Buffer.alloc(8)]);
  const jpeg = Buffer.from(cases.find(({ name }) => name === 'JPEG, grey')!.file, 'base64');
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const wide = Buffer.from(jpeg);
  wide.writeUInt16BE(60_000, frame + 7);

  it.each([
    ['claims to be huge', file(2 ** 20, 2 ** 20, pixels), 'over-budget', 'megapixels'],
    [
      'claims huge tiles',
      file(7, 5, pixels, long(322, 2 ** 31), long(323, 2 ** 31), long(324, 8), long(325, 35)),
      'over-budget',
      'A piece',
    ],
    ['claims more tags than fit', claiming, 'truncated', 'ends before'],
    ['has a strip that ends early', file(7, 5, pixels.subarray(1)), 'truncated', 'ends before'],
    ['has a strip beyond the end', file(7, 5, pixels, long(279, 2 ** 31)), 'truncated', 'ends before'],
    ['lists too few strips', file(7, 5, pixels, long(278, 1)), 'bad-header', '5 pieces; it lists 1'],
    [
      'lists too few planes',
      file(7, 5, pixels, short(277, 3), short(258, 8, 8, 8), short(262, 2), short(284, 2)),
      'bad-header',
      '3 pieces; it lists 1',
    ],
    ['is cut into empty strips', file(7, 5, pixels, long(278, 0)), 'bad-header', 'empty pieces'],
    ['has PackBits that end early', packed(Uint8Array.of(10, 1), 32773), 'truncated', 'ends before'],
    ['has PackBits that are too few', packed(Uint8Array.of(0x100 - 9, 1), 32773), 'truncated', 'ends before'],
    [
      'has PackBits that swell',
      packed(Uint8Array.of(0x81, 1, 0x81, 1), 32773),
      'bad-header',
      'more than it may hold',
    ],
    ['has LZW that is too short', packed(Uint8Array.of(0x80, 0, 0), 5), 'truncated', 'ends before'],
    ['has a deflated strip that swells', packed(deflated(new Uint8Array(1e6)), 8), 'bad-header', 'damaged'],
    ['has a deflated strip of nonsense', packed(pixels, 8), 'bad-header', 'damaged'],
    ['has a JPEG of another size', wide, 'bad-header', '60000 × 16'],
    ['has a JPEG that is none', packed(pixels, 7), 'bad-header', 'JPEG'],
    ['is packed by Zstandard', packed(pixels, 50000), 'not-supported', 'Zstandard'],
    ['is packed by an unknown method', packed(pixels, 4711), 'not-supported', 'method 4711'],
    ['has a predictor of another kind', packed(pixels, 8, short(317, 3)), 'not-supported', 'predictor 3'],
    ['has complex numbers', file(7, 5, pixels, short(339, 6)), 'not-supported', 'complex'],
    ['has floats of 24 bits', file(7, 5, pixels, short(258, 24), short(339, 3)), 'not-supported', '24 bits'],
    ['has no palette', file(7, 5, pixels, short(262, 3)), 'bad-header', 'no palette of 256'],
    ['has planes of television', file(7, 5, pixels, short(262, 6)), 'not-supported', 'YCbCr'],
    ['has another head', Buffer.from('II\x07\0\x08\0\0\0', 'latin1'), 'bad-header', 'head'],
  ] as const)('that %s is one sentence', (_what, bytes, code, sentence) => {
    expect(() => decodeTiff(bytes, limits)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(sentence) as string }),
    );
  });

  it('of random bytes is refused or read, and never a fault of the program', () => {
    let seed = 11;
    const random = (): number => (seed = (seed * 48271) % 2147483647);
    const refused = ['bad-header', 'truncated', 'over-budget', 'not-supported'];
    for (const { file: text, tolerance } of cases.filter(({ file: { length } }) => length < 1200))
      for (let i = 0; i < 15 && tolerance === 0; i++) {
        const bytes = Buffer.from(text, 'base64');
        for (let n = 0; n < 3; n++) bytes[random() % bytes.length] = random() & 255;
        try {
          decodeTiff(bytes, limits);
        } catch (error) {
          expect(refused, String(error)).toContain((error as { code?: string }).code);
        }
      }
  });
});
