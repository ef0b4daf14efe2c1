// Maxima of blocks of 32 values, by which a list of peaks is searched without reading all of it.

/** The largest of each 32 values, fewer in the last block; ceil(count / 32) float32 at `out`. None may be NaN. */
export function blockMaxima32(pointer: usize, count: i32, out: usize): void {
  let target = out;
  let at = pointer;
  const end = pointer + ((<usize>count) << 2);
  for (; at + 128 <= end; at += 128, target += 4) {
    const a = f32x4.pmax(v128.load(at), v128.load(at, 16));
    const b = f32x4.pmax(v128.load(at, 32), v128.load(at, 48));
    const c = f32x4.pmax(v128.load(at, 64), v128.load(at, 80));
    const d = f32x4.pmax(v128.load(at, 96), v128.load(at, 112));
    const wide = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
    const half = f32x4.pmax(wide, i64x2.shuffle(wide, wide, 1, 0));
    store<f32>(target, max(f32x4.extract_lane(half, 0), f32x4.extract_lane(half, 1)));
  }
  if (at >= end) return;
  let last = load<f32>(at);
  for (at += 4; at < end; at += 4) last = max(last, load<f32>(at));
  store<f32>(target, last);
}
