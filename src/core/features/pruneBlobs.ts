import { acos } from '../math/index.ts';

interface Circles {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly sigma: Float64Array;
}

const SQRT2 = Math.SQRT2;

/** Which blobs are left when, of two that overlap by more than `overlap` of the smaller one's area, the smaller is dropped
 * (of equal ones the first). Radii are sigma √2.
 *
 * Method: pairs by the first, then the second of them; a blob that was dropped drops no other.
 * Cost:   O(blobs × neighbours). */
export function pruneBlobs({ x, y, sigma }: Circles, overlap: number): number[] {
  const largest = sigma.reduce((most, value) => Math.max(most, value), 0);
  const reach = 2 * largest * SQRT2;
  const squares = new Map<string, number[]>();
  const keyOf = (column: number, row: number) => `${column},${row}`;
  const columnOf = (i: number) => Math.floor(x[i]! / reach);
  const rowOf = (i: number) => Math.floor(y[i]! / reach);
  for (let i = 0; i < x.length; i++) {
    const key = keyOf(columnOf(i), rowOf(i));
    const square = squares.get(key);
    if (square) square.push(i);
    else squares.set(key, [i]);
  }
  const left = sigma.slice();
  for (let i = 0; i < x.length; i++) {
    const neighbours: number[] = [];
    for (let row = rowOf(i) - 1; row <= rowOf(i) + 1; row++)
      for (let column = columnOf(i) - 1; column <= columnOf(i) + 1; column++)
        for (const j of squares.get(keyOf(column, row)) ?? []) if (j > i) neighbours.push(j);
    for (const j of neighbours.sort((a, b) => a - b)) {
      if (left[i] === 0 || left[j] === 0) continue;
      const dx = x[i]! - x[j]!;
      const dy = y[i]! - y[j]!;
      if (dx * dx + dy * dy > reach * reach) continue;
      if (overlapOf(Math.sqrt(dx * dx + dy * dy), left[i]!, left[j]!) <= overlap) continue;
      left[left[i]! > left[j]! ? j : i] = 0;
    }
  }
  return [...left.keys()].filter((i) => left[i]! > 0);
}

/** The share of the smaller of two circles, of radii sigma √2 at a distance, that lies in the other. */
function overlapOf(distance: number, sigma1: number, sigma2: number): number {
  const larger = Math.max(sigma1, sigma2);
  const r1 = sigma1 / larger;
  const r2 = sigma2 / larger;
  const d = distance / (larger * SQRT2);
  if (d > r1 + r2) return 0;
  if (d <= Math.abs(r1 - r2)) return 1;
  const angle1 = acos(clip((d * d + r1 * r1 - r2 * r2) / (2 * d * r1)));
  const angle2 = acos(clip((d * d + r2 * r2 - r1 * r1) / (2 * d * r2)));
  const kite = (r1 + r2 - d) * (d - r2 + r1) * (d + r2 - r1) * (d + r2 + r1);
  const area = r1 * r1 * angle1 + r2 * r2 * angle2 - 0.5 * Math.sqrt(Math.abs(kite));
  return area / (3.141592653589793 * Math.min(r1, r2) * Math.min(r1, r2));
}

function clip(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}
