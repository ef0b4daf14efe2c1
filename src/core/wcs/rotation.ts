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
  const { around, latitude } = seenFromPole(pole.lat, native.phi - pole.nativeLon, native.theta);
  return { lon: wrapDegrees(pole.lon + around), lat: latitude };
}

/** Native from celestial coordinates, degrees (equation 5); phi within -180 … 180. */
export function nativeFromSky(pole: Pole, sky: SkyPoint): NativePoint {
  const { around, latitude } = seenFromPole(pole.lat, sky.lon - pole.lon, sky.lat);
  return { phi: wrapSigned(pole.nativeLon + around), theta: latitude };
}

/** A point in the system whose pole has latitude `poleLat` in the point's own: the rotation that undoes itself. */
function seenFromPole(
  poleLat: number,
  angle: number,
  latitude: number,
): { readonly around: number; readonly latitude: number } {
  const sinLatitude = sinDeg(latitude);
  const cosLatitude = cosDeg(latitude);
  const towards = cosLatitude * cosDeg(angle);
  const x = sinLatitude * cosDeg(poleLat) - towards * sinDeg(poleLat);
  const y = -cosLatitude * sinDeg(angle);
  const z = sinLatitude * sinDeg(poleLat) + towards * cosDeg(poleLat);
  return { around: atan2Deg(y, x), latitude: latitudeOf(z, x, y) };
}

/** The arcsine loses digits near the poles, the arctangent nowhere. */
function latitudeOf(z: number, x: number, y: number): number {
  return Math.abs(z) < 0.5 ? asinDeg(z) : atan2Deg(z, hypot(x, y));
}
