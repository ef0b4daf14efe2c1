// Counting float32 pixels in nearly equal bins: the bin is the whole part of the distance to the first edge in bin widths, which
// needs no look at the edges where the rest is not near 0 or 1.

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
  const low = f32x4.splat(<f32>load<f64>(edges));
  const perUnit = <f64>bins / (load<f64>(edges + ((<usize>bins) << 3)) - load<f64>(edges));
  const scale = f32x4.splat(<f32>perUnit);
  const half = f32x4.splat(0.5);
  const whole = f32x4.splat(WHOLE);
  const limit = f32x4.splat(<f32>0.5 - margin);
  const size = bins << 2;
  const wholeBits = i32x4.splat(WHOLE_BITS);
  const most = i32x4.splat(bins - 1);
  // Where the count of bin 0 is, less the high bits of a whole number four times over.
  let places = i32x4.splat(<i32>tables - (WHOLE_BITS << 2));
  places = i32x4.add(places, i32x4.mul(i32x4.splat(size), i32x4(0, 1, 2, 3)));
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
      for (let i: i32 = 0; i < 16; i++) {
        countOne(load<f32>(at + ((<usize>i) << 2)), edges, bins, perUnit, tables + <usize>(i & 3) * size);
      }
    }
  }
  for (let i: i32 = 0; at < end; at += 4, i++) {
    countOne(load<f32>(at), edges, bins, perUnit, tables + <usize>(i & 3) * size);
  }
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
