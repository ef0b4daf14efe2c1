import { describe, expect, it } from 'vitest';
import { parseWcs } from '../../../../../src/core/wcs/index.ts';
import { visibleFits } from '../../../../../src/renderer/canvas/tools/fitsPlace.ts';
import { placeGridLabels, type ScreenLine } from '../../../../../src/renderer/canvas/tools/gridLabels.ts';
import { rulerText } from '../../../../../src/renderer/canvas/tools/rulerText.ts';
import { roundLength } from '../../../../../src/renderer/canvas/tools/scaleBar.ts';
import { chartPath, valueRange } from '../../../../../src/renderer/features/tools/chartPath.ts';

describe('the visible part in FITS pixels', () => {
  const viewport = { centre: { x: 10, y: 5 }, scale: 2, width: 20, height: 10 };
  it('is cut at the edges of the image and counts in the whole one', () => {
    expect(visibleFits(viewport, { width: 100, height: 6, originX: 40, originY: 7 })).toEqual({
      x0: 46,
      x1: 56,
      y0: 10.5,
      y1: 13.5,
    });
  });
  it('is none beside the image', () => {
    const away = { ...viewport, centre: { x: 200, y: 5 } };
    expect(visibleFits(away, { width: 100, height: 6, originX: 0, originY: 0 })).toBeNull();
  });
});

describe('labels of a grid', () => {
  const box = { left: 0, right: 200, top: 0, bottom: 100 };
  const measure = (text: string): number => 6 * text.length;
  const upright = (left: number, label: string): ScreenLine => ({
    axis: 'lon',
    label,
    paths: [[left, -10, left, 110]],
  });
  const level = (top: number, label: string): ScreenLine => ({
    axis: 'lat',
    label,
    paths: [[-10, top, 210, top]],
  });

  it('stand at the lower edge and at the left one', () => {
    const lines = [upright(50, '1h'), upright(150, '2h'), level(30, '+1°'), level(70, '+2°')];
    const placed = placeGridLabels(lines, box, measure);
    expect(placed.map(({ text }) => text)).toEqual(['1h', '2h', '+1°', '+2°']);
    expect(placed[0]).toMatchObject({ left: 50, align: 'center' });
    expect(placed[0]!.top).toBeGreaterThan(85);
    expect(placed[2]).toMatchObject({ align: 'left' });
    expect(placed[2]!.left).toBeLessThan(10);
  });

  it('change places where the image is turned by a right angle', () => {
    const lines = [level(30, '1h'), level(70, '2h'), upright(50, '+1°'), upright(150, '+2°')].map(
      (line, i): ScreenLine => ({ ...line, axis: i < 2 ? 'lon' : 'lat' }),
    );
    const placed = placeGridLabels(lines, box, measure);
    expect(placed.map(({ text }) => text)).toEqual(['1h', '2h', '+1°', '+2°']);
    expect(placed[0]!.align).toBe('left');
    expect(placed[2]!.align).toBe('center');
  });

  it('never cover one another, nor leave the picture', () => {
    const lines = [upright(50, '12h34m'), upright(60, '12h35m'), upright(199, '12h36m')];
    const placed = placeGridLabels(lines, box, measure);
    expect(placed.map(({ text }) => text)).toEqual(['12h34m', '12h36m']);
    expect(placed[1]!.left + 18).toBeLessThanOrEqual(200);
  });

  it('stand on a line that crosses no edge', () => {
    const circle: ScreenLine = {
      axis: 'lat',
      label: '+89°',
      paths: [[80, 50, 100, 30, 120, 50, 100, 70, 80, 50]],
    };
    expect(placeGridLabels([circle], box, measure)).toEqual([
      { text: '+89°', left: 80, top: 50, align: 'center' },
    ]);
  });

  it('stand where lines end at an edge without crossing it', () => {
    const short: ScreenLine = { axis: 'lon', label: '1h', paths: [[50, 99.8, 50, 0.2]] };
    expect(placeGridLabels([short], box, measure)).toMatchObject([{ text: '1h', left: 50, align: 'center' }]);
  });

  it('stand beside the pole in which meridians meet', () => {
    const meridian = (label: string, left: number): ScreenLine => ({
      axis: 'lon',
      label,
      paths: [[100, 50, (100 + left) / 2, 50, left, 50]],
    });
    const placed = placeGridLabels([meridian('0h', 40), meridian('12h', 160)], box, measure);
    expect(placed.map(({ text, left }) => [text, left])).toEqual([
      ['0h', 70],
      ['12h', 130],
    ]);
  });

  it('look for room along a line that stays inside', () => {
    const inside = (label: string, paths: readonly number[]): ScreenLine => ({
      axis: 'lat',
      label,
      paths: [paths],
    });
    const lines = [inside('1°', [50, 50, 60, 50]), inside('2°', [55, 50, 90, 40, 120, 30, 150, 20])];
    const placed = placeGridLabels(lines, box, measure);
    expect(placed.map(({ text, left }) => [text, left])).toEqual([
      ['1°', 50],
      ['2°', 90],
    ]);
  });
});

