import type { WarningSink } from '../errors/index.ts';
import { multiply, pointOf, rotate, rotationAbout, transpose, vectorOf } from './angles.ts';
import type { CardReader } from './cards.ts';
import { precessionToB1950, precessionToJ2000 } from './precession.ts';
import type { Matrix3, SkyFrame, Vector3, Wcs } from './wcs.ts';

/** What of a Wcs belongs to its frame. */
export type FrameOfWcs = Pick<Wcs, 'frame' | 'equinox' | 'icrsFromFrame' | 'eTerms'>;

const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const MILLIARCSEC = 1 / 3_600_000;

/** FK5 at J2000 lies within 0.03" of ICRS. Source: G. H. Kaplan, 2005, USNO Circular 179, section 3.5. */
const ICRS_FROM_FK5 = transpose(
  multiply(
    rotationAbout('x', 19.9 * MILLIARCSEC),
    multiply(rotationAbout('y', 9.1 * MILLIARCSEC), rotationAbout('z', -22.9 * MILLIARCSEC)),
  ),
);

/** FK4 without E-terms at B1950 to FK5 at J2000, for an object seen in 1950.
 * Source: C. A. Murray, 1989, A&A 218, 325, equation 28. */
const FK5_FROM_FK4: Matrix3 = [
  0.9999256794956877, -0.0111814832204662, -0.0048590038153592, 0.0111814832391717, 0.9999374848933135,
  -0.0000271625947142, 0.0048590037723143, -0.000027170293744, 0.9999881946023742,
];

/** E-terms of aberration at B1950. Source: Explanatory Supplement to the Astronomical Almanac, 1992, 3.531. */
const E_TERMS_B1950: Vector3 = [-1.62557e-6, -0.31919e-6, -0.13843e-6];

/** Galactic to FK5: north galactic pole and longitude of the celestial pole of B1950 (IAU 1958), taken to J2000.
 * Source: A. Blaauw et al., 1960, MNRAS 121, 123; the J2000 values as astropy 5.2 has them. */
const FK5_FROM_GALACTIC = transpose(
  multiply(
    rotationAbout('z', 180 - 122.9319185680026),
    multiply(rotationAbout('y', 90 - 27.12825118085622), rotationAbout('z', 192.8594812065348)),
  ),
);

/** Source: G. de Vaucouleurs et al., 1991, Third Reference Catalogue, pole at l 47.37, b 6.32. */
const GALACTIC_FROM_SUPERGALACTIC = transpose(
  multiply(rotationAbout('z', 90), multiply(rotationAbout('y', 90 - 6.32), rotationAbout('z', 47.37))),
);

/** Mean obliquity at J2000, degrees. Source: J. L. Hilton et al., 2006, Celest. Mech. Dyn. Astr. 94, 351. */
const OBLIQUITY_J2000 = 84381.406 / 3600;

/** Frame of the celestial axes, by the prefix of their CTYPE, RADESYS and EQUINOX (or EPOCH).
 *
 * Without RADESYS the frame is ICRS when there is no EQUINOX either, FK4 for one before 1984, else FK5 (FITS standard 4.0,
 * section 8.3). The ecliptic is the mean one of J2000 whatever the equinox. */
export function readFrame(prefix: string, cards: CardReader, warn: WarningSink): FrameOfWcs {
  switch (prefix) {
    case 'RA':
      return readEquatorialFrame(cards, warn);
    case 'GLON':
      return fixed('GALACTIC', multiply(ICRS_FROM_FK5, FK5_FROM_GALACTIC));
    case 'SLON':
      return fixed(
        'SUPERGALACTIC',
        multiply(multiply(ICRS_FROM_FK5, FK5_FROM_GALACTIC), GALACTIC_FROM_SUPERGALACTIC),
      );
    case 'ELON':
      return { ...fixed('ECLIPTIC', rotationAbout('x', -OBLIQUITY_J2000)), equinox: 2000 };
    default:
      return fixed('OTHER', null);
  }
}

