import { describe, expect, it } from 'vitest';
import { pixelShape, REGION_DEFAULTS, type NewRegion } from '../../../../src/core/region/index.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';
import { placedOn, shifted } from '../../../../src/renderer/state/regionCopy.ts';

const wcsAt = (crval1: number, arcsec: number, crpix: number) =>
  parseWcs(
    {
      CTYPE1: 'RA---TAN',
      CTYPE2: 'DEC--TAN',
      CRVAL1: crval1,
      CRVAL2: 36,
      CRPIX1: crpix,
      CRPIX2: crpix,
      CDELT1: -arcsec / 3600,
      CDELT2: arcsec / 3600,
      RADESYS: 'ICRS',
    },
    2,
    () => undefined,
  )!;
const [fine, coarse, away] = [wcsAt(250, 1, 100), wcsAt(250, 2, 30), wcsAt(70, 1, 100)];
const circle = (system: 'image' | 'icrs', x: number, y: number, radius: number): NewRegion => ({
  ...REGION_DEFAULTS,
  tags: [],
  system,
  shape: { kind: 'circle', centre: [x, y], radius },
});

function expectCircle(region: NewRegion | null, x: number, y: number, radius: number): void {
  if (region?.shape.kind !== 'circle') throw new Error('no circle');
  expect(region.shape.centre[0]).toBeCloseTo(x, 4);
  expect(region.shape.centre[1]).toBeCloseTo(y, 4);
  expect(region.shape.radius).toBeCloseTo(radius, 4);
}

describe('a region pasted on another image', () => {
  it('lies at the same place of the sky where both have one', () => {
    const placed = placedOn(circle('image', 110, 104, 8), fine, coarse);
    expect(placed?.system).toBe('image');
    expectCircle(placed, 35, 32, 4);
    const sky = circle('icrs', 250, 36, 8 / 3600);
    expect(placedOn(sky, fine, coarse)).toBe(sky);
  });

  it('lies at the same pixels where one has no sky', () => {
    const region = circle('image', 110, 104, 8);
    expect(placedOn(region, null, coarse)).toBe(region);
    expect(placedOn(region, fine, null)).toBe(region);
    const placed = placedOn(circle('icrs', 250, 36, 8 / 3600), fine, null);
    expect(placed?.system).toBe('image');
    expectCircle(placed, 100, 100, 8);
  });

  it('has no place where the other sky has none', () => {
    expect(placedOn(circle('image', 110, 104, 8), fine, away)).toBeNull();
  });
});

it('a copy lies to the right and below, in pixels and on the sky', () => {
  expectCircle(shifted(circle('image', 110, 104, 8), null, 5), 115, 99, 8);
  const moved = shifted(circle('icrs', 250, 36, 8 / 3600), fine, 5);
  expect(moved.system).toBe('icrs');
  const shape = pixelShape(moved, fine);
  expectCircle(shape && { ...moved, shape }, 105, 95, 8);
});
