/** Lower triangle L with A = L L' (row by row) of a symmetric matrix, in place; returns -1, or the first column whose pivot
 * is not above `least` times its diagonal element.
 *
 * Source: Golub & Van Loan 2013, Matrix Computations, 4th ed., algorithm 4.2.1. */
export function choleskyInto(matrix: Float64Array, size: number, least: number): number {
  for (let j = 0; j < size; j++) {
    const row = j * size;
    let pivot = matrix[row + j];
    const smallest = least * pivot;
    for (let k = 0; k < j; k++) pivot -= matrix[row + k] * matrix[row + k];
    if (!(pivot > smallest) || !(pivot > 0)) return j;
    const root = Math.sqrt(pivot);
    matrix[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      const other = i * size;
      let sum = matrix[other + j];
      for (let k = 0; k < j; k++) sum -= matrix[other + k] * matrix[row + k];
      matrix[other + j] = sum / root;
    }
  }
  return -1;
}

/** The inverse of a lower triangle (row by row); zeros above. */
export function inverseOfLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / lower[j * size + j];
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += lower[i * size + k] * inverse[k * size + j];
      inverse[i * size + j] = -sum / lower[i * size + i];
    }
  }
  return inverse;
}

/** Solves L L' x = b for the lower triangle L. */
export function choleskySolve(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= lower[i * size + k] * x[k];
    x[i] = sum / lower[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i] * x[k];
    x[i] = sum / lower[i * size + i];
  }
  return x;
}