describe('the scale bar', () => {
  it.each([
    [1.7, true, '1°'],
    [0.9, true, '50′'],
    [0.7, true, '30′'],
    [0.011, true, '30″'],
    [0.0002, true, '0.5″'],
    [73, false, '50 px'],
    [0.3, false, '0.2 px'],
  ])('of at most %d is %s: %s', (most, inDegrees, text) => {
    const found = roundLength(most, inDegrees);
    expect(found.text).toBe(text);
    expect(found.length).toBeLessThanOrEqual(most);
    expect(found.length).toBeGreaterThan(most / 3);
  });
});

describe('the ruler', () => {
  const wcs = parseWcs(
    {
      CTYPE1: 'RA---TAN',
      CTYPE2: 'DEC--TAN',
      CRPIX1: 50,
      CRPIX2: 50,
      CRVAL1: 10,
      CRVAL2: 20,
      CDELT1: -1 / 3600,
      CDELT2: 1 / 3600,
    },
    2,
    () => undefined,
  );
  it('tells pixels, arcseconds and position angle', () => {
    const line = { from: { x: 50, y: 50 }, to: { x: 47, y: 50 } };
    expect(rulerText(line, { wcs }, 'ICRS')).toBe('3.0 px   3.000″   PA 90.0°');
    expect(rulerText({ from: line.from, to: { x: 50, y: 350 } }, { wcs }, 'ICRS')).toBe(
      '300.0 px   300.00″ (5.00′)   PA 0.0°',
    );
  });
  it('tells small parts of an arcsecond in thousandths', () => {
    const small = parseWcs(
      { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRVAL1: 187.7, CRVAL2: 12.4, CDELT1: -1e-8, CDELT2: 1e-8 },
      2,
      () => undefined,
    );
    const line = { from: { x: 1, y: 1 }, to: { x: 1, y: 11 } };
    expect(rulerText(line, { wcs: small }, 'ICRS')).toBe('10.0 px   0.360 mas   PA 0.0°');
  });
  it('tells pixels alone without a sky', () => {
    expect(rulerText({ from: { x: 1, y: 1 }, to: { x: 4, y: 5 } }, { wcs: null }, null)).toBe('5.0 px');
  });
});

describe('the path of a plot', () => {
  const same = (value: number): number => value;
  it('is interrupted by missing values', () => {
    expect(chartPath([0, 1, 2, 3], [5, 6, NaN, 7], same, same)).toBe('M0.0 5.0L1.0 6.0M3.0 7.0');
  });
  it('keeps the peaks where many values share a pixel', () => {
    const x = Float64Array.from({ length: 1000 }, (_, i) => i);
    const y = x.map((at) => (at === 537 ? 99 : 1));
    const path = chartPath(x, y, (value) => value / 100, same);
    expect(path).toContain(' 99.0');
    expect(path.length).toBeLessThan(300);
  });
  it('has a range also of equal values, and none of missing ones', () => {
    expect(valueRange([3, NaN, 3])).toEqual([2.5, 3.5]);
    expect(valueRange([NaN, Infinity])).toBeNull();
  });
});
