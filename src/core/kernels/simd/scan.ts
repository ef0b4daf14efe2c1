// One look at every float32 pixel: finite extremes, number of non-finite pixels, and the values in the two tails.

// For each of the 16 sets of lanes, the byte shuffle that moves those lanes to the front.
const PACK: usize = memory.data(256, 16);

export function initialiseScan(): void {
  for (let bits: i32 = 0; bits < 16; bits++) {
    let slot: i32 = 0;
    for (let lane: i32 = 0; lane < 4; lane++) {
      if (((bits >> lane) & 1) == 0) continue;
      store<u32>(PACK + (bits << 4) + (slot << 2), 0x03020100 + lane * 0x04040404);
      slot++;
    }
    for (; slot < 4; slot++) store<u32>(PACK + (bits << 4) + (slot << 2), 0xffffffff);
  }
}

let minimum: v128 = f32x4.splat(0);
let maximum: v128 = f32x4.splat(0);
let lowEnd: usize = 0;
let highEnd: usize = 0;
let nonFinite: i32 = 0;

function finiteMask(v: v128): v128 {
  return f32x4.lt(f32x4.abs(v), f32x4.splat(Infinity));
}

// Writes the chosen lanes to the end of a list, and returns its new end.
function append(v: v128, chosen: v128, end: usize): usize {
  const bits = i32x4.bitmask(chosen);
  v128.store(end, i8x16.swizzle(v, v128.load(PACK + ((<usize>bits) << 4))));
  return end + ((<usize>popcnt(bits)) << 2);
}

/** Four pixels, whatever they hold. `lanes` has all bits set where a lane is a pixel. */
function scanFour(v: v128, lanes: v128, low: v128, high: v128): void {
  const finite = v128.and(finiteMask(v), lanes);
  nonFinite += popcnt(i32x4.bitmask(v128.andnot(lanes, finite)));
  maximum = f32x4.pmax(maximum, v128.bitselect(v, f32x4.splat(-Infinity), finite));
  minimum = f32x4.pmin(minimum, v128.bitselect(v, f32x4.splat(Infinity), finite));
  lowEnd = append(v, v128.and(f32x4.le(v, low), finite), lowEnd);
  highEnd = append(v, v128.and(f32x4.ge(v, high), finite), highEnd);
}

/** Scans `count` pixels; finite values <= `low` are appended at `lows`, finite values >= `high` at `highs`
 * (each needs room for `count + 4` values). Writes to `result`, as five float64: finite minimum, finite maximum,
 * number of non-finite pixels, number of lows, number of highs. */
export function scan32(
  pointer: usize,
  count: i32,
  low: f32,
  high: f32,
  lows: usize,
  highs: usize,
  result: usize,
): void {
  const lowLimit = f32x4.splat(low);
  const highLimit = f32x4.splat(high);
  minimum = f32x4.splat(Infinity);
  maximum = f32x4.splat(-Infinity);
  lowEnd = lows;
  highEnd = highs;
  nonFinite = 0;
  const all = i32x4.splat(-1);
  const zero = f32x4.splat(0);
  const end = pointer + ((<usize>count) << 2);
  const wide = pointer + ((<usize>(count & ~15)) << 2);
  let at = pointer;
  let min = minimum;
  let max = maximum;
  for (; at < wide; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const groupMax = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
    const groupMin = f32x4.pmin(f32x4.pmin(a, b), f32x4.pmin(c, d));
    // Any NaN or infinity makes the sum non-finite; a sum that overflows only costs the slower look.
    const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    const odd = v128.or(
      f32x4.ne(f32x4.mul(sum, zero), zero),
      v128.or(f32x4.ge(groupMax, highLimit), f32x4.le(groupMin, lowLimit)),
    );
    if (v128.any_true(odd)) {
      if (v128.any_true(f32x4.ne(f32x4.mul(sum, zero), zero))) {
        scanFour(a, all, lowLimit, highLimit);
        scanFour(b, all, lowLimit, highLimit);
        scanFour(c, all, lowLimit, highLimit);
        scanFour(d, all, lowLimit, highLimit);
        continue;
      }
      if (v128.any_true(f32x4.le(groupMin, lowLimit))) {
        lowEnd = append(a, f32x4.le(a, lowLimit), lowEnd);
        lowEnd = append(b, f32x4.le(b, lowLimit), lowEnd);
        lowEnd = append(c, f32x4.le(c, lowLimit), lowEnd);
        lowEnd = append(d, f32x4.le(d, lowLimit), lowEnd);
      }
      if (v128.any_true(f32x4.ge(groupMax, highLimit))) {
        highEnd = append(a, f32x4.ge(a, highLimit), highEnd);
        highEnd = append(b, f32x4.ge(b, highLimit), highEnd);
        highEnd = append(c, f32x4.ge(c, highLimit), highEnd);
        highEnd = append(d, f32x4.ge(d, highLimit), highEnd);
      }
    }
    max = f32x4.pmax(max, groupMax);
    min = f32x4.pmin(min, groupMin);
  }
  for (; at < end; at += 16) {
    const left = <i32>((end - at) >> 2);
    const lanes = i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3));
    scanFour(v128.load(at), lanes, lowLimit, highLimit);
  }
  max = f32x4.pmax(max, maximum);
  min = f32x4.pmin(min, minimum);
  store<f64>(result, <f64>horizontalMin(min));
  store<f64>(result, <f64>horizontalMax(max), 8);
  store<f64>(result, <f64>nonFinite, 16);
  store<f64>(result, <f64>((lowEnd - lows) >> 2), 24);
  store<f64>(result, <f64>((highEnd - highs) >> 2), 32);
}

function horizontalMax(v: v128): f32 {
  const a = max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1));
  return max(a, max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

function horizontalMin(v: v128): f32 {
  const a = min(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1));
  return min(a, min(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}
