import type { TermFit } from './fitSet.ts';
import { studentQuantile, studentTails } from './studentT.ts';

/** What is known of one coefficient besides its value. */
export interface CoefficientInference {
  readonly standardError: number;
  /** Coefficient over standard error; null where that is 0. */
  readonly t: number | null;
  /** Chance of a |t| at least as large were the coefficient 0. */
  readonly p: number | null;
  /** Of 95 %. */
  readonly confidence: readonly [number, number];
}

export interface Inference {
  readonly degreesOfFreedom: number;
  /** Standard deviation of the residuals, divided by the degrees of freedom. */
  readonly residualStd: number;
  readonly coefficients: readonly CoefficientInference[];
  readonly intercept: CoefficientInference | null;
}

/** Standard errors, t, p and 95 % confidence intervals of ordinary least squares; null where the rank is deficient or no
 * degree of freedom is left.
 *
 * Method: s² = RSS / (n - p - 1); variances s² times the diagonal of the inverse of [1 X]'[1 X].
 * Shape:  one record a term, one for the intercept.   Units: those of the coefficients.
 * Non-finite and masked: none.
 * Errors: none.   Cost: terms².
 * Source: Draper & Smith 1998, Applied Regression Analysis, 3rd ed., section 5.1.
 * Checked against: numpy and scipy 1.10 in long form, 1e-8, test/reference/core/regression/sklearn.json. */
export function inferenceOf(fit: TermFit, residualSquares: number, intercept: boolean): Inference | null {
  const terms = fit.coefficients.length;
  const degreesOfFreedom = fit.rows - terms - (intercept ? 1 : 0);
  if (fit.rank < terms || degreesOfFreedom <= 0) return null;
  const residualStd = Math.sqrt(residualSquares / degreesOfFreedom);
  const reach = studentQuantile(0.05, degreesOfFreedom);
  const about = (value: number, variance: number): CoefficientInference => {
    const standardError = residualStd * Math.sqrt(variance);
    const t = standardError > 0 ? value / standardError : null;
    const p = t === null ? null : studentTails(t, degreesOfFreedom);
    return {
      standardError,
      t,
      p,
      confidence: [value - reach * standardError, value + reach * standardError],
    };
  };
  let offset = 1 / fit.rows;
  for (let r = 0; r < fit.rank; r++) {
    let along = 0;
    for (let j = 0; j < terms; j++) along += fit.centre[j] * fit.root[j * fit.rank + r];
    offset += along * along;
  }
  const coefficients = Array.from(fit.coefficients, (value, j) => {
    let variance = 0;
    for (let r = 0; r < fit.rank; r++) variance += fit.root[j * fit.rank + r] * fit.root[j * fit.rank + r];
    return about(value, variance);
  });
  return {
    degreesOfFreedom,
    residualStd,
    coefficients,
    intercept: intercept ? about(fit.intercept, offset) : null,
  };
}
