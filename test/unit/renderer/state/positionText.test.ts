import { describe, expect, it } from 'vitest';
import { parseWcs } from '../../../../src/core/wcs/index.ts';
import { positionText, type ReadoutFrame } from '../../../../src/renderer/state/positionText.ts';

const AXES = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRPIX1: 1, CRPIX2: 1 };

function textAt(
  cards: Record<string, number | string>,
  x: number,
  frame: ReadoutFrame,
  sexagesimal: boolean,
) {
  const wcs = parseWcs({ ...AXES, CDELT1: -1e-4, CDELT2: 1e-4, ...cards }, 2, () => undefined);
  return positionText({ wcs }, x, 1, frame, sexagesimal)?.values;
}

describe('a position as text', () => {
  it('never tells a whole turn', () => {
    const cards = { CRVAL1: 359.9999999, CRVAL2: 10 };
    expect(textAt(cards, 1, 'ICRS', false)).toEqual(['0.000000°', '10.000000°']);
    expect(textAt(cards, 1, 'ICRS', true)).toEqual(['00:00:00.000', '+10:00:00.00']);
    const galactic = { ...cards, CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' };
    expect(textAt(galactic, 1, 'GALACTIC', true)).toEqual(['00:00:00.00', '+10:00:00.00']);
    expect(textAt({ CRVAL1: 359.9999, CRVAL2: 10 }, 1, 'ICRS', false)?.[0]).toBe('359.999900°');
  });

  it('has the digits that tell small pixels apart', () => {
    const cards = { CRVAL1: 187.7, CRVAL2: 12.4, CDELT1: -1e-8, CDELT2: 1e-8 };
    for (const sexagesimal of [true, false]) {
      const [first] = textAt(cards, 1, 'ICRS', sexagesimal)!;
      const [second] = textAt(cards, 2, 'ICRS', sexagesimal)!;
      expect(second).not.toBe(first);
    }
    expect(textAt(cards, 1, 'ICRS', false)).toEqual(['187.700000000°', '12.400000000°']);
  });

  it('is none in pixels, or without a sky', () => {
    expect(textAt({ CRVAL1: 10, CRVAL2: 10 }, 1, 'PIXEL', true)).toBeUndefined();
    expect(positionText({ wcs: null }, 1, 1, 'ICRS', true)).toBeNull();
  });
});
