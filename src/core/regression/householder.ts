/** Reduces a matrix (column by column, `lead` numbers apart) to an upper triangle by Householder reflections, in place; what
 * is left below the diagonal means nothing.
 *
 * Source: Golub & Van Loan 2013, Matrix Computations, 4th ed., algorithms 5.1.1 and 5.2.1. */
export function triangularise(matrix: Float64Array, lead: number, rows: number, columns: number): void {
  const last = Math.min(rows - 1, columns);
  for (let k = 0; k < last; k++) {
    const at = k * lead;
    let below = 0;
    for (let i = k + 1; i < rows; i++) below += matrix[at + i] * matrix[at + i];
    if (below === 0) continue;
    const head = matrix[at + k];
    const norm = Math.sqrt(head * head + below);
    // The sign that adds, so that no digits cancel.
    const diagonal = head > 0 ? -norm : norm;
    const pivot = head - diagonal;
    const scale = 2 / (pivot * pivot + below);
    for (let j = k + 1; j < columns; j++) {
      const to = j * lead;
      let sum = pivot * matrix[to + k];
      for (let i = k + 1; i < rows; i++) sum += matrix[at + i] * matrix[to + i];
      const by = sum * scale;
      if (by === 0) continue;
      matrix[to + k] -= by * pivot;
      for (let i = k + 1; i < rows; i++) matrix[to + i] -= by * matrix[at + i];
    }
    matrix[at + k] = diagonal;
  }
}
