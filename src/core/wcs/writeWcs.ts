import { PROJECTIONS } from './projections.ts';
import { skyFromNative } from './rotation.ts';
import type { PolynomialTerm, Wcs } from './wcs.ts';

/** A card of world coordinates. */
export interface WcsCard {
  readonly keyword: string;
  readonly value: string | number;
  readonly comment: string;
}

/** The header cards of a WCS whose first pixel is dx columns and dy rows into the image that it belongs to.
 *
 * Method: a CD matrix, the reference point of the projection, its pole, SIP or TPV terms, and LTV1, LTV2 where the image is a
 *         section. Reading the cards gives the same sky positions.
 * Units:  degrees; pixels from 1.
 * Errors: none.
 * Source: FITS standard 4.0, section 8; SIP and TPV conventions.
 * Checked against: parseWcs (positions of read files, 1e-11 degrees) and astropy.wcs 5.2. */
export function writeWcs(wcs: Wcs, dx: number, dy: number): readonly WcsCard[] {
  const { theta0 } = PROJECTIONS[wcs.projection];
  const reference = skyFromNative(wcs.pole, { phi: 0, theta: theta0 });
  const lonFirst = isLongitude(wcs.ctype[0]);
  const [a, b, c, d] = wcs.planeFromPixel;
  const rows = lonFirst ? [a, b, c, d] : [c, d, a, b];
  const [lonAxis, latAxis] = lonFirst ? [1, 2] : [2, 1];
  const cards: WcsCard[] = [];
  const put = (keyword: string, value: string | number, comment = ''): void =>
    void cards.push({ keyword, value, comment });
  put('WCSAXES', 2, 'number of axes of the world coordinates');
  put('CTYPE1', typeName(wcs, 0));
  put('CTYPE2', typeName(wcs, 1));
  put('CUNIT1', 'deg');
  put('CUNIT2', 'deg');
  put(`CRVAL${lonAxis}`, reference.lon, 'longitude of the reference point');
  put(`CRVAL${latAxis}`, reference.lat, 'latitude of the reference point');
  put('CRPIX1', wcs.crpix[0] - dx, 'reference pixel, from 1');
  put('CRPIX2', wcs.crpix[1] - dy, 'reference pixel, from 1');
  for (const [i, keyword] of ['CD1_1', 'CD1_2', 'CD2_1', 'CD2_2'].entries()) put(keyword, rows[i]!);
  put('LONPOLE', wcs.pole.nativeLon, 'native longitude of the celestial pole');
  put('LATPOLE', wcs.pole.lat, 'latitude of the native pole');
  if (wcs.frame === 'ICRS' || wcs.frame.startsWith('FK')) put('RADESYS', wcs.frame);
  if (Number.isFinite(wcs.equinox)) put('EQUINOX', wcs.equinox);
  putParameters(wcs, latAxis!, put);
  if (wcs.sip) {
    putSip('A', wcs.sip.a, put);
    putSip('B', wcs.sip.b, put);
  }
  if (wcs.tpv) {
    putTpv(lonAxis!, wcs.tpv.lon, put);
    putTpv(latAxis!, wcs.tpv.lat, put);
  }
  if (dx !== 0 || dy !== 0) {
    put('LTV1', -dx, 'the section in the whole image');
    put('LTV2', -dy, 'the section in the whole image');
  }
  return cards;
}

type Put = (keyword: string, value: string | number, comment?: string) => void;

function isLongitude(ctype: string): boolean {
  return /^(RA|[A-Z]?LON)\b/.test(ctype.toUpperCase().replace(/-.*$/, ''));
}

/** The axis with the projection as it is computed here, whatever name the header gave it. */
function typeName({ ctype, projection, sip, tpv }: Wcs, axis: 0 | 1): string {
  const prefix = ctype[axis].toUpperCase().replace(/-.*$/, '');
  return `${prefix.padEnd(4, '-')}-${tpv ? 'TPV' : projection}${sip ? '-SIP' : ''}`;
}

function putParameters({ projection, parameters }: Wcs, latAxis: number, put: Put): void {
  if (projection === 'CEA') put(`PV${latAxis}_1`, parameters[0]);
  if (projection !== 'SIN' || (parameters[0] === 0 && parameters[1] === 0)) return;
  put(`PV${latAxis}_1`, parameters[0]);
  put(`PV${latAxis}_2`, parameters[1]);
}

function putSip(letter: 'A' | 'B', terms: readonly PolynomialTerm[], put: Put): void {
  put(`${letter}_ORDER`, Math.max(2, ...terms.map(({ i, j }) => i + j)));
  for (const { i, j, coefficient } of terms) put(`${letter}_${i}_${j}`, coefficient);
}

function putTpv(axis: number, coefficients: readonly number[], put: Put): void {
  for (const [m, coefficient] of coefficients.entries())
    if (coefficient !== 0 || m === 1) put(`PV${axis}_${m}`, coefficient);
}
