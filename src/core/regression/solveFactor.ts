import { triangularise } from './householder.ts';
import { orthogonaliseRows } from './jacobi.ts';
import type { LinearProblem, LinearSolution } from './solveLinear.ts';

/** Singular values of the columns at unit norm below so much of the largest are rounding: some tens of units in the last place. */
const RANK_TOLERANCE = 64 * 2 ** -52;

/** Least squares from the rows' QR factor, of least norm where the rank is deficient. */
export function solveFactor({
  terms,
  penalty,
  active,
  factor,
}: LinearProblem & { readonly factor: Float64Array }): LinearSolution {
  const size = active.length;
  const width = terms + 1;
  // One column of the stack is a term of the factor above its penalty; the last is y.
  const lead = width + (penalty ? size : 0);
  const stack = new Float64Array(lead * (size + 1));
  active.forEach((j, a) => {
    for (let i = 0; i < width; i++) stack[a * lead + i] = factor[i * width + j];
    if (penalty) stack[a * lead + width + a] = Math.sqrt(penalty[j]);
  });
  for (let i = 0; i < width; i++) stack[size * lead + i] = factor[i * width + terms];
  triangularise(stack, lead, lead, size + 1);
  const upper = new Float64Array(size * size);
  const right = stack.slice(size * lead, size * lead + size);
  for (let i = 0; i < size; i++) for (let j = i; j < size; j++) upper[i * size + j] = stack[j * lead + i];
  const rank = numericalRank(upper, size);
  const solved = rank === size ? solveUpper(upper, size, right) : leastNorm(upper, size, right, rank);
  const coefficients = new Float64Array(terms);
  const root = new Float64Array(terms * rank);
  active.forEach((j, a) => {
    coefficients[j] = solved.solution[a];
    root.set(solved.root.subarray(a * rank, (a + 1) * rank), j * rank);
  });
  return { coefficients, rank, root };
}

interface Solved {
  readonly solution: Float64Array;
  readonly root: Float64Array;
}

function solveUpper(upper: Float64Array, size: number, right: Float64Array): Solved {
  const root = inverseOfUpper(upper, size);
  const solution = right.slice();
  for (let i = size - 1; i >= 0; i--) {
    let sum = solution[i];
    for (let k = i + 1; k < size; k++) sum -= upper[i * size + k] * solution[k];
    solution[i] = sum / upper[i * size + i];
  }
  return { solution, root };
}

function inverseOfUpper(upper: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / upper[j * size + j];
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += upper[i * size + k] * inverse[k * size + j];
      inverse[i * size + j] = -sum / upper[i * size + i];
    }
  }
  return inverse;
}

/** With columns at unit norm, so that units do not decide; a unit of difference in the last place does not make a rank. */
function numericalRank(upper: Float64Array, size: number): number {
  const scaled = upper.slice();
  for (let j = 0; j < size; j++) {
    let norm = 0;
    for (let i = 0; i <= j; i++) norm += upper[i * size + j] * upper[i * size + j];
    norm = Math.sqrt(norm);
    for (let i = 0; i <= j; i++) scaled[i * size + j] /= norm;
  }
  let norm = 0;
  for (const value of inverseOfUpper(scaled, size)) norm += value * value;
  // The smallest singular value is at least 1 / norm, the largest at most the root of the size.
  if (Math.sqrt(norm * size) * RANK_TOLERANCE < 1) return size;
  const values = orthogonaliseRows(scaled, size, size, new Float64Array(size));
  const least = values.reduce((a, b) => Math.max(a, b), 0) * RANK_TOLERANCE;
  return values.filter((value) => value > least).length;
}

function leastNorm(upper: Float64Array, size: number, right: Float64Array, rank: number): Solved {
  const matrix = upper.slice();
  const turned = right.slice();
  const values = orthogonaliseRows(matrix, size, size, turned);
  const largest = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b);
  const solution = new Float64Array(size);
  const root = new Float64Array(size * rank);
  for (let r = 0; r < rank; r++) {
    const row = largest[r];
    const square = values[row] * values[row];
    for (let j = 0; j < size; j++) {
      const direction = matrix[row * size + j] / square;
      root[j * rank + r] = direction;
      solution[j] += direction * turned[row];
    }
  }
  return { solution, root };
}
