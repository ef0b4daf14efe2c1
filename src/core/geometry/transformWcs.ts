import type { Wcs } from '../wcs/index.ts';
import type { AffineMap } from './affineMap.ts';

type Matrix2 = Wcs['planeFromPixel'];
type Sip = NonNullable<Wcs['sip']>;
type Terms = Sip['a'];

/** The world coordinates of a result whose pixels lie where `map` says in an image.
 *
 * Method: with u = A u' for the offsets from the reference pixel, the matrix becomes CD A, and the distortion f(u) of the
 *         offsets (SIP) becomes A^-1 f(A u'), which is a polynomial of the same order again; a distortion of plane
 *         coordinates (TPV) stays. So nothing is lost, whatever the distortion.
 * Units:  `map` 0-based pixels of the image, which begins `originX`, `originY` pixels into the one that `wcs` belongs to.
 * Checked against: positions before and after, 1e-9 degrees (test/unit/core/geometry/transformWcs.test.ts). */
export function transformWcs(wcs: Wcs, map: AffineMap, originX: number, originY: number): Wcs {
  const a: Matrix2 = [map.xx, map.xy, map.yx, map.yy];
  const determinant = a[0] * a[3] - a[1] * a[2];
  const back: Matrix2 = [a[3] / determinant, -a[1] / determinant, -a[2] / determinant, a[0] / determinant];
  // The reference pixel, as an offset from the place of the result's first pixel.
  const u = wcs.crpix[0] - 1 - originX - map.x0;
  const v = wcs.crpix[1] - 1 - originY - map.y0;
  return {
    ...wcs,
    crpix: [back[0] * u + back[1] * v + 1, back[2] * u + back[3] * v + 1],
    planeFromPixel: product(wcs.planeFromPixel, a),
    pixelFromPlane: product(back, wcs.pixelFromPlane),
    sip: wcs.sip && transformSip(wcs.sip, a, back),
  };
}

function product(m: Matrix2, n: Matrix2): Matrix2 {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
  ];
}

function transformSip(sip: Sip, a: Matrix2, back: Matrix2): Sip {
  const order = [...sip.a, ...sip.b].reduce((most, { i, j }) => Math.max(most, i + j), 0);
  const alongX = substituted(sip.a, a, order);
  const alongY = substituted(sip.b, a, order);
  return {
    a: termsOf(alongX, alongY, back[0], back[1], order),
    b: termsOf(alongX, alongY, back[2], back[3], order),
  };
}

/** Coefficients of u'^i v'^j at i (order + 1) + j, of the polynomial with u = a u' + b v', v = c u' + d v' put in. */
function substituted(terms: Terms, [a, b, c, d]: Matrix2, order: number): Float64Array {
  const sum = new Float64Array((order + 1) * (order + 1));
  for (const { i, j, coefficient } of terms) {
    // Coefficients of (a u' + b v')^i (c u' + d v')^j by the power of v', one factor after the other.
    const powers = new Float64Array(i + j + 1);
    powers[0] = coefficient;
    for (let factor = 0; factor < i + j; factor++) {
      const [p, q] = factor < i ? [a, b] : [c, d];
      for (let k = factor + 1; k >= 0; k--) powers[k] = p * powers[k]! + (k > 0 ? q * powers[k - 1]! : 0);
    }
    powers.forEach((value, k) => (sum[(i + j - k) * (order + 1) + k]! += value));
  }
  return sum;
}

function termsOf(x: Float64Array, y: Float64Array, p: number, q: number, order: number): Terms {
  const terms: Terms[number][] = [];
  for (let i = 0; i <= order; i++)
    for (let j = 0; i + j <= order; j++) {
      const at = i * (order + 1) + j;
      const coefficient = p * x[at]! + q * y[at]!;
      if (coefficient !== 0) terms.push({ i, j, coefficient });
    }
  return terms;
}
