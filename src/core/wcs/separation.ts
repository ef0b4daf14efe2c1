import { atan2Deg, cosDeg, sinDeg, wrapDegrees } from './angles.ts';
import { hypot } from '../math/index.ts';
import type { SkyPoint } from './wcs.ts';

export interface Separation {
  readonly distanceDeg: number;
  /** Of the second point seen from the first, from north through east, 0 … 360. */
  readonly positionAngleDeg: number;
}

/** Distance and position angle between two directions of one frame.
 *
 * Method: the arctangent form, exact at all distances (Vincenty's formula for a sphere).
 * Units:  degrees.   Non-finite: a coordinate that is not finite gives NaN.
 * Checked against: astropy 5.2 SkyCoord.separation and position_angle, 1e-10 degrees
 *         (test/reference/core/skyFrames.test.ts). */
export function separation(from: SkyPoint, to: SkyPoint): Separation {
  const lon = to.lon - from.lon;
  const [sinA, cosA, sinB, cosB] = [sinDeg(from.lat), cosDeg(from.lat), sinDeg(to.lat), cosDeg(to.lat)];
  const east = cosB * sinDeg(lon);
  const north = cosA * sinB - sinA * cosB * cosDeg(lon);
  const along = sinA * sinB + cosA * cosB * cosDeg(lon);
  return {
    distanceDeg: atan2Deg(hypot(east, north), along),
    positionAngleDeg: wrapDegrees(atan2Deg(east, north)),
  };
}
