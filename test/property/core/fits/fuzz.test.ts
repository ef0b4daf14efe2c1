import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  headerCards,
  imageShape,
  parseFileArgument,
  pixelEncodingOf,
  readerOfBytes,
  readHeader,
  scanHdus,
  selectHdu,
  type ByteReader,
} from '../../../../src/core/fits/index.ts';
import { parseCard } from '../../../../src/core/fits/card.ts';
import { cpuMilliseconds } from '../../../support/cpuTime.ts';
import { buildFits, extensionCards, imageCards, pixelData } from '../../../support/buildFits.ts';
import { readPlane } from '../../../support/fitsPlanes.ts';

const table = [
  ['TFIELDS', 2],
  ['TFORM1', '1J'],
  ['TFORM2', '2E'],
  ['EXTNAME', 'CAT'],
] as const;
const compressed = [
  ['TFIELDS', 1],
  ['TFORM1', '1PB'],
  ['ZIMAGE', true],
  ['ZBITPIX', 16],
  ['ZNAXIS', 1],
  ['ZNAXIS1', 9],
  ['ZCMPTYPE', 'RICE_1'],
] as const;
const file = buildFits(
  {
    cards: imageCards(
      16,
      [5, 4],
      [
        ['BSCALE', 0.5],
        ['BZERO', 32768],
        ['BLANK', -1],
        ['BUNIT', 'adu'],
      ],
    ),
    data: pixelData(
      16,
      Array.from({ length: 20 }, (_, i) => i),
    ),
  },
  {
    cards: extensionCards(
      'IMAGE',
      64,
      [2, 2],
      [
        ['EXTNAME', 'SCI'],
        ['INHERIT', true],
        ['CRVAL1', 1.5],
      ],
    ),
    data: pixelData(64, [1n, 2n, 3n, 4n]),
  },
  { cards: extensionCards('BINTABLE', 8, [12, 2], table), data: new Uint8Array(24) },
  { cards: extensionCards('BINTABLE', 8, [8, 1], compressed), data: new Uint8Array(8) },
);
/** Positions in the cards, where a changed byte means most, and anywhere else. */
const positions = fc.oneof(
  { weight: 4, arbitrary: fc.nat(700) },
  { weight: 1, arbitrary: fc.nat(file.length - 1) },
);
const flips = fc.array(
  fc.record({
    hdu: fc.nat(3),
    at: positions,
    byte: fc.oneof(fc.nat(255), fc.constantFrom(..."0129-+.ETN'&/= ".split('').map((c) => c.charCodeAt(0)))),
  }),
  { maxLength: 6 },
);

/** Everything a reader does with a file, the largest read noted. */
function readAll(bytes: Uint8Array): { readonly largestRead: number; readonly warnings: number } {
  const inner = readerOfBytes(bytes);
  let largestRead = 0;
  let warnings = 0;
  const reader: ByteReader = {
    size: inner.size,
    read: (offset, length) => {
      const part = inner.read(offset, length);
      largestRead = Math.max(largestRead, part.length);
      return part;
    },
  };
  const { hdus } = scanHdus(reader, () => warnings++);
  structuredClone(hdus);
  for (const hdu of hdus) {
    headerCards(readHeader(reader, hdu));
    expect(hdu.availableBytes).toBeLessThanOrEqual(bytes.length);
    expect(Number.isSafeInteger(hdu.dataBytes)).toBe(true);
    if (hdu.type !== 'image' || hdu.compression !== undefined || hdu.problem !== undefined) continue;
    pixelEncodingOf(hdu);
    const { width, height, planes } = imageShape(hdu);
    // What the reader lets through is at most a hundred times the file, or small.
    expect((width * height * planes * Math.abs(hdu.bitpix)) / 8).toBeLessThanOrEqual(
      Math.max(64 * 2 ** 20, 100 * bytes.length),
    );
    if (width * height <= 1e6) readPlane(reader, hdu, 0);
  }
  selectHdu(hdus);
  return { largestRead, warnings };
}

function expectNoCrash(bytes: Uint8Array): void {
  const start = cpuMilliseconds();
  try {
    readAll(bytes);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError' });
    expect((error as Error).message.length).toBeLessThan(700);
  }
  expect(cpuMilliseconds() - start).toBeLessThan(2000);
}

describe('a damaged file', () => {
  it('reads whole when nothing is changed', () => {
    expect(readAll(file)).toEqual({ largestRead: expect.any(Number) as number, warnings: 0 });
  });

  it('never does worse than an AppError when bytes are changed', () => {
    const headers = scanHdus(readerOfBytes(file), () => undefined).hdus.map((hdu) => hdu.headerOffset);
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = file.slice();
        for (const { hdu, at, byte } of changes) bytes[Math.min(headers[hdu]! + at, bytes.length - 1)] = byte;
        expectNoCrash(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('never does worse than an AppError when it is cut, at any byte', () => {
    for (let length = 0; length <= file.length; length += length % 2880 > 2600 || length % 80 < 2 ? 1 : 13) {
      expectNoCrash(file.subarray(0, length));
    }
  });

  it('never does worse than an AppError for any number in a card of the structure', () => {
    const fields = fc.oneof(
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
      fc.double().map(String),
      fc.string({ maxLength: 20 }),
      fc.constantFrom('T', 'F', "''", "'x", '()', '(1,2)', '', '1e400', '-0', '0'),
    );
    const keywords = fc.constantFrom(
      'SIMPLE',
      'BITPIX',
      'NAXIS',
      'NAXIS1',
      'NAXIS2',
      'BSCALE',
      'BZERO',
      'BLANK',
      'GROUPS',
      'PCOUNT',
    );
    fc.assert(
      fc.property(keywords, fields, (keyword, field) => {
        const raw = `${keyword.padEnd(8)}= ${field}`;
        const cards = imageCards(
          16,
          [5, 4],
          [
            ['BSCALE', 1],
            ['BZERO', 0],
            ['BLANK', 0],
          ],
        );
        const changed = cards.map((card) => ('raw' in card || card[0] !== keyword ? card : { raw }));
        expectNoCrash(buildFits({ cards: changed, data: pixelData(16, new Array<number>(20).fill(1)) }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('text', () => {
  it('of any kind makes a card', () => {
    const prefix = fc.constantFrom(
      '',
      'KEY     = ',
      "KEY     = '",
      'KEY     = (',
      'HIERARCH ',
      'CONTINUE  ',
      'COMMENT ',
    );
    fc.assert(
      fc.property(prefix, fc.string({ maxLength: 80 }), (start, rest) => {
        const text = (start + rest).padEnd(80).slice(0, 80);
        expect(parseCard(text).text).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('of any kind is a file argument or a bad suffix', () => {
    const words = fc.array(fc.constantFrom('[', ']', ':', ',', '*', '1', '20', 'SCI', 'a.fits', ' ', '-'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (parts) => {
        try {
          expect(parts.join('').startsWith(parseFileArgument(parts.join('')).file)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-suffix' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