function readEquatorialFrame(cards: CardReader, warn: WarningSink): FrameOfWcs {
  const equinox = readEquinox(cards, warn);
  const named = (cards.text('RADESYS') ?? cards.text('RADECSYS') ?? '').toUpperCase();
  const name = named !== '' ? named : equinox === undefined ? 'ICRS' : equinox < 1984 ? 'FK4' : 'FK5';
  switch (name) {
    case 'ICRS':
      return fixed('ICRS', IDENTITY);
    case 'FK5': {
      const year = equinox ?? 2000;
      const matrix = year === 2000 ? ICRS_FROM_FK5 : multiply(ICRS_FROM_FK5, precessionToJ2000(year));
      return { frame: 'FK5', equinox: year, icrsFromFrame: matrix, eTerms: null };
    }
    case 'FK4':
    case 'FK4-NO-E': {
      const year = equinox ?? 1950;
      const icrsFromB1950 = multiply(ICRS_FROM_FK5, FK5_FROM_FK4);
      if (year === 1950) {
        return {
          frame: name,
          equinox: year,
          icrsFromFrame: icrsFromB1950,
          eTerms: name === 'FK4' ? E_TERMS_B1950 : null,
        };
      }
      const toB1950 = precessionToB1950(year);
      // The E-terms are nearly constant in space; only the axes they are counted in turn.
      const eTerms = name === 'FK4' ? rotate(transpose(toB1950), E_TERMS_B1950) : null;
      return { frame: name, equinox: year, icrsFromFrame: multiply(icrsFromB1950, toB1950), eTerms };
    }
    default:
      warn({
        code: 'wcs-frame',
        message: `The reference frame RADESYS = '${named}' is not known (ICRS, FK5, FK4 and FK4-NO-E are): positions are shown as they are in the header.`,
      });
      return { ...fixed('OTHER', null), equinox: equinox ?? NaN };
  }
}

function fixed(frame: SkyFrame, icrsFromFrame: Matrix3 | null): FrameOfWcs {
  return { frame, equinox: NaN, icrsFromFrame, eTerms: null };
}

/** EQUINOX or EPOCH in years; old headers write it as text, 'J2000' or 'B1950.0'. */
function readEquinox(cards: CardReader, warn: WarningSink): number | undefined {
  for (const keyword of ['EQUINOX', 'EPOCH']) {
    const value = cards.raw(keyword);
    if (value === undefined) continue;
    const year = typeof value === 'number' ? value : Number(value.replace(/^[JB]/i, ''));
    // EPOCH = 0 stands in many old headers for "not known".
    if (year === 0) continue;
    if (year > 1700 && year < 2200) return year;
    warn({ code: 'wcs-equinox', message: `${keyword} = ${value} is not a year: it is ignored.` });
  }
  return undefined;
}

/** A direction of the Wcs's own frame (degrees) in ICRS, degrees; null when the frame has no fixed place on the sky.
 *
 * Source: see the constants above. FK4 is taken for an object without proper motion in FK5 seen at 1950.
 * Checked against: astropy 5.2 SkyCoord: 0.1 mas for FK5 J2000, galactic and supergalactic, 1 mas for FK4 B1950,
 * 0.1" for other equinoxes and the ecliptic (test/unit/core/wcs/frame.test.ts). */
export function toIcrs(wcs: FrameOfWcs, lon: number, lat: number): { ra: number; dec: number } | null {
  if (wcs.icrsFromFrame === null) return null;
  if (wcs.frame === 'ICRS') return { ra: lon, dec: lat };
  let vector = vectorOf({ lon, lat });
  if (wcs.eTerms !== null) {
    const [x, y, z] = vector;
    const [a, b, c] = wcs.eTerms;
    const along = x * a + y * b + z * c;
    vector = [x - a + along * x, y - b + along * y, z - c + along * z];
  }
  const point = pointOf(rotate(wcs.icrsFromFrame, vector));
  return { ra: point.lon, dec: point.lat };
}

/** The frame of the coordinates that `skyFromPixel` gives. */
export function wcsFrame(wcs: FrameOfWcs): SkyFrame {
  return wcs.frame;
}
