import { describe, expect, it } from 'vitest';
import { parseWcs, type Wcs } from '../../../../src/core/wcs/index.ts';
import { matchedPoint, matchedView, skyTurn } from '../../../../src/renderer/state/matchedView.ts';
import type { ImageSummary } from '../../../../src/shared/index.ts';

function wcsOf(cards: Record<string, number | string>): Wcs {
  const centre = {
    CTYPE1: 'RA---TAN',
    CTYPE2: 'DEC--TAN',
    CRVAL1: 266.4,
    CRVAL2: -29,
    CRPIX1: 100,
    CRPIX2: 100,
  };
  return parseWcs({ ...centre, CDELT1: -1e-4, CDELT2: 1e-4, ...cards }, 2, () => undefined)!;
}

function summary(wcs: Wcs | null, originX = 0, originY = 0): ImageSummary {
  return { wcs, originX, originY } as ImageSummary;
}

const view = { centre: { x: 40, y: 60 }, scale: 2 };

describe('views locked by pixel', () => {
  it('show the same pixels of the whole image, whatever section of it each shows', () => {
    const [whole, section] = [summary(null), summary(null, 10, 25)];
    expect(matchedView('pixel', whole, section, view)).toEqual({ centre: { x: 30, y: 35 }, scale: 2 });
    expect(matchedView('pixel', section, whole, view)).toEqual({ centre: { x: 50, y: 85 }, scale: 2 });
  });

  it('heed no sky', () => {
    const [one, other] = [summary(wcsOf({})), summary(wcsOf({ CRPIX1: 7, CDELT2: 3e-4 }))];
    expect(matchedView('pixel', one, other, view)).toEqual(view);
  });
});

describe('views locked by the sky', () => {
  const from = summary(wcsOf({}));

  it('show the same sky at the same size on pixels of another size', () => {
    const to = summary(wcsOf({ CDELT1: -2e-4, CDELT2: 2e-4 }));
    const matched = matchedView('wcs', from, to, view)!;
    // Both refer to the sky at pixel (100, 100), 0-based (99, 99): half as many pixels away, each twice as large.
    expect(matched.centre.x).toBeCloseTo(99 + (40 - 99) / 2, 6);
    expect(matched.centre.y).toBeCloseTo(99 + (60 - 99) / 2, 6);
    expect(matched.scale).toBeCloseTo(4, 9);
  });

  it('go through sections on both sides', () => {
    const moved = summary(wcsOf({ CRPIX1: 130, CRPIX2: 80 }), 5, 3);
    const point = matchedPoint('wcs', summary(wcsOf({}), 20, 11), moved, { x: 40, y: 60 })!;
    expect(point.x).toBeCloseTo(40 + 20 + 30 - 5, 6);
    expect(point.y).toBeCloseTo(60 + 11 - 20 - 3, 6);
  });

  it('follow a turned image', () => {
    const turned = summary(wcsOf({ CROTA2: 90 }));
    const matched = matchedView('wcs', from, turned, view)!;
    const distance = Math.hypot(matched.centre.x - 99, matched.centre.y - 99);
    expect(distance).toBeCloseTo(Math.hypot(40 - 99, 60 - 99), 6);
    expect(Math.abs(matched.centre.x - 99)).toBeCloseTo(39, 6);
    expect(matched.scale).toBeCloseTo(2, 9);
    const back = matchedView('wcs', turned, from, matched)!;
    expect(back.centre.x).toBeCloseTo(40, 6);
    expect(back.centre.y).toBeCloseTo(60, 6);
  });

  it('go from one frame of the sky to another', () => {
    // The galactic centre, the direction of Sagittarius A* by the definition of the frame.
    const galactic = summary(wcsOf({ CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN', CRVAL1: 0, CRVAL2: 0 }));
    const icrs = summary(wcsOf({ CRVAL1: 266.40498829, CRVAL2: -28.93617776 }));
    const point = matchedPoint('wcs', galactic, icrs, { x: 99, y: 99 })!;
    expect(Math.abs(point.x - 99)).toBeLessThan(0.1);
    expect(Math.abs(point.y - 99)).toBeLessThan(0.1);
  });

  it('fall back to pixels where one has no sky', () => {
    expect(matchedView('wcs', from, summary(null, 10, 0), view)).toEqual({
      centre: { x: 30, y: 60 },
      scale: 2,
    });
    expect(matchedView('wcs', summary(null), from, view)).toEqual(view);
  });

  it('are none where the sky is not on the other', () => {
    const behind = summary(wcsOf({ CRVAL1: 86.4, CRVAL2: 29 }));
    expect(matchedView('wcs', from, behind, view)).toBeNull();
  });
});

describe('how the sky of one image is turned against that of another', () => {
  const sized = (cards: Record<string, number | string>) =>
    ({ ...summary(wcsOf(cards)), width: 200, height: 200 }) as ImageSummary;
  const upright = sized({});

  it.each([
    [{}, 0, false],
    [{ CDELT1: -2e-4, CDELT2: 2e-4 }, 0, false],
    [{ CROTA2: 30 }, 30, false],
    [{ CROTA2: -135 }, -135, false],
    [{ CDELT1: 1e-4 }, 0, true],
  ])('%j: %d degrees, mirrored: %s', (cards, degrees, mirrored) => {
    const turn = skyTurn(upright, sized(cards))!;
    expect(turn.degrees).toBeCloseTo(degrees, 3);
    expect(turn.mirrored).toBe(mirrored);
  });

  it('is not told where there is no sky, or none in common', () => {
    expect(skyTurn(upright, summary(null))).toBeNull();
    expect(skyTurn(upright, sized({ CRVAL1: 86.4, CRVAL2: 29 }))).toBeNull();
  });
});
