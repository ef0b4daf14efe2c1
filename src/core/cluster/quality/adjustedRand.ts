import { AppError } from '../../errors/index.ts';
import { LEFT_OUT } from '../points.ts';

/** The adjusted Rand index: how far two clusterings of the same rows agree, 1 for the same and about 0 by chance.
 *
 * Method: from the numbers of pairs of rows that are together in both, in one or in neither; names of clusters do not matter.
 *         Noise (-1) counts as a cluster of its own, as scikit-learn has it.
 * Shape:  two columns of whole-number labels of equal length.
 * Non-finite and masked: rows left out of either (-2) are ignored; fewer than two rows give 1.
 * Errors: bad-argument for columns of different lengths.   Cost: O(n), and a counter for each pair of labels met.
 * Source: Hubert, Arabie 1985, Comparing partitions; the form of scikit-learn's adjusted_rand_score.
 * Checked against: scikit-learn 1.2.1, absolute 1e-12, in the reference test. */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  if (a.length !== b.length) {
    throw new AppError('bad-argument', `Labels of ${a.length} and of ${b.length} rows cannot be compared.`, {
      remedy: 'Compare clusterings of the same table.',
    });
  }
  const rowsOf = new Map<number, number>();
  const columnsOf = new Map<number, number>();
  const cellsOf = new Map<number, number>();
  let n = 0;
  let most = 0;
  for (const label of b) most = Math.max(most, label);
  for (let i = 0; i < a.length; i++) {
    if (a[i] <= LEFT_OUT || b[i] <= LEFT_OUT) continue;
    n++;
    count(rowsOf, a[i]);
    count(columnsOf, b[i]);
    count(cellsOf, a[i] * (most + 2) + b[i]);
  }
  const both = sumOfSquares(cellsOf);
  const inA = sumOfSquares(rowsOf);
  const inB = sumOfSquares(columnsOf);
  // Ordered pairs that are together in both, in the first only, in the second only, in neither.
  const together = both - n;
  const onlyA = inA - both;
  const onlyB = inB - both;
  const apart = n * n - inA - inB + both;
  if (onlyA === 0 && onlyB === 0) return 1;
  return (
    (2 * (together * apart - onlyB * onlyA)) /
    ((together + onlyB) * (onlyB + apart) + (together + onlyA) * (onlyA + apart))
  );
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sumOfSquares(counts: Map<number, number>): number {
  let sum = 0;
  for (const value of counts.values()) sum += value * value;
  return sum;
}
