import { log } from '../../math/index.ts';
import type { KmeansData } from './kmeansData.ts';

/** First centres spread over the data: greedy k-means++.
 *
 * Method: the first centre is a row drawn evenly; each next one is the best of 2 + floor(log k) rows drawn with the square of
 *         the distance to the nearest centre so far as weight, best meaning the least sum of such squares afterwards.
 * Shape:  `clusters` x dimensions centres, row-major, relative to the mean of the data like the data.
 * Cost: k log k looks at the data; 8 bytes a row.
 * Source: Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding"; the greedy form of scikit-learn. */
export function plusPlusCentres(
  { columns }: KmeansData,
  clusters: number,
  random: () => number,
  poll: () => void,
): Float64Array {
  const n = columns[0].length;
  const d = columns.length;
  const trials = 2 + Math.floor(log(clusters));
  const centres = new Float64Array(clusters * d);
  const place = (k: number, row: number): void => {
    for (let j = 0; j < d; j++) centres[k * d + j] = columns[j][row];
  };
  const nearest = new Float64Array(n).fill(Infinity);
  const first = Math.min(n - 1, Math.floor(random() * n));
  place(0, first);
  let sum = approach(columns, first, nearest);
  for (let k = 1; k < clusters; k++) {
    poll();
    const marks = Float64Array.from({ length: trials }, () => random() * sum).sort();
    let best = -1;
    let bestSum = Infinity;
    for (const row of rowsAtMarks(nearest, marks)) {
      const after = sumAfter(columns, row, nearest);
      if (after < bestSum || best < 0) {
        bestSum = after;
        best = row;
      }
    }
    place(k, best);
    sum = approach(columns, best, nearest);
  }
  return centres;
}

/** The rows at which the running sum of weights reaches each of the ascending marks. */
function rowsAtMarks(weights: Float64Array, marks: Float64Array): Uint32Array {
  const rows = new Uint32Array(marks.length).fill(weights.length - 1);
  let sum = 0;
  let next = 0;
  for (let i = 0; i < weights.length && next < marks.length; i++) {
    sum += weights[i];
    while (next < marks.length && sum >= marks[next]) rows[next++] = i;
  }
  return rows;
}

/** Takes a row as a centre; the sum of the squares of distances to the nearest centre. */
function approach(columns: readonly Float64Array[], row: number, nearest: Float64Array): number {
  let sum = 0;
  if (columns.length === 2) {
    const [xs, ys] = columns;
    const x = xs[row];
    const y = ys[row];
    for (let i = 0; i < nearest.length; i++) {
      const dx = xs[i] - x;
      const dy = ys[i] - y;
      nearest[i] = Math.min(nearest[i], dx * dx + dy * dy);
      sum += nearest[i];
    }
    return sum;
  }
  for (let i = 0; i < nearest.length; i++) {
    nearest[i] = Math.min(nearest[i], squaredGap(columns, i, row));
    sum += nearest[i];
  }
  return sum;
}

/** The sum that `approach` would give. */
function sumAfter(columns: readonly Float64Array[], row: number, nearest: Float64Array): number {
  let sum = 0;
  if (columns.length === 2) {
    const [xs, ys] = columns;
    const x = xs[row];
    const y = ys[row];
    for (let i = 0; i < nearest.length; i++) {
      const dx = xs[i] - x;
      const dy = ys[i] - y;
      sum += Math.min(nearest[i], dx * dx + dy * dy);
    }
    return sum;
  }
  for (let i = 0; i < nearest.length; i++) sum += Math.min(nearest[i], squaredGap(columns, i, row));
  return sum;
}

function squaredGap(columns: readonly Float64Array[], a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < columns.length; j++) {
    const gap = columns[j][a] - columns[j][b];
    sum += gap * gap;
  }
  return sum;
}
