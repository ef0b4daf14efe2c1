// Convolution along y, then along x, with sums in registers: eight float32 (four float64) neighbours by four outputs at a time.
// Both passes are the same loop down a column, since the first leaves its result turned: each column's rows side by side.
import { storeLanes } from './turn';

// Four outputs of two vectors each.
const BLOCK: usize = memory.data(128, 16);
// Columns that are worked on from the first row to the last, so that the rows of a kernel stay in the cache.
const TILE: i32 = 1024;

export function separable32(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  weightsY: usize,
  tapsY: i32,
  weightsX: usize,
  tapsX: i32,
  out: usize,
  scratch: usize,
): void {
  separable<f32, f32>(pointer, pitch, width, rows, weightsY, tapsY, weightsX, tapsX, out, scratch);
}

export function separable64(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  weightsY: usize,
  tapsY: i32,
  weightsX: usize,
  tapsX: i32,
  out: usize,
  scratch: usize,
): void {
  separable<f64, f64>(pointer, pitch, width, rows, weightsY, tapsY, weightsX, tapsX, out, scratch);
}

/** float32 pixels, sums in float64. */
export function separableWide(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  weightsY: usize,
  tapsY: i32,
  weightsX: usize,
  tapsX: i32,
  out: usize,
  scratch: usize,
): void {
  separable<f32, f64>(pointer, pitch, width, rows, weightsY, tapsY, weightsX, tapsX, out, scratch);
}

/** Convolves the rectangle of (rows + tapsY - 1) x (width + tapsX - 1) pixels at `pointer`, rows `pitch` bytes apart: rows *
 * width pixels at `out`. Weights are of the type `Lane`, in which sums are made; a pass rounds its sums to `Pixel`.
 * `scratch` has room for 32 (width + tapsX + 8) bytes. */
function separable<Pixel, Lane>(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  weightsY: usize,
  tapsY: i32,
  weightsX: usize,
  tapsX: i32,
  out: usize,
  scratch: usize,
): void {
  const size = sizeof<Pixel>();
  const lanes = <i32>(32 / sizeof<Lane>());
  const outPitch = <usize>width * size;
  const tile = max(TILE, tapsX << 3);
  const last = pointer + <usize>(rows + tapsY - 2) * pitch;
  for (let x0: i32 = 0; x0 < width; x0 += tile) {
    const columns = min(tile, width - x0);
    const reach = columns + tapsX - 1;
    for (let y0: i32 = 0; y0 < rows; y0 += lanes) {
      const left = min(lanes, rows - y0);
      for (let group: i32 = 0; group < left; group += 4) {
        const from = pointer + <usize>(y0 + group) * pitch + <usize>x0 * size;
        const to = scratch + <usize>group * sizeof<Lane>();
        for (let x: i32 = 0; x < reach; x += lanes) {
          const shift = <usize>x * size;
          fourOutputs<Pixel, Lane>(from + shift, pitch, last + <usize>x0 * size + shift, weightsY, tapsY);
          storeLanes<Lane, Lane>(BLOCK, to + ((<usize>x) << 5), 32, lanes, sizeof<Pixel>() != sizeof<Lane>());
        }
      }
      const end = scratch + ((<usize>(reach - 1)) << 5);
      const target = out + <usize>y0 * outPitch + <usize>x0 * size;
      for (let x: i32 = 0; x < columns; x += 4) {
        // The last four columns end with the tile, so that nothing is written beyond it.
        const at = columns < 4 ? 0 : min(x, columns - 4);
        fourOutputs<Lane, Lane>(scratch + ((<usize>at) << 5), 32, end, weightsX, tapsX);
        if (columns >= 4) storeLanes<Lane, Pixel>(BLOCK, target + <usize>at * size, outPitch, left, false);
        else storeFew<Lane, Pixel>(target, outPitch, left, columns);
      }
    }
  }
}

