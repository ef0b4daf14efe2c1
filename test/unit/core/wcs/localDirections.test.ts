import { describe, expect, it } from 'vitest';
import { localDirections, parseWcs } from '../../../../src/core/wcs/index.ts';

const wcsOf = (cards: Record<string, number | string>) =>
  parseWcs(
    { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRPIX1: 50, CRPIX2: 50, CRVAL1: 200, CRVAL2: -40, ...cards },
    2,
    () => undefined,
  )!;

describe('north and east', () => {
  it.each([0, 30, 90, 200, -60])('of an image turned by %d degrees', (turn) => {
    const found = localDirections(wcsOf({ CDELT1: -2e-4, CDELT2: 2e-4, CROTA2: turn }), 'ICRS', 50, 50)!;
    const angle = (turn * Math.PI) / 180;
    expect(found.north[0]).toBeCloseTo(-Math.sin(angle), 5);
    expect(found.north[1]).toBeCloseTo(Math.cos(angle), 5);
    expect(found.east[0]).toBeCloseTo(-Math.cos(angle), 5);
    expect(found.east[1]).toBeCloseTo(-Math.sin(angle), 5);
    expect(found.degreesPerPixel).toBeCloseTo(2e-4, 10);
  });

  it('of a mirrored one', () => {
    const { east } = localDirections(wcsOf({ CDELT1: 2e-4, CDELT2: 2e-4 }), 'ICRS', 50, 50)!;
    expect(east[0]).toBeCloseTo(1, 5);
  });

  it('beside a pole, and in another frame', () => {
    const pole = wcsOf({ CRVAL2: 90, CDELT1: -2e-4, CDELT2: 2e-4 });
    const at = localDirections(pole, 'ICRS', 60, 50)!;
    expect(at.north[0]).toBeCloseTo(-1, 5);
    expect(localDirections(pole, 'ICRS', 50, 50)).not.toBeNull();
    const { north } = localDirections(wcsOf({ CDELT1: -2e-4, CDELT2: 2e-4 }), 'GALACTIC', 50, 50)!;
    expect(Math.hypot(...north)).toBeCloseTo(1, 12);
    expect(Math.abs(north[1])).toBeLessThan(0.999);
  });
});
