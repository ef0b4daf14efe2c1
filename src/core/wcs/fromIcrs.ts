import { pointOf, rotate, transpose, vectorOf } from './angles.ts';
import type { FrameOfWcs } from './frame.ts';
import type { SkyPoint } from './wcs.ts';

/** An ICRS direction (degrees) in the Wcs's own frame, degrees, as `pixelFromSky` wants it: the inverse of `toIcrs`; null
 * when the frame has no fixed place on the sky.
 *
 * Method: the rotation back; for FK4 the E-terms a are put on again, v = u + a, which undoes `toIcrs` but for a term in
 *         the cube of a (below 1e-17).
 * Non-finite: a coordinate that is not finite gives one that is not.
 * Checked against: `toIcrs`, 1e-12 degrees (test/property/core/wcs/fromIcrs.test.ts). */
export function fromIcrs(wcs: FrameOfWcs, ra: number, dec: number): SkyPoint | null {
  if (wcs.icrsFromFrame === null) return null;
  if (wcs.frame === 'ICRS') return { lon: ra, lat: dec };
  const [x, y, z] = rotate(transpose(wcs.icrsFromFrame), vectorOf({ lon: ra, lat: dec }));
  const [a, b, c] = wcs.eTerms ?? [0, 0, 0];
  return pointOf([x + a, y + b, z + c]);
}
