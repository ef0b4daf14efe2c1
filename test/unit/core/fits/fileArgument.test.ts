import { describe, expect, it } from 'vitest';
import { parseFileArgument, resolveSection } from '../../../../src/core/fits/index.ts';

describe('parseFileArgument', () => {
  it.each([
    ['img.fits', { file: 'img.fits' }],
    ['img.fits[1]', { file: 'img.fits', hdu: { index: 1 } }],
    ['img.fits[SCI,1]', { file: 'img.fits', hdu: { name: 'SCI', ver: 1 } }],
    ['img.fits[ sci ]', { file: 'img.fits', hdu: { name: 'sci' } }],
    ['img.fits[501:1500,501:1500]', { file: 'img.fits', section: { x0: 501, x1: 1500, y0: 501, y1: 1500 } }],
    ['img.fits[*, 10:20]', { file: 'img.fits', section: { x0: 1, x1: Infinity, y0: 10, y1: 20 } }],
    [
      'img.fits[1][10:20,30:40]',
      { file: 'img.fits', hdu: { index: 1 }, section: { x0: 10, x1: 20, y0: 30, y1: 40 } },
    ],
    [
      'img.fits[SCI,1][*,*]',
      {
        file: 'img.fits',
        hdu: { name: 'SCI', ver: 1 },
        section: { x0: 1, x1: Infinity, y0: 1, y1: Infinity },
      },
    ],
    ['a[1]b.fits', { file: 'a[1]b.fits' }],
    ['dir[x]/a.fits[2]', { file: 'dir[x]/a.fits', hdu: { index: 2 } }],
    ['odd.fits[2', { file: 'odd.fits[2' }],
    ['[1]', { file: '[1]' }],
  ])('splits %s', (text, expected) => {
    expect(parseFileArgument(text)).toEqual(expected);
  });

  it.each([
    'a.fits[]',
    'a.fits[1,2]',
    'a.fits[SCI,x]',
    'a.fits[SCI,1,2]',
    'a.fits[1:2]',
    'a.fits[1:2,3:4,5:6]',
    'a.fits[0:2,3:4]',
    'a.fits[5:2,3:4]',
    'a.fits[a:b,1:2]',
    'a.fits[-1:2,1:2]',
    'a.fits[1:2,1:2][1]',
    'a.fits[1][2][1:2,1:2]',
    'a.fits[1][SCI]',
    'a.fits[99999999]',
  ])('refuses %s', (text) => {
    expect(() => parseFileArgument(text)).toThrow(expect.objectContaining({ code: 'bad-suffix' }) as Error);
  });

  it('says what is allowed', () => {
    expect(() => parseFileArgument('a.fits[0:2,3:4]')).toThrow(
      "The suffix '[0:2,3:4]' does not count upwards from 1; allowed are [1], [SCI], [SCI,1], [10:20,30:40] and [1][10:20,30:40].",
    );
  });
});

describe('resolveSection', () => {
  it('closes open ends at the border', () => {
    expect(resolveSection({ x0: 1, x1: Infinity, y0: 3, y1: 4 }, 10, 20)).toEqual({
      x0: 1,
      x1: 10,
      y0: 3,
      y1: 4,
    });
  });

  it('refuses a section that leaves the image', () => {
    expect(() => resolveSection({ x0: 5, x1: 11, y0: 1, y1: 2 }, 10, 20)).toThrow(
      'The section [5:11,1:2] leaves the image, which is [1:10,1:20].',
    );
    expect(() => resolveSection({ x0: 11, x1: Infinity, y0: 1, y1: 2 }, 10, 20)).toThrow('leaves the image');
  });
});
