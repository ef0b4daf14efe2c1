/** A polynomial's terms: term `k` is term `parent[k]` times column `factor[k]`, or the column alone where the parent is -1. */
export interface Terms {
  readonly parent: readonly number[];
  readonly factor: readonly number[];
  readonly columns: number;
}

/** How many terms `columns` columns have up to a degree, without the constant: binomial(columns + degree, degree) - 1. */
export function termCount(columns: number, degree: number): number {
  let count = 1;
  for (let d = 1; d <= degree; d++) count = (count * (columns + d)) / d;
  return Math.round(count) - 1;
}

/** All products of up to `degree` columns, in the order of scikit-learn's PolynomialFeatures without the constant.
 *
 * Method: by degree, then by column numbers in non-decreasing order; a product is its first column times the product of the
 *   rest, which is a term of the degree below, so that each term costs one multiplication a row.
 * Shape:  termCount(columns, degree) terms, the columns themselves first.
 * Units:  those of the products.
 * Source: scikit-learn 1.2, sklearn.preprocessing.PolynomialFeatures.
 * Checked against: scikit-learn 1.2.1, names and coefficients, test/reference/core/regression/sklearn.json. */
export function polynomialTerms(columns: number, degree: number): Terms {
  const parent: number[] = [];
  const factor: number[] = [];
  for (let column = 0; column < columns; column++) {
    parent.push(-1);
    factor.push(column);
  }
  // Terms of the degree below whose first column is `column` or later begin at starts[column].
  let starts = Array.from({ length: columns }, (_, column) => column);
  for (let d = 2; d <= degree; d++) {
    const end = parent.length;
    const next: number[] = [];
    for (let column = 0; column < columns; column++) {
      next.push(parent.length);
      for (let below = starts[column]; below < end; below++) {
        parent.push(below);
        factor.push(column);
      }
    }
    starts = next;
  }
  return { parent, factor, columns };
}

/** The terms' names as scikit-learn writes them: `a`, `a^2`, `a b`. */
export function termNames({ parent, factor, columns }: Terms, names: readonly string[]): string[] {
  const powers = parent.map(() => new Uint8Array(0));
  return parent.map((from, k) => {
    const own = from < 0 ? new Uint8Array(columns) : powers[from].slice();
    own[factor[k]]++;
    powers[k] = own;
    const parts: string[] = [];
    own.forEach((power, column) => {
      if (power > 0) parts.push(power === 1 ? names[column] : `${names[column]}^${power}`);
    });
    return parts.join(' ');
  });
}

/** The values of the terms at one point. */
export function termValues({ parent, factor }: Terms, point: readonly number[]): Float64Array {
  const values = new Float64Array(parent.length);
  parent.forEach((from, k) => {
    values[k] = from < 0 ? point[factor[k]] : point[factor[k]] * values[from];
  });
  return values;
}

/** Fills the terms beyond the columns themselves: `out[k]` gets `count` values. */
export function fillTerms(
  { parent, factor, columns }: Terms,
  out: readonly Float64Array[],
  count: number,
): void {
  for (let k = columns; k < parent.length; k++) {
    const a = out[parent[k]];
    const b = out[factor[k]];
    const target = out[k];
    for (let i = 0; i < count; i++) target[i] = a[i] * b[i];
  }
}
