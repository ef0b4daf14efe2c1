// Counting float32 pixels in nearly equal bins: the bin is the whole part of the distance to the first edge in bin widths, which
// needs no look at the edges where the rest is not near 0 or 1.

// What stays the same over a loop is stored here and loaded before it: else some engines reckon it again in every round.
const HELD: usize = memory.data(128, 16);

// Adding it rounds to a whole number, which is then in the low bits.
const WHOLE: f32 = 12582912;
const WHOLE_BITS: i32 = 0x4b400000;

/** Counts `count` pixels in the bins between the `bins` + 1 float64 at `edges`, those of lane l of each four in the l-th of four
 * tables of `bins` u32 at `tables`. Pixels that are within `margin` bin widths of an edge are compared with the edges. */
export function levelCounts32(
  pointer: usize,
  count: i32,
  edges: usize,
  bins: i32,
  margin: f32,
  tables: usize,
): void {
  const perUnit = unitsOf(edges, bins);
  const size = bins << 2;
  v128.store(HELD, f32x4.splat(<f32>load<f64>(edges)));
  v128.store(HELD, f32x4.splat(<f32>perUnit), 16);
  v128.store(HELD, f32x4.splat(0.5), 32);
  v128.store(HELD, f32x4.splat(WHOLE), 48);
  v128.store(HELD, f32x4.splat(<f32>0.5 - margin), 64);
  v128.store(HELD, i32x4.splat(WHOLE_BITS), 80);
  v128.store(HELD, i32x4.splat(bins - 1), 96);
  // Where the count of bin 0 is, less the high bits of a whole number four times over.
  const first = i32x4.splat(<i32>tables - (WHOLE_BITS << 2));
  v128.store(HELD, i32x4.add(first, i32x4.mul(i32x4.splat(size), i32x4(0, 1, 2, 3))), 112);
  const low = v128.load(HELD);
  const scale = v128.load(HELD, 16);
  const half = v128.load(HELD, 32);
  const whole = v128.load(HELD, 48);
  const limit = v128.load(HELD, 64);
  const wholeBits = v128.load(HELD, 80);
  const most = v128.load(HELD, 96);
  const places = v128.load(HELD, 112);
  const end = pointer + ((<usize>count) << 2);
  let at = pointer;
  for (; at + 64 <= end; at += 64) {
    const a = f32x4.sub(f32x4.mul(f32x4.sub(v128.load(at), low), scale), half);
    const b = f32x4.sub(f32x4.mul(f32x4.sub(v128.load(at, 16), low), scale), half);
    const c = f32x4.sub(f32x4.mul(f32x4.sub(v128.load(at, 32), low), scale), half);
    const d = f32x4.sub(f32x4.mul(f32x4.sub(v128.load(at, 48), low), scale), half);
    const binA = f32x4.add(a, whole);
    const binB = f32x4.add(b, whole);
    const binC = f32x4.add(c, whole);
    const binD = f32x4.add(d, whole);
    const sureA = f32x4.lt(f32x4.abs(f32x4.sub(a, f32x4.sub(binA, whole))), limit);
    const sureB = f32x4.lt(f32x4.abs(f32x4.sub(b, f32x4.sub(binB, whole))), limit);
    const sureC = f32x4.lt(f32x4.abs(f32x4.sub(c, f32x4.sub(binC, whole))), limit);
    const sureD = f32x4.lt(f32x4.abs(f32x4.sub(d, f32x4.sub(binD, whole))), limit);
    const last = i32x4.max_u(
      i32x4.max_u(i32x4.sub(binA, wholeBits), i32x4.sub(binB, wholeBits)),
      i32x4.max_u(i32x4.sub(binC, wholeBits), i32x4.sub(binD, wholeBits)),
    );
    const sure = v128.and(v128.and(sureA, sureB), v128.and(sureC, sureD));
    if (i32x4.bitmask(v128.and(sure, i32x4.le_u(last, most))) == 15) {
      countFour(i32x4.add(i32x4.shl(binA, 2), places));
      countFour(i32x4.add(i32x4.shl(binB, 2), places));
      countFour(i32x4.add(i32x4.shl(binC, 2), places));
      countFour(i32x4.add(i32x4.shl(binD, 2), places));
    } else {
      countEach(at, at + 64, edges, bins, perUnit, tables);
    }
  }
  countEach(at, end, edges, bins, perUnit, tables);
}

// Places are reckoned with this added, which leaves the bin and the fraction in the bits of the number: those of the exponent are
// as in BIN_EXPONENT while the bin is one of 256, and 15 are left for the fraction.
const BIN_BASE: f64 = 256;
const BIN_EXPONENT: i16 = <i16>0x8700;
const FRACTION_BITS: i32 = 15;
const FRACTION: i32 = 0x7fff;

/** The same for at most 256 bins, two neighbours at once: counted in the 65536 u32 at `pairs`, the bin of the first in the low
 * byte of the place; or, in groups with pixels that are compared with the edges, in the `bins` u32 at `table`. */
