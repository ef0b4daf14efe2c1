import { hypot } from '../math/index.ts';

const MAX_SWEEPS = 60;

/** Makes the rows of a matrix orthogonal by plane rotations from the left, in place, `right` along with them: then the rows are
 * singular values times right singular vectors. Returns the singular values, in row order.
 *
 * Source: Hestenes 1958, J. SIAM 6, 51; Demmel & Veselić 1992, SIAM J. Matrix Anal. Appl. 13, 1204 (accuracy). */
export function orthogonaliseRows(
  matrix: Float64Array,
  rows: number,
  columns: number,
  right: Float64Array,
): Float64Array {
  let rotated = true;
  for (let sweep = 0; sweep < MAX_SWEEPS && rotated; sweep++) {
    rotated = false;
    for (let i = 0; i < rows; i++) {
      for (let j = i + 1; j < rows; j++) rotated = rotate(matrix, columns, right, i, j) || rotated;
    }
  }
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) values[i] = Math.sqrt(dot(matrix, i * columns, i * columns, columns));
  return values;
}

function dot(matrix: Float64Array, a: number, b: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += matrix[a + k] * matrix[b + k];
  return sum;
}

function rotate(matrix: Float64Array, columns: number, right: Float64Array, i: number, j: number): boolean {
  const a = i * columns;
  const b = j * columns;
  const alpha = dot(matrix, a, a, columns);
  const beta = dot(matrix, b, b, columns);
  const gamma = dot(matrix, a, b, columns);
  if (gamma === 0 || Math.abs(gamma) <= 1e-16 * Math.sqrt(alpha) * Math.sqrt(beta)) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + hypot(1, zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  for (let k = 0; k < columns; k++) {
    const u = matrix[a + k];
    const v = matrix[b + k];
    matrix[a + k] = c * u - s * v;
    matrix[b + k] = s * u + c * v;
  }
  const u = right[i];
  const v = right[j];
  right[i] = c * u - s * v;
  right[j] = s * u + c * v;
  return true;
}
