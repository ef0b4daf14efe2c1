export { blockFactorsInto, factorWidth, mergeFactors } from './blockFactors.ts';
export { beyondLength, blockSumsInto, blockSumsLength, type ResidualPass } from './blockSums.ts';
export { diagonal, type TermFit } from './fitSet.ts';
export { huberFit, nextHuber, startHuber, type HuberProblem, type HuberState } from './huber.ts';
export type { CoefficientInference, Inference } from './inference.ts';
export { solvePath, type PathOptions, type RegressionPath } from './path.ts';
export { predictAt } from './predictAt.ts';
export {
  checkRequest,
  DEFAULT_REGRESSION,
  type RegressionModel,
  type RegressionOptions,
  type RegressionRequest,
  type RegressionTable,
} from './request.ts';
export { buildResult, type CrossValidation, type RegressionResult } from './result.ts';
export {
  DIAGNOSTIC_NAMES,
  rowDiagnosticsInto,
  type DiagnosticColumns,
  type DiagnosticCounts,
  type DiagnosticSpec,
} from './rowDiagnostics.ts';
export { BLOCK_ROWS, type RegressionRows } from './rowPieces.ts';
export { FINE_RESIDUAL, squaresOf, type Score, type Squares } from './score.ts';
export { solveSets, type FitProblem, type SolvedSets } from './solveSets.ts';
export { markCompleteRows, splitPlan, splitRowsInto } from './splitRows.ts';
export { mergeSums, squareOf, sumsLength, sumsOfParts } from './sums.ts';
export { polynomialTerms, termNames } from './terms.ts';
