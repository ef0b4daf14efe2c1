// e^-u of two or four numbers at once.

/** e^-u for 0 <= u < 80, within 1e-12 of its value (float64) or 2e-7 (float32); any value elsewhere.
 *
 * Method: 2^-t with t = u / ln 2 = n + r, n whole: a polynomial in r, fitted to its largest relative error on -1/2 … 1/2, times
 *         2^-n. Adding 1.5 times the number from which on all are whole rounds t, and leaves n in the last bits. */
export function decay<T>(u: v128): v128 {
  if (sizeof<T>() == 4) {
    const t = f32x4.mul(u, f32x4.splat(1.4426950408889634));
    const whole = f32x4.add(t, f32x4.splat(12582912));
    const r = f32x4.sub(t, f32x4.sub(whole, f32x4.splat(12582912)));
    let p = f32x4.add(f32x4.mul(r, f32x4.splat(-0.0013265147505801093)), f32x4.splat(0.009671634067569011));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(-0.055507337058762235));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.24022240216979227));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(-0.6931469769797444));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1));
    return f32x4.mul(p, i32x4.sub(i32x4.splat(0x3f800000), i32x4.shl(whole, 23)));
  }
  const t = f64x2.mul(u, f64x2.splat(1.4426950408889634));
  const whole = f64x2.add(t, f64x2.splat(6755399441055744));
  const r = f64x2.sub(t, f64x2.sub(whole, f64x2.splat(6755399441055744)));
  let p = f64x2.add(f64x2.mul(r, f64x2.splat(1.3179151718710393e-6)), f64x2.splat(-1.5309219881949263e-5));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.00015403824938024432));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(-0.001333345461831354));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.009618128616064467));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(-0.05550410935522998));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.24022650698114775));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(-0.6931471805481473));
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1));
  return f64x2.mul(p, i64x2.sub(i64x2.splat(0x3ff0000000000000), i64x2.shl(whole, 52)));
}
