import { cosDeg, wrapDegrees } from './angles.ts';
import { separation } from './separation.ts';
import { skyOfWcsInFrame, wcsSkyOfFrame, type SkyFrameName } from './skyFrames.ts';
import { pixelFromSky, skyFromPixel } from './transform.ts';
import type { SkyPoint, Wcs } from './wcs.ts';

export interface LocalDirections {
  /** Unit vectors in pixels, y up. */
  readonly north: readonly [number, number];
  readonly east: readonly [number, number];
  /** Along the pixel rows. */
  readonly degreesPerPixel: number;
}

/** A pixel's place in a frame (null for the header's own): FITS pixels in, degrees out; null where there is no sky. */
export function skyOfPixel(wcs: Wcs, frame: SkyFrameName | null, x: number, y: number): SkyPoint | null {
  const own = skyFromPixel(wcs, x, y);
  return own && (frame ? skyOfWcsInFrame(wcs, own, frame) : own);
}

/** Where north and east are at a pixel, and the scale there; null where there is no sky.
 *
 * Method: a step of a hundredth of a pixel's size to the north and to the east; on a pole, those half a pixel beside it.
 * Units:  FITS pixels; degrees.
 * Checked against: rotated and mirrored headers (test/unit/core/wcs/localDirections.test.ts). */
export function localDirections(
  wcs: Wcs,
  frame: SkyFrameName | null,
  x: number,
  y: number,
): LocalDirections | null {
  const here = skyOfPixel(wcs, frame, x, y);
  const beside = skyOfPixel(wcs, frame, x + 1, y);
  if (!here || !beside) return null;
  const degreesPerPixel = separation(here, beside).distanceDeg;
  const step = degreesPerPixel / 100;
  // At a pole itself there is no north: its neighbour stands for it.
  if (Math.abs(here.lat) > 90 - 2 * step) return localDirections(wcs, frame, x + 0.5, y);
  const north = unit(pixelOf({ lon: here.lon, lat: here.lat + step }), x, y);
  const lon = here.lon + Math.min(step / cosDeg(here.lat), 1);
  const east = unit(pixelOf({ lon: wrapDegrees(lon), lat: here.lat }), x, y);
  return north && east && { north, east, degreesPerPixel };

  function pixelOf({ lon, lat }: SkyPoint) {
    const own = frame ? wcsSkyOfFrame(wcs, { lon, lat }, frame) : { lon, lat };
    return own && pixelFromSky(wcs, own.lon, own.lat);
  }
}

function unit(
  to: { readonly x: number; readonly y: number } | null,
  x: number,
  y: number,
): readonly [number, number] | null {
  if (!to) return null;
  const [dx, dy] = [to.x - x, to.y - y];
  const length = Math.sqrt(dx * dx + dy * dy);
  return length > 0 ? [dx / length, dy / length] : null;
}
