import { cosDeg, sinDeg } from './angles.ts';
import { NoWcs, type CardReader } from './cards.ts';
import type { Matrix2, SkyPoint, Wcs } from './wcs.ts';

/** The linear part of the world coordinates, longitude first, in degrees. */
interface Linear extends Pick<Wcs, 'crpix' | 'planeFromPixel' | 'pixelFromPlane'> {
  readonly reference: SkyPoint;
}

/** Degrees in one of each unit that CUNIT may name. */
const DEGREES_IN = new Map([
  ['', 1],
  ['DEG', 1],
  ['DEGREE', 1],
  ['DEGREES', 1],
  ['ARCMIN', 1 / 60],
  ['ARCSEC', 1 / 3600],
  ['MAS', 1 / 3_600_000],
  ['RAD', 57.29577951308232],
]);

/** CRPIX, CRVAL and the matrix in its three forms: CD; PC and CDELT; CDELT and CROTA of the latitude axis. */
export function readLinear(cards: CardReader, lonAxis: 1 | 2): Linear {
  const rows = readMatrix(cards, lonAxis === 1 ? 2 : 1);
  const units = [unitOf(cards, 1), unitOf(cards, 2)] as const;
  const first: readonly [number, number] = [rows[0] * units[0], rows[1] * units[0]];
  const second: readonly [number, number] = [rows[2] * units[1], rows[3] * units[1]];
  const values = [cards.number('CRVAL1', 0) * units[0], cards.number('CRVAL2', 0) * units[1]] as const;
  const planeFromPixel: Matrix2 = lonAxis === 1 ? [...first, ...second] : [...second, ...first];
  return {
    crpix: [cards.number('CRPIX1', 0), cards.number('CRPIX2', 0)],
    planeFromPixel,
    pixelFromPlane: inverse(planeFromPixel),
    reference: lonAxis === 1 ? { lon: values[0], lat: values[1] } : { lon: values[1], lat: values[0] },
  };
}

function unitOf(cards: CardReader, axis: number): number {
  const unit = cards.text(`CUNIT${axis}`) ?? '';
  const degrees = DEGREES_IN.get(unit.toUpperCase());
  if (degrees === undefined) throw new NoWcs(`the unit CUNIT${axis} = '${unit}' is not an angle`);
  return degrees;
}

function readMatrix(cards: CardReader, latAxis: number): Matrix2 {
  const element = (name: 'CD' | 'PC', i: number, j: number): number | undefined =>
    [`${name}${i}_${j}`, `${name}00${i}00${j}`]
      .filter((keyword) => cards.has(keyword))
      .map((keyword) => cards.number(keyword, 0))[0];
  const elements = (name: 'CD' | 'PC'): (number | undefined)[] => [
    element(name, 1, 1),
    element(name, 1, 2),
    element(name, 2, 1),
    element(name, 2, 2),
  ];
  const cd = elements('CD');
  if (cd.some((value) => value !== undefined)) return [cd[0] ?? 0, cd[1] ?? 0, cd[2] ?? 0, cd[3] ?? 0];

  const d1 = cards.number('CDELT1', 1);
  const d2 = cards.number('CDELT2', 1);
  const pc = elements('PC');
  if (pc.some((value) => value !== undefined)) {
    return [d1 * (pc[0] ?? 1), d1 * (pc[1] ?? 0), d2 * (pc[2] ?? 0), d2 * (pc[3] ?? 1)];
  }
  const rotation = cards.number(`CROTA${latAxis}`, 0);
  const c = cosDeg(rotation);
  // The turn is from longitude to latitude, whichever comes first.
  const s = latAxis === 2 ? sinDeg(rotation) : -sinDeg(rotation);
  return [d1 * c, -d2 * s, d1 * s, d2 * c];
}

function inverse([a, b, c, d]: Matrix2): Matrix2 {
  const determinant = a * d - b * c;
  const size = Math.max(Math.abs(a * d), Math.abs(b * c));
  if (!(Math.abs(determinant) > 1e-14 * size)) {
    throw new NoWcs(`the matrix of the pixel scale (${a}, ${b}; ${c}, ${d}) is singular`);
  }
  return [d / determinant, -b / determinant, -c / determinant, a / determinant];
}
