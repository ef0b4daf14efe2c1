import { exp, log1p } from '../math/index.ts';

/** Chance that a Student t variable lies further from 0 than `t`.
 *
 * Method: I_x(df/2, 1/2) with x = df / (df + t²), the regularised incomplete beta function, by its continued fraction.
 * Shape:  one number.   Units: none.
 * Non-finite and masked: NaN gives NaN, an infinite t 0.
 * Errors: none; df is above 0.   Cost: some hundred operations, about sqrt(df) of them for large df.
 * Source: NIST Digital Library of Mathematical Functions, 8.17.8 and 8.17.22; Abramowitz & Stegun 1964, 26.7.1.
 * Checked against: scipy 1.10, scipy.stats.t, 1e-10 relative, test/reference/core/regression/sklearn.json. */
export function studentTails(t: number, df: number): number {
  if (t !== t) return NaN;
  const square = t * t;
  if (square === Infinity) return 0;
  const a = df / 2;
  const x = df / (df + square);
  const y = square / (df + square);
  if (y === 0) return 1;
  // x^a y^(1/2) / B(a, 1/2)
  const front = (exp(-a * log1p(square / df)) * Math.sqrt(y) * gammaRatio(a)) / ROOT_PI;
  // The fraction's terms cancel where x is close to 1; there the complement keeps its digits while it is not tiny.
  const nearOne = df > 30 && square <= 10;
  if (x < (a + 1) / (a + 2.5) && !nearOne) return (front / a) * continuedFraction(a, 0.5, x);
  return 1 - 2 * front * continuedFraction(0.5, a, y);
}

/** The t beyond which a Student t variable lies with a chance of `tails` on both sides together.
 *
 * Method: bisection of studentTails to the last bit.
 * Shape:  one number.   Units: none.
 * Non-finite and masked: `tails` is between 0 and 1.
 * Errors: none.   Cost: some hundred calls of studentTails.
 * Source: as studentTails.   Checked against: scipy 1.10, scipy.stats.t.ppf, 1e-10 relative. */
export function studentQuantile(tails: number, df: number): number {
  let low = 0;
  let high = 1;
  while (studentTails(high, df) > tails && high < 1e300) high *= 2;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentTails(middle, df) > tails) low = middle;
    else high = middle;
  }
}

const ROOT_PI = 1.7724538509055159;

/** Gamma(a + 1/2) / Gamma(a), by its asymptotic series above 20 and the recurrence below. */
function gammaRatio(a: number): number {
  let factor = 1;
  let at = a;
  for (; at < 20; at++) factor *= at / (at + 0.5);
  const i = 1 / at;
  // DLMF 5.11.13 with z = a and the offsets 1/2 and 0.
  const series =
    1 +
    i *
      (-1 / 8 +
        i *
          (1 / 128 +
            i *
              (5 / 1024 +
                i * (-21 / 32768 + i * (-399 / 262144 + i * (869 / 4194304 + i * (39325 / 33554432)))))));
  return factor * Math.sqrt(at) * series;
}

/** The fraction of DLMF 8.17.22 by Lentz's method (Thompson & Barnett 1986, J. Comput. Phys. 64, 490). */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let result = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return result;
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
