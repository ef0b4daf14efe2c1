import { describe, expect, it } from 'vitest';
import {
  headerCards,
  headerInteger,
  headerLogical,
  headerNumber,
  headerString,
  headerValue,
  readerOfBytes,
  readHeader,
} from '../../../../src/core/fits/index.ts';
import { readHeaderAt } from '../../../../src/core/fits/readHeader.ts';
import { buildFits, type CardInput } from '../../../support/buildFits.ts';

const headerOf = (cards: readonly CardInput[]) =>
  readHeader(readerOfBytes(buildFits({ cards })), { index: 0, headerOffset: 0 });

describe('a header', () => {
  const header = headerOf([
    ['SIMPLE', true],
    ['NAXIS', 2],
    ['BIG', 12345678901234567890n],
    ['HALF', 0.5],
    ['OBJECT', 'M 13'],
    { raw: 'HIERARCH NAXIS = 77' },
    { raw: 'HIERARCH ESO Det = 3' },
    ['NAXIS', 3],
    ['HALF', 0.25],
    ['EMPTY', null],
    { raw: "LONG    = 'one &'" },
    { raw: "CONTINUE  'two'" },
    { raw: 'COMMENT   END of the comment' },
  ]);

  it('gives values by type, or undefined', () => {
    expect(headerLogical(header, 'SIMPLE')).toBe(true);
    expect(headerInteger(header, 'naxis')).toBe(2);
    expect(headerNumber(header, 'HALF')).toBe(0.5);
    expect(headerInteger(header, 'HALF')).toBeUndefined();
    expect(headerNumber(header, 'BIG')).toBe(12345678901234567000);
    expect(headerString(header, 'OBJECT')).toBe('M 13');
    expect(headerNumber(header, 'OBJECT')).toBeUndefined();
    expect(headerValue(header, 'EMPTY')).toBeNull();
    expect(headerValue(header, 'ABSENT')).toBeUndefined();
    expect(headerString(header, 'LONG')).toBe('one two');
  });

  it('lets the first of two cards count and notes doubled keywords of the structure', () => {
    expect(header.duplicates).toEqual(['NAXIS']);
  });

  it('never takes a HIERARCH name for a standard keyword', () => {
    expect(headerInteger(header, 'NAXIS')).toBe(2);
    expect(headerInteger(header, 'ESO DET')).toBe(3);
  });

  it('gives its cards in order, long strings joined', () => {
    const cards = headerCards(header);
    expect(cards.map((card) => card.keyword)).toEqual([
      'SIMPLE',
      'NAXIS',
      'BIG',
      'HALF',
      'OBJECT',
      'NAXIS',
      'ESO Det',
      'NAXIS',
      'HALF',
      'EMPTY',
      'LONG',
      'COMMENT',
    ]);
  });

  it('has no keyword that comes from objects', () => {
    expect(headerValue(header, 'constructor')).toBeUndefined();
    expect(headerValue(header, '__proto__')).toBeUndefined();
  });
});

describe('END', () => {
  const bytesOf = (...lines: string[]) =>
    Uint8Array.from(
      lines
        .map((l) => l.padEnd(80))
        .join('')
        .padEnd(2880),
      (c) => c.charCodeAt(0),
    );

  it('counts only as a keyword', () => {
    const bytes = bytesOf('SIMPLE  = T', 'ENDING  = 1', "TEXT    = 'END'", 'END');
    expect(readHeaderAt(readerOfBytes(bytes), 0, 'HDU 0').header.cardCount).toBe(3);
  });

  it('may be followed by NUL, and tells of anything else', () => {
    expect(
      readHeaderAt(readerOfBytes(bytesOf('SIMPLE  = T', 'END\0\0\0\0\0\0\0')), 0, 'HDU 0').afterEnd,
    ).toBe(false);
    expect(readHeaderAt(readerOfBytes(bytesOf('SIMPLE  = T', 'END     = 5')), 0, 'HDU 0').afterEnd).toBe(
      true,
    );
    expect(
      readHeaderAt(readerOfBytes(bytesOf('SIMPLE  = T', 'END', 'AFTER   = 1')), 0, 'HDU 0').afterEnd,
    ).toBe(true);
  });

  it('is asked for in one sentence where it is missing', () => {
    expect(() => headerOf([])).not.toThrow();
    const bytes = buildFits({ cards: [['SIMPLE', true]], end: false });
    expect(() => readHeaderAt(readerOfBytes(bytes), 0, 'HDU 0')).toThrow(
      'HDU 0: the header at byte 0 has no END card; the file ends after 2880 bytes of it (36 cards).',
    );
  });

  it('is not looked for beyond the limit of cards', () => {
    let reads = 0;
    const endless = {
      size: 2 ** 40,
      read: (_offset: number, length: number) => {
        reads += length;
        return new Uint8Array(length).fill(32);
      },
    };
    expect(() => readHeaderAt(endless, 0, 'HDU 0')).toThrow('no END card among its first 200000 cards');
    expect(reads).toBeLessThan(50e6);
  });
});
