import type { RegressionResult } from './result.ts';
import { polynomialTerms, termValues } from './terms.ts';

/** What a regression predicts for values of its columns, in their order.
 *
 * Units: those of the columns.   Non-finite: a value that is no number makes the prediction NaN.
 * Cost: one product a term; a fit far from the origin has fewer digits than its own predictions, which are about its centre. */
export function predictAt(
  { options, coefficients, intercept }: Pick<RegressionResult, 'options' | 'coefficients' | 'intercept'>,
  values: readonly number[],
): number {
  const terms = termValues(polynomialTerms(options.x.length, options.degree), values);
  let sum = intercept;
  for (let j = 0; j < terms.length; j++) sum += coefficients[j] * terms[j];
  return sum;
}