export function levelPairs32(
  pointer: usize,
  count: i32,
  edges: usize,
  bins: i32,
  margin: f32,
  table: usize,
  pairs: usize,
): void {
  const perUnit = unitsOf(edges, bins);
  const near = <i32>min(<f64>FRACTION, ceil(<f64>margin * (FRACTION + 1)) + 1);
  v128.store(HELD, f32x4.splat(<f32>load<f64>(edges)));
  v128.store(HELD, f32x4.splat(<f32>perUnit), 16);
  // What is nearer to an edge than the margin, on either side, has a fraction below twice the margin.
  v128.store(HELD, f32x4.splat(<f32>(BIN_BASE + <f64>near / (FRACTION + 1))), 32);
  v128.store(HELD, i32x4.splat(2 * near), 48);
  v128.store(HELD, i32x4.splat(FRACTION), 64);
  v128.store(HELD, i16x8.splat(BIN_EXPONENT), 80);
  v128.store(HELD, i16x8.splat(255), 96);
  const low = v128.load(HELD);
  const scale = v128.load(HELD, 16);
  const base = v128.load(HELD, 32);
  const far = v128.load(HELD, 48);
  const fraction = v128.load(HELD, 64);
  const exponent = v128.load(HELD, 80);
  const most = v128.load(HELD, 96);
  const end = pointer + ((<usize>count) << 2);
  let at = pointer;
  for (; at + 64 <= end; at += 64) {
    const a = f32x4.add(f32x4.mul(f32x4.sub(v128.load(at), low), scale), base);
    const b = f32x4.add(f32x4.mul(f32x4.sub(v128.load(at, 16), low), scale), base);
    const c = f32x4.add(f32x4.mul(f32x4.sub(v128.load(at, 32), low), scale), base);
    const d = f32x4.add(f32x4.mul(f32x4.sub(v128.load(at, 48), low), scale), base);
    const nearest = i32x4.min_u(
      i32x4.min_u(v128.and(a, fraction), v128.and(b, fraction)),
      i32x4.min_u(v128.and(c, fraction), v128.and(d, fraction)),
    );
    // Above 255 where the exponent is another one, as with NaN and whatever is outside the bins.
    const upper = v128.xor(
      i16x8.narrow_i32x4_u(i32x4.shr_u(a, FRACTION_BITS), i32x4.shr_u(b, FRACTION_BITS)),
      exponent,
    );
    const lower = v128.xor(
      i16x8.narrow_i32x4_u(i32x4.shr_u(c, FRACTION_BITS), i32x4.shr_u(d, FRACTION_BITS)),
      exponent,
    );
    const unsure = v128.or(i32x4.lt_s(nearest, far), i16x8.gt_u(i16x8.max_u(upper, lower), most));
    if (v128.any_true(unsure)) {
      countEach(at, at + 64, edges, bins, perUnit, table);
    } else {
      const places = i8x16.narrow_i16x8_u(upper, lower);
      countPairs(i64x2.extract_lane(places, 0), pairs);
      countPairs(i64x2.extract_lane(places, 1), pairs);
    }
  }
  countEach(at, end, edges, bins, perUnit, table);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function countPairs(places: i64, pairs: usize): void {
  const a = pairs + <usize>((places << 2) & 0x3fffc);
  const b = pairs + <usize>((places >>> 14) & 0x3fffc);
  const c = pairs + <usize>((places >>> 30) & 0x3fffc);
  const d = pairs + <usize>((places >>> 46) & 0x3fffc);
  store<u32>(a, load<u32>(a) + 1);
  store<u32>(b, load<u32>(b) + 1);
  store<u32>(c, load<u32>(c) + 1);
  store<u32>(d, load<u32>(d) + 1);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function countFour(addresses: v128): void {
  const a = i32x4.extract_lane(addresses, 0);
  const b = i32x4.extract_lane(addresses, 1);
  const c = i32x4.extract_lane(addresses, 2);
  const d = i32x4.extract_lane(addresses, 3);
  store<u32>(a, load<u32>(a) + 1);
  store<u32>(b, load<u32>(b) + 1);
  store<u32>(c, load<u32>(c) + 1);
  store<u32>(d, load<u32>(d) + 1);
}

function unitsOf(edges: usize, bins: i32): f64 {
  return <f64>bins / (load<f64>(edges + ((<usize>bins) << 3)) - load<f64>(edges));
}

function countEach(at: usize, end: usize, edges: usize, bins: i32, perUnit: f64, table: usize): void {
  for (; at < end; at += 4) countOne(load<f32>(at), edges, bins, perUnit, table);
}

function countOne(pixel: f32, edges: usize, bins: i32, perUnit: f64, table: usize): void {
  const value = <f64>pixel;
  const first = load<f64>(edges);
  if (!(value >= first && value <= load<f64>(edges + ((<usize>bins) << 3)))) return;
  let bin = min(bins - 1, <i32>((value - first) * perUnit));
  while (value < load<f64>(edges + ((<usize>bin) << 3))) bin--;
  while (bin < bins - 1 && value >= load<f64>(edges + ((<usize>bin) << 3), 8)) bin++;
  const place = table + ((<usize>bin) << 2);
  store<u32>(place, load<u32>(place) + 1);
}
