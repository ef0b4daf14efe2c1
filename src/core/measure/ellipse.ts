import { atan2 } from '../math/index.ts';

/** The ellipse with the same second moments as a region. */
export interface Ellipse {
  /** Full lengths of the axes. */
  readonly major: number;
  readonly minor: number;
  readonly eccentricity: number;
  /** Of the major axis, degrees from +x towards +y, above -90 and up to 90; 0 for a circle. */
  readonly orientationDeg: number;
}

/** The ellipse of variances xx, yy and covariance xy.
 *
 * Method: axes are four square roots of the eigenvalues; the smaller one from the determinant, so that a straight line
 *         has no width by rounding.
 * Source: scikit-image 0.19, measure.regionprops (axis_major_length, axis_minor_length, eccentricity); its orientation
 *         is counted from the row axis: ours is 90° less that, modulo 180°. */
export function ellipseOf(xx: number, xy: number, yy: number): Ellipse {
  const large = (xx + yy + Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)) / 2;
  const small = large > 0 ? Math.max(0, (xx * yy - xy * xy) / large) : 0;
  return {
    major: 4 * Math.sqrt(large),
    minor: 4 * Math.sqrt(small),
    eccentricity: large > 0 ? Math.sqrt(1 - small / large) : 0,
    orientationDeg: (atan2(2 * xy, xx - yy) * 90) / Math.PI,
  };
}
