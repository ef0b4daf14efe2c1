import type { CardReader } from './cards.ts';
import type { PlanePoint } from './projections.ts';
import type { PolynomialTerm, SipDistortion, TpvDistortion } from './wcs.ts';

const SIP_MAX_ORDER = 9;
const TPV_TERMS = 40;

/** The forward SIP polynomials, or null. They hold with or without -SIP in CTYPE, as in astropy.
 *
 * Source: D. L. Shupe et al., 2005, ADASS XIV, ASP Conf. Ser. 347, 491. AP_ and BP_ are approximations of the inverse,
 * which is found by iteration instead. */
export function readSip(cards: CardReader): SipDistortion | null {
  if (!cards.has('A_ORDER') && !cards.has('B_ORDER')) return null;
  const a = readTerms(cards, 'A');
  const b = readTerms(cards, 'B');
  return a.length + b.length === 0 ? null : { a, b };
}

function readTerms(cards: CardReader, letter: 'A' | 'B'): PolynomialTerm[] {
  const order = Math.min(cards.number(`${letter}_ORDER`, 0), SIP_MAX_ORDER);
  const terms: PolynomialTerm[] = [];
  for (let i = 0; i <= order; i++) {
    for (let j = 0; i + j <= order; j++) {
      const coefficient = cards.number(`${letter}_${i}_${j}`, 0);
      if (coefficient !== 0) terms.push({ i, j, coefficient });
    }
  }
  return terms;
}

/** Pixel offsets with the distortion added. */
export function applySip(sip: SipDistortion, u: number, v: number): PlanePoint {
  return { x: u + polynomial(sip.a, u, v), y: v + polynomial(sip.b, u, v) };
}

function polynomial(terms: readonly PolynomialTerm[], u: number, v: number): number {
  let sum = 0;
  for (const { i, j, coefficient } of terms) sum += coefficient * wholePower(u, i) * wholePower(v, j);
  return sum;
}

function wholePower(base: number, exponent: number): number {
  let product = 1;
  for (let k = 0; k < exponent; k++) product *= base;
  return product;
}

/** The TPV coefficients of the two axes, whose numbers are given.
 *
 * Source: the TPV convention of the FITS registry (D. Shaw and others, 2012), after E. Bertin's SCAMP. */
export function readTpv(cards: CardReader, lonAxis: number, latAxis: number): TpvDistortion {
  const read = (axis: number): number[] =>
    Array.from({ length: TPV_TERMS }, (_, m) => cards.number(`PV${axis}_${m}`, m === 1 ? 1 : 0));
  return { lon: read(lonAxis), lat: read(latAxis) };
}

/** Plane coordinates with the TPV polynomials applied. */
export function applyTpv(tpv: TpvDistortion, x: number, y: number): PlanePoint {
  return { x: tpvPolynomial(tpv.lon, x, y), y: tpvPolynomial(tpv.lat, y, x) };
}

/** Terms by falling powers of x within each degree, and r to the power at the end of odd degrees. */
function tpvPolynomial(coefficients: readonly number[], x: number, y: number): number {
  const r = Math.sqrt(x * x + y * y);
  let sum = coefficients[0]!;
  let m = 1;
  for (let degree = 1; degree <= 7; degree++) {
    for (let j = 0; j <= degree; j++, m++) {
      const coefficient = coefficients[m]!;
      if (coefficient !== 0) sum += coefficient * wholePower(x, degree - j) * wholePower(y, j);
    }
    if (degree % 2 === 1) {
      sum += coefficients[m]! * wholePower(r, degree);
      m++;
    }
  }
  return sum;
}

/** The (x, y) that a map close to the identity takes to a target, by Newton's method; null when it does not settle. */
export function invertPlaneMap(
  map: (x: number, y: number) => PlanePoint,
  target: PlanePoint,
  step: number,
): PlanePoint | null {
  let { x, y } = target;
  let last = Infinity;
  for (let round = 0; round < 40; round++) {
    const here = map(x, y);
    const alongX = map(x + step, y);
    const alongY = map(x, y + step);
    const a = (alongX.x - here.x) / step;
    const b = (alongY.x - here.x) / step;
    const c = (alongX.y - here.y) / step;
    const d = (alongY.y - here.y) / step;
    const determinant = a * d - b * c;
    const ex = target.x - here.x;
    const ey = target.y - here.y;
    const dx = (d * ex - b * ey) / determinant;
    const dy = (a * ey - c * ex) / determinant;
    const size = Math.abs(dx) + Math.abs(dy);
    if (!(size < Infinity)) return null;
    x += dx;
    y += dy;
    // Settled: within a billionth of a step, or as far as rounding lets it.
    if (size <= 1e-9 * step || (size >= last && last < 1e-6 * step)) return { x, y };
    last = size;
  }
  return null;
}
