import { describe, expect, it } from 'vitest';
import { carriedCards } from '../../../../src/core/fits/index.ts';
import { indexHeader, type Header } from '../../../../src/core/fits/header.ts';
import { imageHead } from '../../../../src/core/fits/imageBytes.ts';

function header(...cards: string[]): Header {
  const text = cards.map((card) => card.padEnd(80)).join('');
  return indexHeader(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    cards.length,
    0,
  );
}

const carried = (own: Header, primary?: Header) => carriedCards(own, primary).map((text) => text.trimEnd());

describe('cards that a computed image has from its source', () => {
  it('are those of the sky and the instrument, as they stand, in their order', () => {
    const kept = [
      "OBJECT  = 'NGC 3603'           / the target",
      'EXPTIME =               0.5000 / with its zeros',
      'COMMENT   blanks  stay',
      'HIERARCH ESO DET DIT = 1.5',
      'HISTORY flat-fielded',
      'GAIN    =                    2',
    ];
    expect(carried(header(...kept))).toEqual(kept);
  });

  it('are not those of structure, scaling, coordinates, sums and extremes', () => {
    const others = [
      'SIMPLE  =',
      'BITPIX  =',
      'NAXIS1  =',
      'BSCALE  =',
      'BLANK   =',
      'BUNIT   =',
      'DATAMAX =',
    ];
    const coordinates = [
      'CTYPE1  =',
      'CRVAL3A =',
      'CD1_2   =',
      'PC001002=',
      'A_2_0   =',
      'LTV1    =',
      'EPOCH   =',
    ];
    const rest = ['CHECKSUM=', 'EXTNAME =', 'AMDX3   =', 'PV2_1   =', 'WAT1_001=', 'D2IMDIS1=', 'DATE    ='];
    const cards = [...others, ...coordinates, ...rest].map((card) => `${card} 1`);
    expect(carried(header(...cards))).toEqual([]);
  });

  it('are FITS: each keyword once, a value that can be read, capitals', () => {
    const cards = [
      'GAIN    = 1',
      'GAIN    = 2',
      "FILTER  = 'open",
      'airmass = 1.2',
      'MODE    =1',
      '',
      'END OF IT',
    ];
    expect(carried(header(...cards))).toEqual(['GAIN    = 1']);
  });

  it('come from the primary header too where the image inherits', () => {
    const primary = header('EXPTIME = 10', 'GAIN    = 1', "EXTNAME = 'none'", 'HISTORY first');
    const own = ['GAIN    = 2', 'HISTORY second'];
    expect(carried(header(...own), primary)).toEqual(own);
    const inherits = header('INHERIT =                    T', ...own);
    expect(carried(inherits, primary)).toEqual(['EXPTIME = 10', 'HISTORY first', ...own]);
  });

  it('are written whole, long strings with what announces them', () => {
    const long = ["FILES   = 'one, two, &'", "CONTINUE  'three'"];
    const texts = carriedCards(header(...long, 'OBSERVER= "\u00e9"', "NAME    = 'Z\u00fcrich'"), undefined);
    const head = new TextDecoder('latin1').decode(imageHead(3, 2, -32, [], texts));
    const cards = head.match(/.{80}/gs)!.map((card) => card.trimEnd());
    expect(cards).toEqual(expect.arrayContaining([...long, expect.stringMatching(/^LONGSTRN= /)]));
    expect(cards.find((card) => card.startsWith('NAME'))).toMatch(/^NAME {4}= 'Z\?rich'$/);
    expect(cards.some((card) => card.startsWith('OBSERVER'))).toBe(false);
  });
});
