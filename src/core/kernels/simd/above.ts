// Which float32 pixels exceed a mean that is known but for rounding.

/** Writes 1 at `out` for each of `count` pixels that exceeds its mean less `offset`, 0 for others, and the numbers (u32) of the
 * pixels that are within `relative` |mean| + `absolute` of it, or where that cannot be said, at `unsure`; how many. */
export function aboveMeans32(
  pixels: usize,
  means: usize,
  count: i32,
  offset: f32,
  relative: f32,
  absolute: f32,
  out: usize,
  unsure: usize,
): i32 {
  const offsets = f32x4.splat(offset);
  const relatives = f32x4.splat(relative);
  const absolutes = f32x4.splat(absolute);
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const infinity = f32x4.splat(Infinity);
  const wide = count & ~3;
  let listed = unsure;
  let i: i32 = 0;
  for (; i < wide; i += 4) {
    const at = (<usize>i) << 2;
    const value = v128.load(pixels + at);
    const mean = v128.load(means + at);
    const above = f32x4.sub(value, f32x4.sub(mean, offsets));
    const bound = f32x4.add(f32x4.mul(relatives, f32x4.abs(mean)), absolutes);
    const size = f32x4.abs(above);
    v128.store(out + at, v128.and(f32x4.gt(above, zero), one));
    const sure = v128.and(f32x4.gt(size, bound), f32x4.lt(size, infinity));
    const bits = i32x4.bitmask(v128.andnot(f32x4.eq(value, value), sure));
    if (bits == 0) continue;
    for (let lane: i32 = 0; lane < 4; lane++) {
      if (((bits >> lane) & 1) == 0) continue;
      store<u32>(listed, i + lane);
      listed += 4;
    }
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    const value = load<f32>(pixels + at);
    const mean = load<f32>(means + at);
    const above: f32 = value - (mean - offset);
    const bound: f32 = relative * abs(mean) + absolute;
    store<f32>(out + at, <f32>(above > 0));
    if ((abs(above) > bound && abs(above) < Infinity) || value != value) continue;
    store<u32>(listed, i);
    listed += 4;
  }
  return <i32>((listed - unsure) >> 2);
}
