import type { TermFit } from './fitSet.ts';
import { forEachPiece, pieceRows, type RegressionRows } from './rowPieces.ts';

/** Columns in row order, NaN for rows with a missing cell. */
export interface DiagnosticColumns {
  readonly prediction: Float64Array;
  /** y - prediction. */
  readonly residual: Float64Array;
  /** The residual over its standard deviation: s sqrt(1 - h) for training rows, s sqrt(1 + h) for test rows. */
  readonly standardised: Float64Array;
  /** h: how much the row's own y pulls its prediction. */
  readonly leverage: Float64Array;
  /** Cook's distance; NaN for test rows. */
  readonly cook: Float64Array;
  /** 1 where |standardised| > 3, else 0. */
  readonly outlier: Float64Array;
  /** 1 where h > 3 p / n, else 0. */
  readonly highLeverage: Float64Array;
}

export const DIAGNOSTIC_NAMES = [
  'prediction',
  'residual',
  'standardised',
  'leverage',
  'cook',
  'outlier',
  'highLeverage',
] as const satisfies readonly (keyof DiagnosticColumns)[];

export interface DiagnosticSpec {
  readonly fit: TermFit;
  readonly intercept: boolean;
  /** Standard deviation of the residuals; NaN where no degree of freedom is left. */
  readonly residualStd: number;
  /** The part of the test rows, -1 where there is none. */
  readonly testPart: number;
}

/** What was flagged among some rows. */
export interface DiagnosticCounts {
  readonly outliers: number;
  readonly highLeverage: number;
  readonly largestLeverage: number;
}

const OUTLIER = 3;
const HIGH_LEVERAGE = 3;
/** Closer to 1 the residual is 0 by construction, and so is its deviation. */
const FULL_LEVERAGE = 1 - 1e-10;

/** Prediction, residual, standardised residual, leverage, Cook's distance and flags of the rows of one block.
 *
 * Method: h = 1/n + |L'(x - mean)|² with L L' = (X'X + penalty)⁻¹ (for lasso over the terms it kept, for huber unweighted);
 *   Cook's distance r² h / (p s² (1 - h)²), p coefficients with the intercept.
 * Shape:  columns of the whole table, of which the block's rows are written.
 * Units:  y's for prediction and residual.
 * Non-finite and masked: rows with a missing cell get NaN.
 * Errors: none.   Cost: rows x terms x rank operations.
 * Source: Cook 1977, Technometrics 19, 15; Draper & Smith 1998, Applied Regression Analysis, 3rd ed., sections 8.1 to 8.3.
 * Checked against: the hat matrix in NumPy 1.24, 1e-8, test/reference/core/regression/sklearn.json. */
export function rowDiagnosticsInto(
  out: DiagnosticColumns,
  rows: RegressionRows,
  from: number,
  to: number,
  { fit, intercept, residualStd, testPart }: DiagnosticSpec,
): DiagnosticCounts {
  for (const name of DIAGNOSTIC_NAMES) out[name].fill(NaN, from, to);
  const { coefficients, centre, root, rank } = fit;
  const terms = coefficients.length;
  const size = pieceRows(terms + 1);
  const views = Array.from({ length: terms + 1 }, () => new Float64Array(size));
  const predictions = new Float64Array(size);
  const leverages = new Float64Array(size);
  const along = new Float64Array(size);
  const fitted = rank + (intercept ? 1 : 0);
  const high = (HIGH_LEVERAGE * fitted) / fit.rows;
  let atCentre = fit.intercept;
  for (let j = 0; j < terms; j++) atCentre += centre[j] * coefficients[j];
  let outliers = 0;
  let highLeverage = 0;
  let largestLeverage = 0;
  const hasLeverage = root.length > 0 || rank === 0;

  const writeRow = (row: number, i: number): void => {
    const h = hasLeverage ? leverages[i] : NaN;
    const isTest = testPart >= 0 && rows.parts !== null && rows.parts[row] === testPart;
    const residual = views[terms][i] - predictions[i];
    const rest = isTest ? 1 + h : 1 - h;
    const standardised = !isTest && h > FULL_LEVERAGE ? NaN : residual / (residualStd * Math.sqrt(rest));
    const isOutlier = Math.abs(standardised) > OUTLIER;
    const isHigh = h > high;
    out.prediction[row] = predictions[i];
    out.residual[row] = residual;
    out.standardised[row] = standardised;
    out.leverage[row] = h;
    out.cook[row] = isTest ? NaN : (standardised * standardised * h) / (fitted * rest);
    out.outlier[row] = isOutlier ? 1 : 0;
    out.highLeverage[row] = isHigh ? 1 : 0;
    if (isOutlier) outliers++;
    if (isHigh) highLeverage++;
    if (h > largestLeverage) largestLeverage = h;
  };

  forEachPiece(
    rows,
    from,
    to,
    () => views,
    (_group, count, pick, first) => {
      predictions.fill(atCentre, 0, count);
      leverages.fill(intercept ? 1 / fit.rows : 0, 0, count);
      for (let j = 0; j < terms; j++) {
        const view = views[j];
        const b = coefficients[j];
        for (let i = 0; i < count; i++) predictions[i] += (view[i] -= centre[j]) * b;
      }
      for (let r = 0; r < rank && hasLeverage; r++) {
        along.fill(0, 0, count);
        for (let j = 0; j < terms; j++) {
          const weight = root[j * rank + r];
          if (weight === 0) continue;
          const view = views[j];
          for (let i = 0; i < count; i++) along[i] += view[i] * weight;
        }
        for (let i = 0; i < count; i++) leverages[i] += along[i] * along[i];
      }
      for (let i = 0; i < count; i++) writeRow(pick === null ? first + i : pick[i], i);
      return true;
    },
    false,
  );
  return { outliers, highLeverage, largestLeverage };
}
