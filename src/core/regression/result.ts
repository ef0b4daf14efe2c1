import type { Warning } from '../errors/index.ts';
import type { TermFit } from './fitSet.ts';
import { inferenceOf, type Inference } from './inference.ts';
import type { RegressionOptions } from './request.ts';
import { scoreOf, type Score, type Squares } from './score.ts';
import { polynomialTerms, termValues } from './terms.ts';

/** What a regression found, as plain data. */
export interface RegressionResult {
  readonly options: RegressionOptions;
  /** Names of the terms, in the order of the coefficients. */
  readonly terms: readonly string[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** Coefficients per standard deviation of their term, where the fit was standardised. */
  readonly scaledCoefficients: readonly number[] | null;
  /** Independent terms; below their number the coefficients are the ones of least norm. For lasso the terms it kept. */
  readonly rank: number;
  /** Training rows, test rows, and rows left out because a cell is missing. */
  readonly rows: number;
  readonly testRows: number;
  readonly skipped: number;
  readonly inference: Inference | null;
  /** On the training rows (all complete rows where there is no test). */
  readonly train: Score;
  readonly test: Score | null;
  readonly crossValidation: CrossValidation | null;
  /** Huber: the scale of the residuals, and how many rows lie beyond epsilon scales. */
  readonly robust: { readonly scale: number; readonly outliers: number } | null;
  readonly predictions: readonly number[];
  readonly warnings: readonly Warning[];
}

export interface CrossValidation {
  readonly folds: readonly Score[];
  /** Of the folds' R²; null where one has none. */
  readonly mean: number | null;
  readonly std: number | null;
}

export interface ResultParts {
  readonly options: RegressionOptions;
  readonly termNames: readonly string[];
  readonly fit: TermFit;
  readonly warnings: readonly Warning[];
  readonly skipped: number;
  readonly train: Squares;
  readonly test: Squares | null;
  readonly folds: readonly Squares[];
}

export function buildResult(parts: ResultParts): RegressionResult {
  const { options, fit, train, test, folds } = parts;
  const terms = polynomialTerms(options.x.length, options.degree);
  const warnings = [...parts.warnings];
  if (train.total <= train.rounding)
    warnings.push({
      code: 'constant-y',
      message: `"${options.y}" is the same in every row: there is nothing to explain.`,
    });
  if (!fit.converged)
    warnings.push({
      code: 'not-converged',
      message: 'The fit did not settle; standardise the columns or raise alpha.',
    });
  return {
    options,
    terms: parts.termNames,
    coefficients: Array.from(fit.coefficients),
    intercept: fit.intercept,
    scaledCoefficients: options.standardise ? Array.from(fit.coefficients, (b, j) => b * fit.scale[j]) : null,
    rank: fit.rank,
    rows: train.rows,
    testRows: test?.rows ?? 0,
    skipped: parts.skipped,
    inference: options.model === 'ols' ? inferenceOf(fit, train.residual, options.fit_intercept) : null,
    train: scoreOf(train),
    test: test && scoreOf(test),
    crossValidation: folds.length > 0 ? crossValidation(folds.map(scoreOf)) : null,
    robust: fit.robust,
    predictions: options.predict.map((point) => predict(fit, termValues(terms, point))),
    warnings,
  };
}

export function crossValidation(folds: readonly Score[]): CrossValidation {
  const scores = folds.map(({ r2 }) => r2 ?? NaN);
  const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
  const std = Math.sqrt(scores.reduce((sum, r2) => sum + (r2 - mean) * (r2 - mean), 0) / scores.length);
  return { folds, mean: mean === mean ? mean : null, std: std === std ? std : null };
}

/** About the centre, where far-from-origin columns keep their digits. */
function predict({ coefficients, centre, intercept, scale }: TermFit, values: Float64Array): number {
  const terms = scale.length;
  let atCentre = intercept;
  let sum = 0;
  for (let j = 0; j < terms; j++) {
    atCentre += centre[j] * coefficients[j];
    sum += (values[j] - centre[j]) * coefficients[j];
  }
  return atCentre + sum;
}
