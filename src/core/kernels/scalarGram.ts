/** Takes its mean off each column, in the order of additions that the SIMD kernel has. */
export function centreColumns(
  f64: Float64Array,
  pointer: number,
  stride: number,
  columns: number,
  count: number,
  centres: number,
): void {
  for (let column = 0; column < columns; column++) {
    const from = (pointer + column * stride) / 8;
    const centre = sumMinus(f64, from, count, 0) / count;
    f64[centres / 8 + 2 * column] = centre - centre === 0 ? centre : NaN;
    f64[centres / 8 + 2 * column + 1] = sumMinus(f64, from, count, centre);
    if (count % 2 === 1) f64[from + count] = 0;
  }
}

function sumMinus(f64: Float64Array, from: number, count: number, centre: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = from;
  const whole = from + count - (count % 4);
  for (; at < whole; at += 4) {
    s0 += f64[at] -= centre;
    s1 += f64[at + 1] -= centre;
    s2 += f64[at + 2] -= centre;
    s3 += f64[at + 3] -= centre;
  }
  let sum = s0 + s2 + (s1 + s3);
  for (; at < from + count; at++) sum += f64[at] -= centre;
  return sum;
}

/** Sums of products of each pair of columns: even rows and odd rows apart. */
export function productSums(
  f64: Float64Array,
  pointer: number,
  stride: number,
  columns: number,
  count: number,
  out: number,
): void {
  const rows = count + (count % 2);
  let target = out / 8;
  for (let i = 0; i < columns; i++) {
    const a = (pointer + i * stride) / 8;
    for (let j = 0; j <= i; j++) {
      const b = (pointer + j * stride) / 8;
      let even = 0;
      let odd = 0;
      for (let row = 0; row < rows; row += 2) {
        even += f64[a + row] * f64[b + row];
        odd += f64[a + row + 1] * f64[b + row + 1];
      }
      f64[target++] = even;
      f64[target++] = odd;
    }
  }
}
