/** Exact least squares of values that are whole numbers: normal equations and Gauss elimination in fractions of BigInt. */
export function exactLeastSquares(
  rows: readonly (readonly number[])[],
  y: readonly number[],
): number[] | null {
  const design = rows.map((row) => [1, ...row].map(BigInt));
  const size = design[0]!.length;
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => design.reduce((sum, row) => sum + row[i]! * row[j]!, 0n)),
    design.reduce((sum, row, at) => sum + row[i]! * BigInt(y[at]!), 0n),
  ]);
  // Fraction-free (Bareiss) elimination, to a diagonal matrix.
  for (let k = 0; k < size; k++) {
    const pivot = matrix.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (pivot < 0) return null;
    [matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!];
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const [own, top] = [matrix[i]![k]!, matrix[k]![k]!];
      matrix[i] = matrix[i]!.map((value, j) => value * top - own * matrix[k]![j]!);
    }
  }
  return matrix.map((row, i) => quotient(row[size]!, row[i]!));
}

/** A ratio of whole numbers of any size, to double precision. */
function quotient(numerator: bigint, denominator: bigint): number {
  const scale = 10n ** 40n;
  return Number((numerator * scale) / denominator) / 1e40;
}

/** Sums over some rows in the plainest way: count, means, centred products (lower triangle). */
export function plainSums(rows: readonly (readonly number[])[]): number[] {
  const width = rows[0]!.length;
  const means = Array.from(
    { length: width },
    (_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length,
  );
  const products: number[] = [];
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      products.push(rows.reduce((sum, row) => sum + (row[i]! - means[i]!) * (row[j]! - means[j]!), 0));
    }
  }
  return [rows.length, ...means, ...products];
}