function first<Pixel, Lane>(at: usize): v128 {
  if (sizeof<Pixel>() == sizeof<Lane>()) return v128.load(at);
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function second<Pixel, Lane>(at: usize): v128 {
  if (sizeof<Pixel>() == sizeof<Lane>()) return v128.load(at, 16);
  return f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
}

function product<Lane>(sum: v128, value: v128, weight: v128): v128 {
  return v128.add<Lane>(sum, v128.mul<Lane>(value, weight));
}

/** BLOCK gets four sums of two vectors: the k-th of `taps` products from `from` + k `step` on. No address beyond `last` is read. */
function fourOutputs<Pixel, Lane>(from: usize, step: usize, last: usize, weights: usize, taps: i32): void {
  if (taps < 4) return fewTaps<Pixel, Lane>(from, step, last, weights, taps);
  const size = sizeof<Lane>();
  let a0 = i32x4.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  let at = from;
  let x = first<Pixel, Lane>(at);
  let y = second<Pixel, Lane>(at);
  let w3 = v128.load_splat<Lane>(weights);
  a0 = product<Lane>(a0, x, w3);
  b0 = product<Lane>(b0, y, w3);
  at += step;
  x = first<Pixel, Lane>(at);
  y = second<Pixel, Lane>(at);
  let w2 = v128.load_splat<Lane>(weights + size);
  a0 = product<Lane>(a0, x, w2);
  b0 = product<Lane>(b0, y, w2);
  a1 = product<Lane>(a1, x, w3);
  b1 = product<Lane>(b1, y, w3);
  at += step;
  x = first<Pixel, Lane>(at);
  y = second<Pixel, Lane>(at);
  let w1 = v128.load_splat<Lane>(weights + 2 * size);
  a0 = product<Lane>(a0, x, w1);
  b0 = product<Lane>(b0, y, w1);
  a1 = product<Lane>(a1, x, w2);
  b1 = product<Lane>(b1, y, w2);
  a2 = product<Lane>(a2, x, w3);
  b2 = product<Lane>(b2, y, w3);
  const end = weights + <usize>taps * size;
  // All of one vector, then all of the other: so the registers suffice.
  for (let weight = weights + 3 * size; weight < end; weight += size) {
    at += step;
    const w0 = v128.load_splat<Lane>(weight);
    x = first<Pixel, Lane>(at);
    a0 = product<Lane>(a0, x, w0);
    a1 = product<Lane>(a1, x, w1);
    a2 = product<Lane>(a2, x, w2);
    a3 = product<Lane>(a3, x, w3);
    x = second<Pixel, Lane>(at);
    b0 = product<Lane>(b0, x, w0);
    b1 = product<Lane>(b1, x, w1);
    b2 = product<Lane>(b2, x, w2);
    b3 = product<Lane>(b3, x, w3);
    w3 = w2;
    w2 = w1;
    w1 = w0;
  }
  at = min(at + step, last);
  x = first<Pixel, Lane>(at);
  y = second<Pixel, Lane>(at);
  a1 = product<Lane>(a1, x, w1);
  b1 = product<Lane>(b1, y, w1);
  a2 = product<Lane>(a2, x, w2);
  b2 = product<Lane>(b2, y, w2);
  a3 = product<Lane>(a3, x, w3);
  b3 = product<Lane>(b3, y, w3);
  at = min(at + step, last);
  x = first<Pixel, Lane>(at);
  y = second<Pixel, Lane>(at);
  a2 = product<Lane>(a2, x, w1);
  b2 = product<Lane>(b2, y, w1);
  a3 = product<Lane>(a3, x, w2);
  b3 = product<Lane>(b3, y, w2);
  at = min(at + step, last);
  a3 = product<Lane>(a3, first<Pixel, Lane>(at), w1);
  b3 = product<Lane>(b3, second<Pixel, Lane>(at), w1);
  v128.store(BLOCK, a0);
  v128.store(BLOCK, b0, 16);
  v128.store(BLOCK, a1, 32);
  v128.store(BLOCK, b1, 48);
  v128.store(BLOCK, a2, 64);
  v128.store(BLOCK, b2, 80);
  v128.store(BLOCK, a3, 96);
  v128.store(BLOCK, b3, 112);
}

function fewTaps<Pixel, Lane>(from: usize, step: usize, last: usize, weights: usize, taps: i32): void {
  for (let output: i32 = 0; output < 4; output++) {
    let a = i32x4.splat(0);
    let b = a;
    for (let k: i32 = 0; k < taps; k++) {
      const at = min(from + <usize>(output + k) * step, last);
      const weight = v128.load_splat<Lane>(weights + <usize>k * sizeof<Lane>());
      a = product<Lane>(a, first<Pixel, Lane>(at), weight);
      b = product<Lane>(b, second<Pixel, Lane>(at), weight);
    }
    v128.store(BLOCK + ((<usize>output) << 5), a);
    v128.store(BLOCK + ((<usize>output) << 5), b, 16);
  }
}

// For images of fewer than four columns.
function storeFew<Lane, Pixel>(to: usize, step: usize, rows: i32, columns: i32): void {
  for (let row: i32 = 0; row < rows; row++) {
    for (let x: i32 = 0; x < columns; x++) {
      const sum = load<Lane>(BLOCK + ((<usize>x) << 5) + <usize>row * sizeof<Lane>());
      store<Pixel>(to + <usize>row * step + <usize>x * sizeof<Pixel>(), <Pixel>sum);
    }
  }
}
