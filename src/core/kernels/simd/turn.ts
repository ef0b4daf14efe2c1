// Rows and columns of small blocks exchanged in registers.

/** `block` holds four times two vectors of `Lane`; lane l of each of the four goes side by side to `to` + l `step`, as `Target`
 * (float32 sums of float64 are rounded), for the first `lanes` lanes. `round`: float64 lanes get float32 precision. */
export function storeLanes<Lane, Target>(
  block: usize,
  to: usize,
  step: usize,
  lanes: i32,
  round: bool,
): void {
  if (sizeof<Lane>() == 4) {
    turnFour(block, 32, to, step, min(lanes, 4));
    if (lanes > 4) turnFour(block + 16, 32, to + 4 * step, step, lanes - 4);
    return;
  }
  for (let half: i32 = 0; half < lanes; half += 2) {
    let a = v128.load(block);
    let b = v128.load(block, 32);
    let c = v128.load(block, 64);
    let d = v128.load(block, 96);
    if (sizeof<Target>() == 4) {
      const ab = v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(f32x4.demote_f64x2_zero(c), f32x4.demote_f64x2_zero(d), 0, 4, 1, 5);
      v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
      if (half + 1 < lanes) v128.store(to + step, v128.shuffle<f64>(ab, cd, 1, 3));
    } else {
      if (round) {
        a = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(a));
        b = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(b));
        c = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(c));
        d = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(d));
      }
      v128.store(to, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(to, v128.shuffle<f64>(c, d, 0, 2), 16);
      if (half + 1 < lanes) {
        v128.store(to + step, v128.shuffle<f64>(a, b, 1, 3));
        v128.store(to + step, v128.shuffle<f64>(c, d, 1, 3), 16);
      }
    }
    block += 16;
    to += 2 * step;
  }
}

/** Four vectors of four, `apart` bytes apart, turned: the first `lanes` (1 to 4) of the new ones are stored `step` bytes apart. */
export function turnFour(block: usize, apart: usize, to: usize, step: usize, lanes: i32): void {
  const a = v128.load(block);
  const b = v128.load(block + apart);
  const c = v128.load(block + 2 * apart);
  const d = v128.load(block + 3 * apart);
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(to, v128.shuffle<f64>(abLow, cdLow, 0, 2));
  if (lanes == 1) return;
  v128.store(to + step, v128.shuffle<f64>(abLow, cdLow, 1, 3));
  if (lanes == 2) return;
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to + 2 * step, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
  if (lanes == 3) return;
  v128.store(to + 3 * step, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
}
