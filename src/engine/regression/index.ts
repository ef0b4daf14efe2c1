export { fitRegression } from './fitRegression.ts';
export { regressionDiagnostics, type RegressionDiagnostics } from './regressionDiagnostics.ts';
export { regressionPath } from './regressionPath.ts';
