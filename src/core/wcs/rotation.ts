import { asinDeg, atan2Deg, cosDeg, DEGREES_PER_RADIAN, sinDeg, wrapDegrees, wrapSigned } from './angles.ts';
import { acos, hypot } from '../math/index.ts';
import { NoWcs } from './cards.ts';
import type { NativePoint } from './projections.ts';
import type { SkyPoint, Wcs } from './wcs.ts';

type Pole = Wcs['pole'];

/** Two latitudes this near are the same solution, degrees. */
const TOLERANCE = 1e-10;

/** Celestial coordinates of the native pole, from those of the reference point.
 *
 * Source: M. R. Calabretta and E. W. Greisen, 2002, A&A 395, 1077, section 2.4, equations 8 to 10. */
export function poleOf(
  reference: SkyPoint,
  theta0: 0 | 90,
  lonPole: number | undefined,
  latPole: number,
): Pole {
  const { lon, lat } = reference;
  const nativeLon = lonPole ?? (lat < theta0 ? 180 : 0);
  if (theta0 === 90) return { lon, lat, nativeLon };

  const poleLat = poleLatitude(lat, nativeLon, latPole);
  // With the celestial pole at a native pole, equations 9 and 10 have no solution and these hold instead.
  if (Math.abs(lat) === 90) return { lon, lat: poleLat, nativeLon };
  if (poleLat === 90) return { lon: lon + nativeLon - 180, lat: poleLat, nativeLon };
  if (poleLat === -90) return { lon: lon - nativeLon, lat: poleLat, nativeLon };
  const east = sinDeg(nativeLon) / cosDeg(lat);
  const north = (-sinDeg(poleLat) * sinDeg(lat)) / (cosDeg(poleLat) * cosDeg(lat));
  return { lon: lon - atan2Deg(east, north), lat: poleLat, nativeLon };
}

/** Of the two latitudes that the native pole can have, the valid one nearer to LATPOLE (theta0 = 0). */
function poleLatitude(lat: number, nativeLon: number, latPole: number): number {
  const cosine = cosDeg(nativeLon);
  if (cosine === 0) {
    if (Math.abs(lat) > TOLERANCE)
      throw new NoWcs(`LONPOLE = ${nativeLon} does not fit the reference latitude ${lat}`);
    return Math.min(Math.max(latPole, -90), 90);
  }
  const ratio = sinDeg(lat) / Math.abs(cosine);
  if (Math.abs(ratio) > 1 + 1e-12) {
    throw new NoWcs(`LONPOLE = ${nativeLon} does not fit the reference latitude ${lat}`);
  }
  const centre = cosine > 0 ? 0 : 180;
  const away = acos(Math.min(Math.max(ratio, -1), 1)) * DEGREES_PER_RADIAN;
  const candidates = [wrapSigned(centre + away), wrapSigned(centre - away)]
    .map((candidate) =>
      Math.abs(Math.abs(candidate) - 90) < TOLERANCE ? 90 * Math.sign(candidate) : candidate,
    )
    .filter((candidate) => Math.abs(candidate) <= 90);
  const [first, second] = candidates;
  if (first === undefined) throw new NoWcs(`LONPOLE = ${nativeLon} leaves no place for the pole`);
  return second === undefined || Math.abs(first - latPole) <= Math.abs(second - latPole) ? first : second;
}

/** Celestial from native coordinates, degrees (equation 2). */
export function skyFromNative(pole: Pole, native: NativePoint): SkyPoint {
  const angle = native.phi - pole.nativeLon;
  const sinTheta = sinDeg(native.theta);
  const cosTheta = cosDeg(native.theta);
  const towards = cosTheta * cosDeg(angle);
  const x = sinTheta * cosDeg(pole.lat) - towards * sinDeg(pole.lat);
  const y = -cosTheta * sinDeg(angle);
  const z = sinTheta * sinDeg(pole.lat) + towards * cosDeg(pole.lat);
  return { lon: wrapDegrees(pole.lon + atan2Deg(y, x)), lat: latitudeOf(z, x, y) };
}

/** Native from celestial coordinates, degrees (equation 5); phi within -180 … 180. */
export function nativeFromSky(pole: Pole, sky: SkyPoint): NativePoint {
  const angle = sky.lon - pole.lon;
  const sinLat = sinDeg(sky.lat);
  const cosLat = cosDeg(sky.lat);
  const towards = cosLat * cosDeg(angle);
  const x = sinLat * cosDeg(pole.lat) - towards * sinDeg(pole.lat);
  const y = -cosLat * sinDeg(angle);
  const z = sinLat * sinDeg(pole.lat) + towards * cosDeg(pole.lat);
  return { phi: wrapSigned(pole.nativeLon + atan2Deg(y, x)), theta: latitudeOf(z, x, y) };
}

/** The arcsine loses digits near the poles, the arctangent nowhere. */
function latitudeOf(z: number, x: number, y: number): number {
  return Math.abs(z) < 0.5 ? asinDeg(z) : atan2Deg(z, hypot(x, y));
}
