import { applySip, applyTpv, invertPlaneMap } from './distortion.ts';
import { PROJECTIONS, type PlanePoint } from './projections.ts';
import { nativeFromSky, skyFromNative } from './rotation.ts';
import type { SkyPoint, Wcs } from './wcs.ts';

/** Sky coordinates of a pixel, in the header's own frame; null where the projection has no sky.
 *
 * Units:  1-based pixels, the first one's centre at (1, 1); degrees, longitude 0 … 360.
 * Non-finite: a coordinate that is not finite gives null.
 * Source: E. W. Greisen and M. R. Calabretta, 2002, A&A 395, 1061; Calabretta and Greisen, 2002, A&A 395, 1077; with the
 * forward distortion of SIP or TPV.
 * Checked against: astropy.wcs 5.2, 1e-10 relative (test/reference/core/wcs.test.ts). */
export function skyFromPixel(wcs: Wcs, x1: number, y1: number): SkyPoint | null {
  let u = x1 - wcs.crpix[0];
  let v = y1 - wcs.crpix[1];
  if (wcs.sip !== null) ({ x: u, y: v } = applySip(wcs.sip, u, v));
  const m = wcs.planeFromPixel;
  let x = m[0] * u + m[1] * v;
  let y = m[2] * u + m[3] * v;
  if (wcs.tpv !== null) ({ x, y } = applyTpv(wcs.tpv, x, y));
  if (!(Math.abs(x) < Infinity && Math.abs(y) < Infinity)) return null;
  const native = PROJECTIONS[wcs.projection].nativeFromPlane(x, y, wcs.parameters);
  return native && skyFromNative(wcs.pole, native);
}

/** The pixel of a point of the sky in the header's own frame, the inverse of `skyFromPixel`; null where the sky is not on
 * the projection, or a distortion cannot be undone. */
export function pixelFromSky(wcs: Wcs, lon: number, lat: number): PlanePoint | null {
  if (!(Math.abs(lon) < Infinity && Math.abs(lat) <= 90)) return null;
  const native = nativeFromSky(wcs.pole, { lon, lat });
  let plane = PROJECTIONS[wcs.projection].planeFromNative(native.phi, native.theta, wcs.parameters);
  if (plane === null) return null;
  const m = wcs.pixelFromPlane;
  const { tpv, sip } = wcs;
  if (tpv !== null) {
    // A step of about ten pixels, in degrees.
    const step =
      10 *
      Math.sqrt(
        Math.abs(
          wcs.planeFromPixel[0] * wcs.planeFromPixel[3] - wcs.planeFromPixel[1] * wcs.planeFromPixel[2],
        ),
      );
    plane = invertPlaneMap((x, y) => applyTpv(tpv, x, y), plane, step);
    if (plane === null) return null;
  }
  let offset: PlanePoint | null = { x: m[0] * plane.x + m[1] * plane.y, y: m[2] * plane.x + m[3] * plane.y };
  if (sip !== null) offset = invertPlaneMap((u, v) => applySip(sip, u, v), offset, 1);
  return offset && { x: offset.x + wcs.crpix[0], y: offset.y + wcs.crpix[1] };
}
