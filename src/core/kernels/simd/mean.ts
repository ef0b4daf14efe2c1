// One level-2 step of the mip pyramid: means of 4x4 cells without the missing pixels.

/** Means of the finite pixels of the cells of 4 columns and `rows` (1 to 4) rows at `pointer`; NaN where there are none.
 * Writes ceil(width / 4) float32 at `out`. Column sums run down the rows, then (0 + 2) + (1 + 3), in float64. */
export function mean4x4(pointer: usize, width: i32, rows: i32, out: usize): void {
  const pitch = (<usize>width) << 2;
  const one = i32x4.splat(1);
  for (let x: i32 = 0; x < width; x += 4) {
    const lanes = i32x4.gt_s(i32x4.splat(width - x), i32x4(0, 1, 2, 3));
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    let counts = i32x4.splat(0);
    let at = pointer + ((<usize>x) << 2);
    for (let y: i32 = 0; y < rows; y++) {
      const v = v128.load(at);
      const finite = v128.and(f32x4.lt(f32x4.abs(v), f32x4.splat(Infinity)), lanes);
      const w = v128.and(v, finite);
      even = f64x2.add(even, f64x2.promote_low_f32x4(w));
      odd = f64x2.add(odd, f64x2.promote_low_f32x4(i64x2.shuffle(w, w, 1, 0)));
      counts = i32x4.add(counts, v128.and(finite, one));
      at += pitch;
    }
    const sums = f64x2.add(even, odd);
    const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    const count =
      i32x4.extract_lane(counts, 0) +
      i32x4.extract_lane(counts, 1) +
      i32x4.extract_lane(counts, 2) +
      i32x4.extract_lane(counts, 3);
    store<f32>(out + <usize>x, count ? <f32>(sum / <f64>count) : <f32>NaN);
  }
}
