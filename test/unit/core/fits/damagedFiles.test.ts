import { describe, expect, it } from 'vitest';
import {
  buildFits,
  concatBytes,
  extensionCards,
  imageCards,
  imageFile,
  pixelData,
  type HduInput,
} from '../../../support/buildFits.ts';
import { emptyPrimary, scanBytes, smallImage } from '../../../support/scanBytes.ts';

const text = (content: string) => Uint8Array.from(content, (c) => c.charCodeAt(0));

describe('a damaged file', () => {
  it.each([
    ['BITPIX', 13, 'HDU 0: BITPIX = 13 is not one of 8, 16, 32, 64, -32 and -64.'],
    ['NAXIS', -2, 'HDU 0: NAXIS = -2 is outside 0 to 999 (card at byte 160).'],
    ['NAXIS1', 'ten', "HDU 0: NAXIS1 = 'ten' is not a whole number (card at byte 240)."],
    [
      'NAXIS1',
      10n ** 20n,
      'HDU 0: NAXIS1 = 100000000000000000000 is outside 0 to 9007199254740991 (card at byte 240).',
    ],
    ['NAXIS1', 1.5, 'HDU 0: NAXIS1 = 1.5 is not a whole number (card at byte 240).'],
    ['NAXIS2', null, 'HDU 0: NAXIS2 has no value (header at byte 0).'],
    [
      'NAXIS1',
      2e9,
      'HDU 0: axes of 2000000000 x 1 ask for 4000000000 bytes of data, but the file holds 2880, less than a hundredth.',
    ],
    [
      'NAXIS1',
      9e15,
      'HDU 0: axes of 9000000000000000 x 1 ask for 18000000000000000 bytes of data; at most 2^53 can be addressed.',
    ],
    ['BSCALE', 0, 'HDU 0: BSCALE = 0 makes every pixel the same; it must not be 0.'],
    ['BSCALE', 'two', "HDU 0: BSCALE = 'two' is not a finite number."],
    ['BLANK', 'x', "HDU 0: BLANK = 'x' is not a whole number."],
  ])('is refused in one sentence: %s = %s', (keyword, value, message) => {
    const cards = [...imageCards(16, [2, 1]), ['BSCALE', 1] as const, ['BLANK', -1] as const].map((card) =>
      'raw' in card || card[0] !== keyword ? card : ([keyword, value] as const),
    );
    expect(() => scanBytes(buildFits({ cards, data: pixelData(16, [1, 2]) }))).toThrow(message);
  });

  it('keeps its good HDUs where a later one has no size, and says so', () => {
    const broken: HduInput = { cards: extensionCards('IMAGE', 13, [2, 1]) };
    const { hdus, messages } = scanBytes(buildFits(emptyPrimary, smallImage, broken, smallImage));
    expect(hdus).toHaveLength(2);
    expect(messages).toEqual([
      'HDU 2: BITPIX = 13 is not one of 8, 16, 32, 64, -32 and -64. The file is read up to there.',
    ]);
  });

  it('steps over a damaged HDU whose size is known', () => {
    const bad: HduInput = {
      cards: extensionCards('IMAGE', 16, [2, 1], [['BSCALE', 0]]),
      data: pixelData(16, [1, 2]),
    };
    const { hdus, codes } = scanBytes(buildFits(emptyPrimary, bad, smallImage));
    expect(hdus.map((hdu) => hdu.problem?.code)).toEqual([undefined, 'bad-header', undefined]);
    expect(codes).toEqual(['damaged-hdu']);
    expect(() => scanBytes(buildFits(emptyPrimary, bad))).toThrow('BSCALE = 0');
  });

  it('opens what is there of a cut file', () => {
    const whole = imageFile(
      16,
      [30, 100],
      Array.from({ length: 3000 }, (_, i) => i),
    );
    const cut = scanBytes(whole.subarray(0, 2880 + 1001));
    expect(cut.hdus[0]).toMatchObject({ dataBytes: 6000, availableBytes: 1001 });
    expect(cut.codes).toEqual(['truncated-data']);
    expect(scanBytes(whole.subarray(0, 2880 + 6000)).codes).toEqual(['truncated-padding']);
    expect(() => scanBytes(whole.subarray(0, 2880))).toThrow(
      'the file ends where its data (30 x 100, 6000 bytes) should begin',
    );
  });

  it('opens with a warning what is odd but readable', () => {
    const pixels = pixelData(16, [1, 2]);
    const odd = (cards: HduInput['cards']) => scanBytes(buildFits({ cards, data: pixels })).codes;
    expect(
      odd(
        imageCards(16, [2, 1]).map((card) =>
          'raw' in card || card[0] !== 'SIMPLE' ? card : (['SIMPLE', false] as const),
        ),
      ),
    ).toEqual(['simple-not-true']);
    expect(odd([...imageCards(16, [2, 1]), ['NAXIS2', 7]])).toEqual(['duplicate-keyword']);
    expect(odd([...imageCards(16, [2, 1]), { raw: "OBJECT  = '\u00e9toile'" }])).toEqual([
      'header-not-ascii',
    ]);
    expect(odd([...imageCards(16, [2, 1]), { raw: 'COMMENT \0\0\0' }])).toEqual(['header-nul']);
    expect(odd([...imageCards(-32, [1, 1]), ['BLANK', 5]])).toEqual(['blank-ignored']);
    const junk = concatBytes([buildFits({ cards: imageCards(16, [2, 1]), data: pixels }), text('junk')]);
    expect(scanBytes(junk).messages).toEqual([
      '4 bytes after the last HDU, from byte 5760, are not FITS and were ignored.',
    ]);
  });

  it.each([
    [
      [
        ['TFIELDS', 1],
        ['TFORM1', '1Y'],
      ],
      "HDU 1: TFORM1 = '1Y' is not a count and one of L X B I J K A E D C M P Q.",
    ],
    [
      [
        ['TFIELDS', 1],
        ['TFORM1', '3D'],
      ],
      'HDU 1: the columns take 24 bytes of a row by their TFORM, but NAXIS1 says 12.',
    ],
    [[['TFIELDS', 5000]], 'HDU 1: TFIELDS = 5000 is outside 0 to 999 (card at byte 3440).'],
    [[['TFIELDS', 1]], 'HDU 1: TFORM1 is missing.'],
    [
      [
        ['TFIELDS', 1],
        ['TFORM1', '999999999999D'],
      ],
      'HDU 1: the columns take 7999999999992 bytes',
    ],
    [
      [
        ['ZIMAGE', true],
        ['ZBITPIX', 16],
        ['ZNAXIS', 0],
        ['ZCMPTYPE', 'FOO_1'],
      ],
      "HDU 1: ZCMPTYPE = 'FOO_1' is no known compression",
    ],
  ] as const)('refuses a damaged table in one sentence (%#)', (more, message) => {
    const table: HduInput = { cards: extensionCards('BINTABLE', 8, [12, 1], more), data: new Uint8Array(12) };
    expect(() => scanBytes(buildFits(emptyPrimary, table))).toThrow(message);
  });
});
