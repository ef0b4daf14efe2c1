// Sums of products of float64 columns: the inner loops of least squares.

/** Rows that a tile of columns runs through before the next tile does: 24 columns of them fit the first-level cache. */
const ROWS: i32 = 256;

/** Subtracts from each column its mean; see Kernels.centre. */
export function centre64(pointer: usize, stride: usize, columns: i32, count: i32, centres: usize): void {
  for (let column: i32 = 0; column < columns; column++) {
    const from = pointer + <usize>column * stride;
    const centre = sum(from, count) / <f64>count;
    const result = centres + ((<usize>column) << 4);
    store<f64>(result, centre - centre == 0 ? centre : NaN);
    store<f64>(result, sumMinus(from, count, centre), 8);
    if (count & 1) store<f64>(from + ((<usize>count) << 3), 0);
  }
}

/** Four partial sums: the value's number modulo 4. */
function sum(from: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let at = from;
  const whole = from + ((<usize>(count & ~3)) << 3);
  for (; at < whole; at += 32) {
    low = f64x2.add(low, v128.load(at));
    high = f64x2.add(high, v128.load(at, 16));
  }
  const sums = f64x2.add(low, high);
  let total = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  const end = from + ((<usize>count) << 3);
  for (; at < end; at += 8) total += load<f64>(at);
  return total;
}

/** Takes `centre` off each value, in place, and returns the sum of what is left, in the same order. */
function sumMinus(from: usize, count: i32, centre: f64): f64 {
  const off = f64x2.splat(centre);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let at = from;
  const whole = from + ((<usize>(count & ~3)) << 3);
  for (; at < whole; at += 32) {
    const a = f64x2.sub(v128.load(at), off);
    const b = f64x2.sub(v128.load(at, 16), off);
    v128.store(at, a);
    v128.store(at, b, 16);
    low = f64x2.add(low, a);
    high = f64x2.add(high, b);
  }
  const sums = f64x2.add(low, high);
  let rest = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  const end = from + ((<usize>count) << 3);
  for (; at < end; at += 8) {
    const value = load<f64>(at) - centre;
    store<f64>(at, value);
    rest += value;
  }
  return rest;
}

/** Sums of products of each pair of columns, in tiles of 3 x 3 pairs; see Kernels.gram. */
export function gram64(pointer: usize, stride: usize, columns: i32, count: i32, out: usize): void {
  const even = (count + 1) & ~1;
  memory.fill(out, 0, ((<usize>columns * (<usize>columns + 1)) >> 1) << 4);
  for (let row: i32 = 0; row < even; row += ROWS) {
    const rows = min(ROWS, even - row);
    const from = pointer + ((<usize>row) << 3);
    for (let i: i32 = 0; i < columns; i += 3) {
      for (let j: i32 = 0; j < i; j += 3) tile(from, stride, rows, i, j, out);
      diagonalTile(from, stride, rows, i, out);
    }
  }
}

function pair(out: usize, i: i32, j: i32): usize {
  return out + ((((<usize>i * (<usize>i + 1)) >> 1) + <usize>j) << 4);
}

function tile(from: usize, stride: usize, rows: i32, i: i32, j: i32, out: usize): void {
  const first = pair(out, i, j);
  const second = pair(out, i + 1, j);
  const third = pair(out, i + 2, j);
  let s00 = v128.load(first);
  let s01 = v128.load(first, 16);
  let s02 = v128.load(first, 32);
  let s10 = v128.load(second);
  let s11 = v128.load(second, 16);
  let s12 = v128.load(second, 32);
  let s20 = v128.load(third);
  let s21 = v128.load(third, 16);
  let s22 = v128.load(third, 32);
  let a0 = from + <usize>i * stride;
  let a1 = a0 + stride;
  let a2 = a1 + stride;
  let b0 = from + <usize>j * stride;
  let b1 = b0 + stride;
  let b2 = b1 + stride;
  const end = a0 + ((<usize>rows) << 3);
  while (a0 < end) {
    const u0 = v128.load(a0);
    const u1 = v128.load(a1);
    const u2 = v128.load(a2);
    let v = v128.load(b0);
    s00 = f64x2.add(s00, f64x2.mul(u0, v));
    s10 = f64x2.add(s10, f64x2.mul(u1, v));
    s20 = f64x2.add(s20, f64x2.mul(u2, v));
    v = v128.load(b1);
    s01 = f64x2.add(s01, f64x2.mul(u0, v));
    s11 = f64x2.add(s11, f64x2.mul(u1, v));
    s21 = f64x2.add(s21, f64x2.mul(u2, v));
    v = v128.load(b2);
    s02 = f64x2.add(s02, f64x2.mul(u0, v));
    s12 = f64x2.add(s12, f64x2.mul(u1, v));
    s22 = f64x2.add(s22, f64x2.mul(u2, v));
    a0 += 16;
    a1 += 16;
    a2 += 16;
    b0 += 16;
    b1 += 16;
    b2 += 16;
  }
  v128.store(first, s00);
  v128.store(first, s01, 16);
  v128.store(first, s02, 32);
  v128.store(second, s10);
  v128.store(second, s11, 16);
  v128.store(second, s12, 32);
  v128.store(third, s20);
  v128.store(third, s21, 16);
  v128.store(third, s22, 32);
}

function diagonalTile(from: usize, stride: usize, rows: i32, i: i32, out: usize): void {
  const first = pair(out, i, i);
  const second = pair(out, i + 1, i);
  const third = pair(out, i + 2, i);
  let s00 = v128.load(first);
  let s10 = v128.load(second);
  let s11 = v128.load(second, 16);
  let s20 = v128.load(third);
  let s21 = v128.load(third, 16);
  let s22 = v128.load(third, 32);
  let a0 = from + <usize>i * stride;
  let a1 = a0 + stride;
  let a2 = a1 + stride;
  const end = a0 + ((<usize>rows) << 3);
  while (a0 < end) {
    const u0 = v128.load(a0);
    const u1 = v128.load(a1);
    const u2 = v128.load(a2);
    s00 = f64x2.add(s00, f64x2.mul(u0, u0));
    s10 = f64x2.add(s10, f64x2.mul(u1, u0));
    s11 = f64x2.add(s11, f64x2.mul(u1, u1));
    s20 = f64x2.add(s20, f64x2.mul(u2, u0));
    s21 = f64x2.add(s21, f64x2.mul(u2, u1));
    s22 = f64x2.add(s22, f64x2.mul(u2, u2));
    a0 += 16;
    a1 += 16;
    a2 += 16;
  }
  v128.store(first, s00);
  v128.store(second, s10);
  v128.store(second, s11, 16);
  v128.store(third, s20);
  v128.store(third, s21, 16);
  v128.store(third, s22, 32);
}
