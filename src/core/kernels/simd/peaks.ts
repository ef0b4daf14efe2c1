// 3x3 local maxima of float32 rows.

// For each of the 256 sets of eight lanes, the numbers of those lanes, packed to the front.
const LANES: usize = memory.data(4096, 16);
const LOWEST: f32 = -3.4028234663852886e38;

export function initialisePeaks(): void {
  for (let bits: i32 = 0; bits < 256; bits++) {
    let slot: i32 = 0;
    for (let lane: i32 = 0; lane < 8; lane++) {
      if (((bits >> lane) & 1) == 0) continue;
      store<u16>(LANES + (bits << 4) + (slot << 1), <u16>lane);
      slot++;
    }
  }
}

let above: usize = 0;
let row: usize = 0;
let below: usize = 0;

// The largest of three rows at four columns. NaN loses because it comes second; starting from the lowest
// finite number keeps -Infinity from ever being equal to its neighbourhood's maximum.
function columnMax(a: usize, b: usize, c: usize): v128 {
  return f32x4.pmax(f32x4.pmax(f32x4.pmax(f32x4.splat(LOWEST), v128.load(a)), v128.load(b)), v128.load(c));
}

function columnMaxUpTo(x: i32, width: i32): v128 {
  const at = (<usize>x) << 2;
  const lanes = i32x4.gt_s(i32x4.splat(width - x), i32x4(0, 1, 2, 3));
  return v128.bitselect(columnMax(above + at, row + at, below + at), f32x4.splat(LOWEST), lanes);
}

function rowMax(left: v128, here: v128, right: v128): v128 {
  return f32x4.pmax(
    here,
    f32x4.pmax(
      i8x16.shuffle(left, here, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27),
      i8x16.shuffle(here, right, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
    ),
  );
}

/** Local maxima of columns `x0 … x1 - 1` (at most 65528 of them) of a row. Appends their distance from x0 at `xs`,
 * as u16, and returns the end of the list, or 0 when a pixel looked at is +Infinity (the caller then blanks those). */
function peaksOfRow(width: i32, x0: i32, x1: i32, xs: usize): usize {
  let left = x0 > 0 ? columnMaxUpTo(x0 - 4, width) : f32x4.splat(LOWEST);
  let here = columnMaxUpTo(x0, width);
  let seen = f32x4.pmax(left, here);
  let lane = i16x8.splat(0);
  let x = x0;
  let out = xs;
  const last = min(x1 - 8, width - 12);
  let a = above + ((<usize>x0) << 2);
  let r = row + ((<usize>x0) << 2);
  let b = below + ((<usize>x0) << 2);
  for (; x <= last; x += 8) {
    const next = columnMax(a + 16, r + 16, b + 16);
    const after = columnMax(a + 32, r + 32, b + 32);
    seen = f32x4.pmax(seen, f32x4.pmax(next, after));
    const first = f32x4.ge(v128.load(r), rowMax(left, here, next));
    const second = f32x4.ge(v128.load(r, 16), rowMax(here, next, after));
    const bits = i16x8.bitmask(i16x8.narrow_i32x4_s(first, second));
    v128.store(out, i16x8.add(v128.load(LANES + ((<usize>bits) << 4)), lane));
    out += (<usize>popcnt(bits)) << 1;
    lane = i16x8.add(lane, i16x8.splat(8));
    left = next;
    here = after;
    a += 32;
    r += 32;
    b += 32;
  }
  for (; x < x1; x += 8) {
    const next = columnMaxUpTo(x + 4, width);
    const after = columnMaxUpTo(x + 8, width);
    seen = f32x4.pmax(seen, f32x4.pmax(next, after));
    const at = row + ((<usize>x) << 2);
    const first = f32x4.ge(v128.load(at), rowMax(left, here, next));
    const second = f32x4.ge(v128.load(at, 16), rowMax(here, next, after));
    let bits = i16x8.bitmask(i16x8.narrow_i32x4_s(first, second));
    if (x1 - x < 8) bits &= (1 << (x1 - x)) - 1;
    v128.store(out, i16x8.add(v128.load(LANES + ((<usize>bits) << 4)), lane));
    out += (<usize>popcnt(bits)) << 1;
    lane = i16x8.add(lane, i16x8.splat(8));
    left = next;
    here = after;
  }
  return v128.any_true(f32x4.eq(seen, f32x4.splat(Infinity))) ? 0 : out;
}

/** Local maxima of `rows` rows of `width` pixels from `pointer` on, columns `x0 … x1 - 1`.
 *
 * The row above the first is looked at when `haloTop` is 1, the row below the last when `haloBottom` is 1.
 * Maxima >= `floor` get the number `(row from pointer) * width + x + base` in `offsets` (u32) and their value in
 * `values` (f32); `scratch` holds a row's worth of u16 and 16 bytes more. Writes to `result`, as two float64:
 * the number of all maxima and the number of those kept. Returns 0 when a +Infinity was met. */
export function peaks32(
  pointer: usize,
  width: i32,
  rows: i32,
  haloTop: i32,
  haloBottom: i32,
  x0: i32,
  x1: i32,
  floor: f32,
  base: u32,
  offsets: usize,
  values: usize,
  scratch: usize,
  result: usize,
): i32 {
  const pitch = (<usize>width) << 2;
  let all: i32 = 0;
  let kept: usize = 0;
  for (let y: i32 = 0; y < rows; y++) {
    row = pointer + <usize>y * pitch;
    above = y > 0 || haloTop ? row - pitch : row;
    below = y < rows - 1 || haloBottom ? row + pitch : row;
    const end = peaksOfRow(width, x0, x1, scratch);
    if (!end) return 0;
    all += <i32>((end - scratch) >> 1);
    const from = row + ((<usize>x0) << 2);
    const first = base + <u32>y * <u32>width + <u32>x0;
    for (let at = scratch; at < end; at += 2) {
      const x = <u32>load<u16>(at);
      const value = load<f32>(from + ((<usize>x) << 2));
      store<f32>(values + kept, value);
      store<u32>(offsets + kept, first + x);
      kept += (<usize>i32(value >= floor)) << 2;
    }
  }
  store<f64>(result, <f64>all);
  store<f64>(result, <f64>(kept >> 2), 8);
  return 1;
}
