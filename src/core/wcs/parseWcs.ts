import type { WarningSink } from '../errors/index.ts';
import { cosDeg, sinDeg } from './angles.ts';
import { cardReader, NoWcs, type CardReader, type WcsCards } from './cards.ts';
import { readSip, readTpv } from './distortion.ts';
import { readFrame } from './frame.ts';
import { readLinear } from './linear.ts';
import { PROJECTIONS } from './projections.ts';
import { poleOf } from './rotation.ts';
import type { ProjectionName, Wcs } from './wcs.ts';

/** CTYPE taken apart: RA---TAN-SIP is RA, TAN and -SIP. */
interface AxisType {
  readonly prefix: string;
  readonly code: string;
  readonly suffix: string;
}

/** Longitude prefixes and the latitude that goes with each. */
const LATITUDE_OF = new Map([
  ['RA', 'DEC'],
  ['GLON', 'GLAT'],
  ['ELON', 'ELAT'],
  ['SLON', 'SLAT'],
  ['HLON', 'HLAT'],
  ['LON', 'LAT'],
]);

/** The world coordinates of an HDU's image planes, from its cards; null when it has none.
 *
 * Method: the two celestial axes must be axes 1 and 2 (in either order); further axes are left aside.
 * Errors: none. What cannot be used is reported to `warn` and gives null; a distortion that cannot be applied is reported
 * and left out.
 * Source: FITS standard 4.0, section 8. */
export function parseWcs(cards: WcsCards, naxis: number, warn: WarningSink): Wcs | null {
  try {
    return readWcs(cardReader(cards), naxis, warn);
  } catch (error) {
    if (!(error instanceof NoWcs)) throw error;
    warn({ code: 'wcs-unusable', message: `No sky coordinates: ${error.message}.` });
    return null;
  }
}

function readWcs(cards: CardReader, naxis: number, warn: WarningSink): Wcs | null {
  const lonAxis = celestialAxes(cards, naxis);
  if (lonAxis === null) return null;
  const latAxis = lonAxis === 1 ? 2 : 1;
  const type = axisType(cards, lonAxis);
  const latType = axisType(cards, latAxis);
  if (type.code !== latType.code)
    throw new NoWcs(`the axes have different projections, ${type.code} and ${latType.code}`);
  const code = projectionCode(type.code, cards, lonAxis, latAxis);

  const linear = readLinear(cards, lonAxis);
  const { lon, lat } = linear.reference;
  if (Math.abs(lat) > 90) throw new NoWcs(`the reference latitude ${lat} is not within -90 … 90`);
  const projection = PROJECTIONS[code.projection];
  if (cards.number(`PV${lonAxis}_0`, 0) !== 0 && code.projection !== 'TAN') {
    throw new NoWcs(`an offset of the reference point (PV${lonAxis}_0) is not supported`);
  }
  const lonPole = optional(cards, 'LONPOLE') ?? (code.tpv ? undefined : optional(cards, `PV${lonAxis}_3`));
  const latPole =
    optional(cards, 'LATPOLE') ?? (code.tpv ? undefined : optional(cards, `PV${lonAxis}_4`)) ?? 90;
  warnOfDistortions(cards, type, warn);

  return {
    projection: code.projection,
    ctype: [cards.text('CTYPE1') ?? '', cards.text('CTYPE2') ?? ''],
    ...readFrame(type.prefix, cards, warn),
    crpix: linear.crpix,
    planeFromPixel: linear.planeFromPixel,
    pixelFromPlane: linear.pixelFromPlane,
    pole: poleOf({ lon, lat }, projection.theta0, lonPole, latPole),
    parameters: readParameters(cards, code, latAxis, lat),
    sip: readSip(cards),
    tpv: code.tpv ? readTpv(cards, lonAxis, latAxis) : null,
  };
}

