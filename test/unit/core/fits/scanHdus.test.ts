import { describe, expect, it } from 'vitest';
import { scanHdus, type ByteReader } from '../../../../src/core/fits/index.ts';
import { cpuMilliseconds } from '../../../support/cpuTime.ts';
import {
  buildFits,
  concatBytes,
  extensionCards,
  imageCards,
  imageFile,
  type HduInput,
  pixelData,
} from '../../../support/buildFits.ts';
import { emptyPrimary, scanBytes, smallImage } from '../../../support/scanBytes.ts';

const text = (content: string) => Uint8Array.from(content, (c) => c.charCodeAt(0));

describe('scanHdus', () => {
  it('lists an image with its place, scaling and unit', () => {
    const { hdus, codes } = scanBytes(
      imageFile(
        16,
        [3, 2],
        [1, 2, 3, 4, 5, 6],
        [
          ['BSCALE', 2],
          ['BZERO', 32768],
          ['BLANK', -1],
          ['BUNIT', 'adu'],
        ],
      ),
    );
    expect(codes).toEqual([]);
    expect(hdus).toEqual([
      expect.objectContaining({
        index: 0,
        type: 'image',
        name: 'PRIMARY',
        extver: 1,
        bitpix: 16,
        naxis: [3, 2],
        headerOffset: 0,
        dataOffset: 2880,
        dataBytes: 12,
        availableBytes: 12,
        unit: 'adu',
        scaling: { bscale: 2, bzero: 32768, bzeroExact: 32768n, blank: -1n },
      }),
    ]);
    expect(structuredClone(hdus)).toEqual(hdus);
  });

  it('names the types', () => {
    const table: HduInput = {
      cards: extensionCards(
        'BINTABLE',
        8,
        [12, 1],
        [
          ['TFIELDS', 2],
          ['TFORM1', '1J'],
          ['TTYPE1', 'ID'],
          ['TFORM2', 'D'],
          ['TUNIT2', 'mag'],
        ],
      ),
      data: new Uint8Array(12),
    };
    const ascii: HduInput = {
      cards: extensionCards(
        'TABLE',
        8,
        [5, 3],
        [
          ['TFIELDS', 1],
          ['TFORM1', 'I5'],
          ['TBCOL1', 1],
        ],
      ),
      data: new Uint8Array(15),
    };
    const other: HduInput = { cards: extensionCards('FOREIGN', 8, [3]), data: new Uint8Array(3) };
    const none: HduInput = { cards: extensionCards('IMAGE', 8, [5, 0]) };
    const { hdus, codes } = scanBytes(buildFits(emptyPrimary, table, ascii, other, none, smallImage));
    expect(hdus.map((hdu) => hdu.type)).toEqual(['empty', 'bintable', 'table', 'other', 'empty', 'image']);
    expect(hdus[1]).toMatchObject({
      rows: 1,
      columns: [
        { name: 'ID', unit: null, form: '1J' },
        { name: '(column 2)', unit: 'mag', form: 'D' },
      ],
    });
    expect(hdus[2]).toMatchObject({ rows: 3 });
    expect(codes).toEqual(['unknown-extension']);
  });

  it('describes a tile-compressed image by its own geometry', () => {
    const { hdus } = scanBytes(
      buildFits(emptyPrimary, {
        cards: extensionCards(
          'BINTABLE',
          8,
          [8, 2],
          [
            ['TFIELDS', 1],
            ['TFORM1', '1PB'],
            ['ZIMAGE', true],
            ['ZBITPIX', -32],
            ['ZNAXIS', 2],
            ['ZNAXIS1', 30],
            ['ZNAXIS2', 20],
            ['ZCMPTYPE', 'RICE_1'],
          ],
        ),
        data: new Uint8Array(16),
      }),
    );
    expect(hdus[1]).toMatchObject({
      type: 'image',
      bitpix: -32,
      naxis: [30, 20],
      compression: { algorithm: 'RICE_1', tile: [30, 1], tableRows: 2 },
    });
  });

  it('reads random groups by their own size', () => {
    const { hdus } = scanBytes(
      buildFits({
        cards: imageCards(
          -32,
          [0, 3, 2],
          [
            ['GROUPS', true],
            ['PCOUNT', 1],
            ['GCOUNT', 2],
          ],
        ),
        data: new Uint8Array(56),
      }),
    );
    expect(hdus[0]).toMatchObject({ type: 'groups', dataBytes: 56 });
  });

  it('tells 2^63 from its neighbours however it is written', () => {
    for (const written of ['9223372036854775808', '9.223372036854775808E18', '9223372036854775808.0']) {
      const { hdus } = scanBytes(imageFile(64, [1], [0n], [{ raw: `BZERO   = ${written}` }]));
      expect(hdus[0]?.scaling.bzeroExact).toBe(9223372036854775808n);
    }
    const { hdus } = scanBytes(imageFile(64, [1], [0n], [{ raw: 'BZERO   = 9223372036854775809' }]));
    expect(hdus[0]?.scaling.bzeroExact).toBe(9223372036854775809n);
  });

  it('inherits sky coordinates and unit only where asked and where the extension has none', () => {
    const primary: HduInput = {
      cards: imageCards(
        8,
        [],
        [
          ['CTYPE1', 'RA---TAN'],
          ['CRVAL1', 10],
          ['RADESYS', 'FK5'],
          ['BUNIT', 'Jy'],
        ],
      ),
    };
    const extension = (more: HduInput['cards']): HduInput => ({
      cards: [...smallImage.cards, ...more],
      data: pixelData(16, [1, 2]),
    });
    const { hdus } = scanBytes(
      buildFits(
        primary,
        extension([]),
        extension([['INHERIT', true]]),
        extension([
          ['INHERIT', true],
          ['CRVAL1', 99],
        ]),
      ),
    );
    expect(Object.keys(hdus[1]?.wcsCards ?? {})).toEqual([]);
    expect(hdus[2]?.wcsCards).toEqual({ CTYPE1: 'RA---TAN', CRVAL1: 10, RADESYS: 'FK5' });
    expect(hdus[2]?.unit).toBe('Jy');
    expect(hdus[3]?.wcsCards).toEqual({ CRVAL1: 99, RADESYS: 'FK5' });
  });

  it.each([
    [[0x1f, 0x8b, 8], 'gzip-compressed, which this version does not read yet'],
    [[0x42, 0x5a, 0x68, 0x39], 'bzip2-compressed'],
    [[0x50, 0x4b, 3, 4], 'a zip archive'],
    [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
    [[...text('hello '.repeat(20))], 'it is text'],
    [[...text('SIMPLEX')], 'a damaged FITS file'],
    [[], 'The file is empty (0 bytes).'],
    [[83], 'too short (1 bytes)'],
    [Array.from({ length: 100 }, (_, i) => i), 'of no kind known here'],
  ])('refuses what is no FITS file, naming it', (bytes, name) => {
    expect(() => scanBytes(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({
        code: 'not-fits',
        message: expect.stringContaining(name) as string,
      }) as Error,
    );
  });

  it('lists no more HDUs than the limit, says so, and is quick about it', () => {
    const primary = buildFits(emptyPrimary);
    const extension = buildFits({ cards: extensionCards('IMAGE', 8, []) });
    const twice = concatBytes([extension, extension]);
    const endless: ByteReader = {
      size: 2 ** 50,
      read: (offset, length) =>
        (offset === 0 ? concatBytes([primary, extension]) : twice).subarray(0, length),
    };
    const codes: string[] = [];
    const start = cpuMilliseconds();
    const { hdus } = scanHdus(endless, (warning) => codes.push(warning.code));
    expect(hdus).toHaveLength(10_000);
    expect(codes).toEqual(['too-many-hdus']);
    expect(cpuMilliseconds() - start).toBeLessThan(2000);
  });
});
