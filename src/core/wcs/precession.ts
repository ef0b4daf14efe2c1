import { multiply, rotationAbout } from './angles.ts';
import type { Matrix3 } from './wcs.ts';

const ARCSEC = 1 / 3600;

function precession(zeta: number, z: number, theta: number): Matrix3 {
  return multiply(
    rotationAbout('z', -z * ARCSEC),
    multiply(rotationAbout('y', theta * ARCSEC), rotationAbout('z', -zeta * ARCSEC)),
  );
}

/** Precession from the mean equator and equinox of a Julian year to J2000.
 *
 * Source: J. H. Lieske et al., 1977, A&A 58, 1 (IAU 1976), which defines FK5. Astropy uses IAU 2006 instead: they differ
 * by 0.3" a century. */
export function precessionToJ2000(equinox: number): Matrix3 {
  const start = (equinox - 2000) / 100;
  const t = -start;
  const rate = 2306.2181 + 1.39656 * start - 0.000139 * start * start;
  const zeta = (rate + (0.30188 - 0.000344 * start) * t + 0.017998 * t * t) * t;
  const z = (rate + (1.09468 + 0.000066 * start) * t + 0.018203 * t * t) * t;
  const theta =
    (2004.3109 -
      0.8533 * start -
      0.000217 * start * start -
      (0.42665 + 0.000217 * start) * t -
      0.041833 * t * t) *
    t;
  return precession(zeta, z, theta);
}

/** Precession from the mean equator and equinox of a Besselian year to B1950, in the FK4 system.
 *
 * Source: Newcomb's constants, Explanatory Supplement to the Ephemeris, 1961, section 2B. */
export function precessionToB1950(equinox: number): Matrix3 {
  const start = (equinox - 1900) / 100;
  const t = (1950 - equinox) / 100;
  const zeta = (2304.25 + 1.396 * start + 0.302 * t + 0.018 * t * t) * t;
  const z = zeta + 0.791 * t * t;
  const theta = (2004.682 - 0.853 * start - 0.426 * t - 0.042 * t * t) * t;
  return precession(zeta, z, theta);
}