/** Number of the longitude axis, 1 or 2; null when the image has no celestial axes at all. */
function celestialAxes(cards: CardReader, naxis: number): 1 | 2 | null {
  const count = Math.max(naxis, cards.number('WCSAXES', 0), 2);
  const prefixes = Array.from({ length: Math.min(count, 99) }, (_, i) => axisType(cards, i + 1).prefix);
  const lon = prefixes.findIndex((prefix) => LATITUDE_OF.has(prefix));
  if (lon < 0) return null;
  const lat = prefixes.indexOf(LATITUDE_OF.get(prefixes[lon]!)!);
  if (lat < 0) throw new NoWcs(`CTYPE${lon + 1} is a longitude, but no axis is its latitude`);
  if (lon > 1 || lat > 1 || naxis < 2) {
    throw new NoWcs(`the sky is on axes ${lon + 1} and ${lat + 1}, not on the axes of the picture, 1 and 2`);
  }
  return lon === 0 ? 1 : 2;
}

function axisType(cards: CardReader, axis: number): AxisType {
  const text = (cards.text(`CTYPE${axis}`) ?? '').toUpperCase();
  const match = /^([A-Z]{1,4})-+([A-Z0-9]{3})(-[A-Z0-9]+)?$/.exec(text);
  if (match === null) return { prefix: text.replace(/-.*$/, ''), code: '', suffix: '' };
  return { prefix: match[1]!, code: match[2]!, suffix: match[3] ?? '' };
}

interface ProjectionCode {
  readonly projection: ProjectionName;
  readonly tpv: boolean;
  readonly ncp: boolean;
}

function projectionCode(code: string, cards: CardReader, lonAxis: number, latAxis: number): ProjectionCode {
  if (code === 'TPV' || (code === 'TAN' && hasScampTerms(cards, lonAxis, latAxis))) {
    return { projection: 'TAN', tpv: true, ncp: false };
  }
  // TNX is TAN with a distortion of IRAF's, NCP a SIN seen from the pole.
  if (code === 'TNX') return { projection: 'TAN', tpv: false, ncp: false };
  if (code === 'NCP') return { projection: 'SIN', tpv: false, ncp: true };
  if (Object.hasOwn(PROJECTIONS, code)) return { projection: code as ProjectionName, tpv: false, ncp: false };
  if (code === '') throw new NoWcs('CTYPE names no projection');
  throw new NoWcs(`the projection ${code} is not known (${Object.keys(PROJECTIONS).join(', ')} and TPV are)`);
}

/** SCAMP wrote TPV coefficients under the name of TAN for years. */
function hasScampTerms(cards: CardReader, lonAxis: number, latAxis: number): boolean {
  for (let m = 0; m < 40; m++) {
    if (cards.has(`PV${latAxis}_${m}`) || (m > 4 && cards.has(`PV${lonAxis}_${m}`))) return true;
  }
  return false;
}

function readParameters(
  cards: CardReader,
  code: ProjectionCode,
  latAxis: number,
  lat: number,
): [number, number] {
  if (code.projection === 'CEA') return [cards.number(`PV${latAxis}_1`, 1), 0];
  if (code.projection !== 'SIN') return [0, 0];
  if (!code.ncp) return [cards.number(`PV${latAxis}_1`, 0), cards.number(`PV${latAxis}_2`, 0)];
  return [0, ncpSlant(lat)];
}

function ncpSlant(lat: number): number {
  if (lat === 0) throw new NoWcs('the projection NCP has no image of the equator');
  return cosDeg(lat) / sinDeg(lat);
}

function optional(cards: CardReader, keyword: string): number | undefined {
  return cards.has(keyword) ? cards.number(keyword, 0) : undefined;
}

function warnOfDistortions(cards: CardReader, type: AxisType, warn: WarningSink): void {
  const found: string[] = [];
  for (const keyword of cards.keywords()) {
    if (/^(?:CPDIS|CQDIS|D2IMDIS)\d+$/.test(keyword) || keyword === 'D2IMARR') found.push(keyword);
  }
  if (type.code === 'TNX' || (type.suffix !== '' && type.suffix !== '-SIP'))
    found.push(`${type.code}${type.suffix}`);
  if (found.length === 0) return;
  warn({
    code: 'wcs-distortion',
    message: `The distortion in ${found.join(', ')} is not applied; positions may be off.`,
  });
}
