import type { Warning } from '../errors/index.ts';
import { inverseOfLower } from './cholesky.ts';
import type { PreparedSet } from './fitSet.ts';
import type { RegressionOptions } from './request.ts';

/** The part of a column's sum of squares that the columns before it must leave for it to count as one of its own. */
const LEAST_REST = 1e-10;
const LARGE_INFLATION = 10;
const LARGE_SPREAD = 10;
const NAMES_SHOWN = 4;

/** What a person should know of the columns before trusting the coefficients, in words. */
export function fitWarnings(
  options: RegressionOptions,
  names: readonly string[],
  set: PreparedSet,
): Warning[] {
  const warnings: Warning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  const { rows, terms, active } = set;
  const coefficients = active.length + (options.fit_intercept ? 1 : 0);
  if (rows <= coefficients && options.model === 'ols') {
    warn(
      'few-rows',
      `${rows} rows for ${coefficients} coefficients: the fit can pass through every row, so its score says nothing.`,
    );
  }
  const constant = names.filter((_, j) => !active.includes(j));
  if (constant.length > 0)
    warn(
      'constant-column',
      `${list(constant)} ${constant.length === 1 ? 'is' : 'are'} the same in every row and explain nothing.`,
    );
  for (const { column, others } of dependent(set)) {
    const why = {
      ols: 'the coefficients of least norm were taken',
      ridge: 'the penalty shares the effect among them',
      lasso: 'which of them is kept is arbitrary',
      huber: 'their coefficients mean nothing apart',
    };
    warn(
      'collinear',
      `${quoted(names[column])} is a combination of ${list(others.map((j) => names[j]))}: ${why[options.model]}.`,
    );
  }
  const inflated = inflations(set).filter(({ inflation }) => inflation > LARGE_INFLATION);
  if (inflated.length > 0) {
    const most = inflated.reduce((a, b) => (b.inflation > a.inflation ? b : a));
    warn(
      'inflated',
      `${list(inflated.map(({ column }) => names[column]))} explain one another (variance inflation up to ${most.inflation.toPrecision(2)}): their coefficients are uncertain.`,
    );
  }
  if (options.model !== 'ols' && options.alpha > 0 && !options.standardise)
    warnSpread(set, names, terms, warn);
  return warnings;
}

function warnSpread(
  { square, active }: PreparedSet,
  names: readonly string[],
  terms: number,
  warn: (code: string, message: string) => void,
): void {
  let widest = -1;
  let narrowest = -1;
  const size = (j: number) => square[j * (terms + 1) + j];
  for (const j of active) {
    if (widest < 0 || size(j) > size(widest)) widest = j;
    if (narrowest < 0 || size(j) < size(narrowest)) narrowest = j;
  }
  if (widest < 0) return;
  const ratio = Math.sqrt(size(widest) / size(narrowest));
  if (ratio > LARGE_SPREAD) {
    warn(
      'unscaled',
      `${quoted(names[widest])} spreads ${ratio.toPrecision(2)} times as far as ${quoted(names[narrowest])}: the penalty falls on small units; standardise the columns.`,
    );
  }
}

/** Rows of the Cholesky factor of the correlations, and the columns that the ones before them leave nothing of. */
function factorised({ square, terms, active }: PreparedSet) {
  const width = terms + 1;
  const kept: number[] = [];
  const rows: Float64Array[] = [];
  const left: { readonly column: number; readonly row: Float64Array; readonly of: number }[] = [];
  for (const j of active) {
    const row = new Float64Array(kept.length + 1);
    let rest = 1;
    kept.forEach((k, a) => {
      let value = square[j * width + k] / Math.sqrt(square[j * width + j] * square[k * width + k]);
      for (let b = 0; b < a; b++) value -= row[b] * rows[a][b];
      row[a] = value / rows[a][a];
      rest -= row[a] * row[a];
    });
    if (rest < LEAST_REST) {
      left.push({ column: j, row, of: kept.length });
      continue;
    }
    row[kept.length] = Math.sqrt(rest);
    rows.push(row);
    kept.push(j);
  }
  return { kept, rows, left };
}

function dependent(set: PreparedSet): { column: number; others: number[] }[] {
  const { kept, rows, left } = factorised(set);
  return left.map(({ column, row, of }) => {
    const weights = row.slice(0, of);
    for (let a = of - 1; a >= 0; a--) {
      for (let b = a + 1; b < of; b++) weights[a] -= rows[b][a] * weights[b];
      weights[a] /= rows[a][a];
    }
    return { column, others: kept.filter((_, a) => a < of && Math.abs(weights[a]) > 1e-4) };
  });
}

/** Variance inflation factors of the columns that are not combinations of others. */
function inflations(set: PreparedSet): { column: number; inflation: number }[] {
  const { kept, rows } = factorised(set);
  const size = kept.length;
  const lower = new Float64Array(size * size);
  rows.forEach((row, a) => lower.set(row, a * size));
  const inverse = inverseOfLower(lower, size);
  return kept.map((column, a) => {
    let inflation = 0;
    for (let k = a; k < size; k++) inflation += inverse[k * size + a] * inverse[k * size + a];
    return { column, inflation };
  });
}

function quoted(name: string): string {
  return `"${name}"`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map(quoted);
  if (names.length > NAMES_SHOWN) return `${shown.join(', ')} and ${names.length - NAMES_SHOWN} more`;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
