import {
  blockFactorsInto,
  blockSumsInto,
  blockSumsLength,
  factorWidth,
  markCompleteRows,
  nextHuber,
  rowDiagnosticsInto,
  solvePath,
  solveSets,
  splitRowsInto,
  type DiagnosticCounts,
} from '../../core/regression/index.ts';
import type { Kernels } from '../../core/kernels/index.ts';
import type { RegressionJobs } from '../../shared/regressionJobs.ts';
import type { HandlersOf } from '../handler.ts';
import { loadKernels } from '../kernels.ts';
import { blocksOf, forEachBlock } from './blocks.ts';

let kernels: Kernels | undefined;

export const regressionHandlers: HandlersOf<RegressionJobs> = {
  regressionMark({ table, parts, ...range }) {
    let complete = 0;
    forEachBlock(range, (from, to) => {
      complete += markCompleteRows(parts, table, from, to);
    });
    return complete;
  },
  regressionSplit({ parts, options }) {
    splitRowsInto(parts, options);
    return null;
  },
  regressionSums({ rows, residual, ...range }) {
    kernels ??= loadKernels();
    const own = kernels;
    const length = blockSumsLength(rows.terms.parent.length + 1, rows.groupCount);
    const out = new Float64Array(blocksOf(range) * length);
    forEachBlock(range, (from, to, block) =>
      blockSumsInto(out, block * length, rows, from, to, own, residual),
    );
    return out;
  },
  regressionFactors({ rows, centre, intercept, ...range }) {
    const width = factorWidth(rows.terms.parent.length, intercept);
    const length = rows.groupCount * width * width;
    const out = new Float64Array(blocksOf(range) * length);
    forEachBlock(range, (from, to, block) =>
      blockFactorsInto(out, block * length, rows, from, to, centre, intercept),
    );
    return out;
  },
  regressionSolve: solveSets,
  regressionHuber: ({ problem, state, sums, beyond }) => nextHuber(problem, state, sums, beyond),
  regressionPath: ({ problem, path }) => solvePath(problem, path),
  regressionRows({ out, rows, spec, ...range }) {
    let total: DiagnosticCounts = { outliers: 0, highLeverage: 0, largestLeverage: 0 };
    forEachBlock(range, (from, to) => {
      const counts = rowDiagnosticsInto(out, rows, from, to, spec);
      total = {
        outliers: total.outliers + counts.outliers,
        highLeverage: total.highLeverage + counts.highLeverage,
        largestLeverage: Math.max(total.largestLeverage, counts.largestLeverage),
      };
    });
    return total;
  },
};
