/** Length of the sums of one part of the rows over `width` columns, the terms and, last, the value to be explained:
 * count, means, and the lower triangle by rows of the centred sums of products. */
export function sumsLength(width: number): number {
  return 1 + width + (width * (width + 1)) / 2;
}

/** Adds to the sums at `to` those at `from` of other rows.
 *
 * Method: n = na + nb, d = mb - ma: mean = ma + d nb/n, S = Sa + Sb + d d' na nb/n.
 * Shape:  sums as sumsLength describes them, at `to` and `from`.
 * Units:  those of the columns and their products.
 * Non-finite and masked: not looked for; the rows were.
 * Errors: none.   Cost: width²/2 operations.
 * Source: Chan, Golub & LeVeque 1983, American Statistician 37, 242, eq. 2.1, for sums of products.
 * Checked against: sums of all rows at once, test/property/core/regression. */
export function mergeSums(
  target: Float64Array,
  to: number,
  other: Float64Array,
  from: number,
  width: number,
): void {
  const nb = other[from];
  if (nb === 0) return;
  const na = target[to];
  if (na === 0) {
    target.set(other.subarray(from, from + sumsLength(width)), to);
    return;
  }
  const n = na + nb;
  const weight = (na * nb) / n;
  let at = 1 + width;
  for (let i = 0; i < width; i++) {
    const di = (other[from + 1 + i] - target[to + 1 + i]) * weight;
    for (let j = 0; j <= i; j++, at++) {
      target[to + at] += other[from + at] + di * (other[from + 1 + j] - target[to + 1 + j]);
    }
  }
  for (let i = 0; i < width; i++) {
    const mean = target[to + 1 + i];
    target[to + 1 + i] = mean + (other[from + 1 + i] - mean) * (nb / n);
  }
  target[to] = n;
}

/** The sums of some parts together, merged in their order. */
export function sumsOfParts(sums: Float64Array, width: number, parts: readonly number[]): Float64Array {
  const length = sumsLength(width);
  const total = new Float64Array(length);
  for (const part of parts) mergeSums(total, 0, sums, part * length, width);
  return total;
}

/** The means and the symmetric matrix of centred sums of products (or, uncentred, of plain ones), row by row. */
export function squareOf(sums: Float64Array, width: number, centred: boolean): Float64Array {
  const square = new Float64Array(width * width);
  const n = sums[0];
  let at = 1 + width;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++, at++) {
      const value = sums[at] + (centred ? 0 : n * sums[1 + i] * sums[1 + j]);
      square[i * width + j] = value;
      square[j * width + i] = value;
    }
  }
  return square;
}
