import { multiply, rotationAbout, transpose } from './angles.ts';
import { cardReader } from './cards.ts';
import { readFrame, toIcrs, type FrameOfWcs } from './frame.ts';
import { fromIcrs } from './fromIcrs.ts';
import type { SkyPoint } from './wcs.ts';

/** Frames that positions can be told in: FK5 at J2000, FK4 at B1950, the mean ecliptic and equinox of J2000. */
export const SKY_FRAMES = ['ICRS', 'FK5', 'FK4', 'GALACTIC', 'ECLIPTIC'] as const;
export type SkyFrameName = (typeof SKY_FRAMES)[number];

const silent = (): void => undefined;
const equatorial = (cards: Record<string, string | number>): FrameOfWcs =>
  readFrame('RA', cardReader(cards), silent);

const FRAMES: Readonly<Record<SkyFrameName, FrameOfWcs>> = {
  ICRS: equatorial({ RADESYS: 'ICRS' }),
  FK5: equatorial({ RADESYS: 'FK5', EQUINOX: 2000 }),
  FK4: equatorial({ RADESYS: 'FK4', EQUINOX: 1950 }),
  GALACTIC: readFrame('GLON', cardReader({}), silent),
  ECLIPTIC: eclipticOfJ2000(),
};

/** An ICRS direction in another frame, as a readout tells it.
 *
 * Method: the rotation of the frame; for FK4 at B1950 the E-terms of aberration are put on, for an object without proper
 *         motion in FK5 seen at 1950. The ecliptic is that of IAU 2006 at J2000, frame bias included.
 * Units:  degrees; longitudes 0 … 360.
 * Non-finite: a coordinate that is not finite gives one that is not.
 * Source: see frame.ts; the ecliptic: N. Capitaine and P. Wallace, 2006, A&A 450, 855 (ERFA eraEcm06).
 * Checked against: astropy 5.2 SkyCoord, 1e-7 degrees (test/reference/core/skyFrames.test.ts). */
export function skyInFrame(raDeg: number, decDeg: number, frame: SkyFrameName): SkyPoint {
  return fromIcrs(FRAMES[frame], raDeg, decDeg)!;
}

/** A direction of a frame in ICRS, degrees: the inverse of `skyInFrame`. */
function icrsOfFrame(lonDeg: number, latDeg: number, frame: SkyFrameName): { ra: number; dec: number } {
  return toIcrs(FRAMES[frame], lonDeg, latDeg)!;
}

/** A direction of a header's own frame in another one; null where the header's has no fixed place on the sky.
 *
 * What is in that frame already is left as the header has it: without a frame bias in the ecliptic (0.04"). */
export function skyOfWcsInFrame(wcs: FrameOfWcs, own: SkyPoint, frame: SkyFrameName): SkyPoint | null {
  if (isFrame(wcs, frame)) return own;
  const icrs = toIcrs(wcs, own.lon, own.lat);
  return icrs && skyInFrame(icrs.ra, icrs.dec, frame);
}

/** A direction of a frame in a header's own one, the inverse of `skyOfWcsInFrame`. */
export function wcsSkyOfFrame(wcs: FrameOfWcs, sky: SkyPoint, frame: SkyFrameName): SkyPoint | null {
  if (isFrame(wcs, frame)) return sky;
  const icrs = icrsOfFrame(sky.lon, sky.lat, frame);
  return fromIcrs(wcs, icrs.ra, icrs.dec);
}

function isFrame(wcs: FrameOfWcs, frame: SkyFrameName): boolean {
  return wcs.frame === frame && Object.is(wcs.equinox, FRAMES[frame].equinox);
}

/** The angles of precession and bias at J2000: gamma, phi and psi of Fukushima and Williams; the obliquity drops out. */
function eclipticOfJ2000(): FrameOfWcs {
  const ARCSEC = 1 / 3600;
  const fromIcrsAxes = multiply(
    rotationAbout('z', 0.041775 * ARCSEC),
    multiply(rotationAbout('x', 84381.412819 * ARCSEC), rotationAbout('z', -0.052928 * ARCSEC)),
  );
  return { frame: 'ECLIPTIC', equinox: 2000, icrsFromFrame: transpose(fromIcrsAxes), eTerms: null };
}
