import type {
  DiagnosticColumns,
  DiagnosticCounts,
  DiagnosticSpec,
  FitProblem,
  HuberProblem,
  HuberState,
  PathOptions,
  RegressionOptions,
  RegressionPath,
  RegressionRows,
  RegressionTable,
  ResidualPass,
  SolvedSets,
} from '../core/regression/index.ts';
import type { JobControl } from './jobs.ts';

/** Rows `from` to `to` of a table: whole blocks but for the last. */
interface RowRange {
  readonly from: number;
  readonly to: number;
  readonly control: JobControl;
}

/** Signatures of the jobs of regression; their code is in src/workers/regression. Cells are in shared memory. */
export interface RegressionJobs {
  /** Marks which rows are complete, in `parts`; answers how many. */
  regressionMark: {
    input: RowRange & { readonly table: RegressionTable; readonly parts: Uint8Array };
    output: number;
  };
  /** Gives the marked rows their parts. */
  regressionSplit: {
    input: { readonly parts: Uint8Array; readonly options: RegressionOptions };
    output: null;
  };
  /** The sums of each block of the rows, one after another. */
  regressionSums: {
    input: RowRange & { readonly rows: RegressionRows; readonly residual: ResidualPass | null };
    output: Float64Array;
  };
  /** The QR factors of each block of the rows, one after another. */
  regressionFactors: {
    input: RowRange & {
      readonly rows: RegressionRows;
      readonly centre: Float64Array;
      readonly intercept: boolean;
    };
    output: Float64Array;
  };
  regressionSolve: { input: FitProblem; output: SolvedSets };
  /** One step of Huber's regression, of the merged sums of a pass over the residuals. */
  regressionHuber: {
    input: {
      readonly problem: HuberProblem;
      readonly state: HuberState;
      readonly sums: Float64Array;
      readonly beyond: Float64Array;
    };
    output: HuberState;
  };
  regressionPath: {
    input: { readonly problem: FitProblem; readonly path: PathOptions };
    output: Omit<RegressionPath, 'skipped' | 'warnings'>;
  };
  /** Writes what is to be said of each row into the columns; answers what was flagged. */
  regressionRows: {
    input: RowRange & {
      readonly out: DiagnosticColumns;
      readonly rows: RegressionRows;
      readonly spec: DiagnosticSpec;
    };
    output: DiagnosticCounts;
  };
}
