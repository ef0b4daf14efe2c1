import type { Warning } from '../errors/index.ts';
import { factorOfParts, factorWidth } from './blockFactors.ts';
import { fitSet, prepareSet, type TermFit } from './fitSet.ts';
import type { RegressionOptions } from './request.ts';
import { sumsOfParts } from './sums.ts';
import { fitWarnings } from './fitWarnings.ts';

/** Fits to be made from the sums of a table's parts, or where those do not carry enough digits from its factors. */
export interface FitProblem {
  readonly options: RegressionOptions;
  readonly termNames: readonly string[];
  readonly sums: Float64Array;
  readonly factors: Float64Array | null;
  /** The parts that each fit is made to; the first is the model, the others belong to the cross-validation. */
  readonly sets: readonly (readonly number[])[];
}

/** The fits; null where the rows' factors are needed first. */
export interface SolvedSets {
  readonly fits: readonly TermFit[] | null;
  readonly warnings: readonly Warning[];
}

export function solveSets({ options, termNames, sums, factors, sets }: FitProblem): SolvedSets {
  const terms = termNames.length;
  const set = prepareSet(options, sumsOfParts(sums, terms + 1, sets[0]), terms);
  const warnings = fitWarnings(options, termNames, set);
  const fits: TermFit[] = [];
  for (const parts of sets) {
    const factor = factors && factorOfParts(factors, factorWidth(terms, options.fit_intercept), parts);
    const fit = fitSet(options, sumsOfParts(sums, terms + 1, parts), terms, factor);
    if (!fit) return { fits: null, warnings };
    fits.push(fit);
  }
  return { fits, warnings };
}
