import { describe, expect, it } from 'vitest';
import {
  colormap,
  COLOUR_DIGITS,
  coloursOfDigits,
  parseColormapFile,
} from '../../../../src/core/colormap/index.ts';

const B = `# SAOimage color table
PSEUDOCOLOR
RED: gamma 1.0
(0,0)(.25,0)(.5,1)(1,1)
GREEN:
(0,0)(.5,0)(.75,1) (1, 1.0)
BLUE:\r
(0,0)(.25,1)(.5,0)(.75,0)(1,1)
`;
const I8 = '0 0 0\n0 1 0\n0 0 1\n0 1 1\n1 0 0\n# a comment\n1 1 0\n1 0 1 # white next\n1,1,1\n';

describe('a colour map file', () => {
  it('of corners is the map of these corners', () => {
    const digits = parseColormapFile(B);
    expect(digits).toHaveLength(COLOUR_DIGITS);
    expect([...coloursOfDigits(digits, false)]).toEqual([...colormap('b', false)]);
    expect([...coloursOfDigits(digits, true)]).toEqual([...colormap('b', true)]);
  });

  it('of entries is the map of these entries, 0 … 1 or 0 … 255', () => {
    expect([...coloursOfDigits(parseColormapFile(I8), false)]).toEqual([...colormap('i8', false)]);
    const bytes = I8.replace(/1/g, '255');
    expect([...coloursOfDigits(parseColormapFile(bytes), false)]).toEqual([...colormap('i8', false)]);
  });

  it.each([
    ['', 'no colours'],
    ['# nothing', 'no colours'],
    ['1 2', '2 numbers'],
    ['0 0 red', '"red"'],
    ['0 0 1e999', '"1e999"'],
    ['0 0 -1', '"-1"'],
    ['0 0 300', '300'],
    ['<html><body>', '"<html><body>"'],
    ['RED:\n(0,0)(1,1)\nGREEN:\n(0,0)', 'blue'],
    ['RED:\n(0,0)(1)\nGREEN:\n(0,0)\nBLUE:\n(0,0)', '(1)'],
    ['RED:\n(0.5,0)(0.2,1)\nGREEN:\n(0,0)\nBLUE:\n(0,0)', 'go back'],
    ['x'.repeat(1_000_001), '1000001 characters'],
  ])('that is none is refused: %.40s', (text, why) => {
    expect(() => parseColormapFile(text)).toThrowError(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(why) }),
    );
  });
});
