// Sliding minima of float32 by van Herk and Gil and Werman: three comparisons a pixel and axis, whatever the window.
// Values become integers that sort as they do; a maximum is a minimum of their complements; NaN sorts behind everything.
import { turnFour } from './turn';

// Columns, at least, that are worked on from the first row to the last.
const TILE: i32 = 512;
const MISSING: i32 = 0x7fffffff;

/** Smallest (`flip` 0) or largest (`flip` -1) value but NaN, NaN where there is no other, of each window of sizeY rows and
 * sizeX columns of the rectangle of (rows + sizeY - 1) x (width + sizeX - 1) pixels at `pointer`, rows `pitch` bytes apart:
 * rows * width pixels at `out`. `scratch` has room for 4 (rows + 12) W + 16 max(sizeX, sizeY) bytes, W being
 * width + sizeX + 15. */
export function slidingExtremum32(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  sizeX: i32,
  sizeY: i32,
  flip: i32,
  out: usize,
  scratch: usize,
): void {
  const turned = i32x4.splat(flip);
  const outPitch = (<usize>width) << 2;
  // Every part of the scratch begins at a multiple of 16 bytes.
  const tile = max(TILE, sizeX << 2);
  const linePitch = ((<usize>(min(width, tile) + sizeX + 15)) & ~3) << 2;
  const suffixes = scratch + <usize>(rows + 4) * linePitch;
  const line = suffixes + ((<usize>max(sizeX, sizeY)) << 4);
  for (let x0: i32 = 0; x0 < width; x0 += tile) {
    const columns = min(tile, width - x0);
    const reach = columns + sizeX - 1;
    for (let x: i32 = 0; x < reach; x += 4) {
      const from = pointer + ((<usize>(x0 + x)) << 2);
      downColumn(from, pitch, rows, sizeY, scratch + ((<usize>x) << 2), linePitch, suffixes, turned);
    }
    for (let y: i32 = 0; y < rows; y += 4) {
      const from = scratch + <usize>y * linePitch;
      for (let x: i32 = 0; x < reach; x += 4) {
        turnFour(from + ((<usize>x) << 2), linePitch, line + ((<usize>x) << 4), 16, 4);
      }
      alongLine(line, columns, sizeX, suffixes, turned);
      const left = min(4, rows - y);
      const to = out + <usize>y * outPitch + ((<usize>x0) << 2);
      if (columns < 4) {
        for (let row: i32 = 0; row < left; row++)
          for (let x: i32 = 0; x < columns; x++)
            store<f32>(
              to + <usize>row * outPitch + ((<usize>x) << 2),
              load<f32>(line + ((<usize>x) << 4) + ((<usize>row) << 2)),
            );
        continue;
      }
      for (let x: i32 = 0; x < columns; x += 4) {
        const at = min(x, columns - 4);
        turnFour(line + ((<usize>at) << 4), 16, to + ((<usize>at) << 2), outPitch, left);
      }
    }
  }
}

function key(v: v128, turned: v128): v128 {
  // Adding 0 turns -0 into 0.
  const bits = f32x4.add(v, f32x4.splat(0));
  const sorted = v128.xor(v128.xor(bits, i32x4.shr_u(i32x4.shr_s(bits, 31), 1)), turned);
  return v128.bitselect(sorted, i32x4.splat(MISSING), f32x4.eq(v, v));
}

function value(sorted: v128, turned: v128): v128 {
  const bits = v128.xor(sorted, turned);
  const number = v128.xor(bits, i32x4.shr_u(i32x4.shr_s(bits, 31), 1));
  return v128.bitselect(f32x4.splat(NaN), number, i32x4.eq(sorted, i32x4.splat(MISSING)));
}

/** Keys of the minima of `size` rows, of four columns. Blocks of `size` rows: the minima from each row to its block's end,
 * backwards, then those from the next block's start, forwards; a window is one of each. */
function downColumn(
  from: usize,
  pitch: usize,
  rows: i32,
  size: i32,
  to: usize,
  toPitch: usize,
  suffixes: usize,
  turned: v128,
): void {
  for (let y0: i32 = 0; y0 < rows; y0 += size) {
    const block = from + <usize>y0 * pitch;
    let least = i32x4.splat(MISSING);
    for (let k = size - 1; k >= 0; k--) {
      least = i32x4.min_s(least, key(v128.load(block + <usize>k * pitch), turned));
      v128.store(suffixes + ((<usize>k) << 4), least);
    }
    least = i32x4.splat(MISSING);
    let at = block + <usize>size * pitch;
    let target = to + <usize>y0 * toPitch;
    const count = min(size, rows - y0);
    v128.store(target, v128.load(suffixes));
    for (let k: i32 = 1; k < count; k++) {
      target += toPitch;
      least = i32x4.min_s(least, key(v128.load(at), turned));
      at += pitch;
      v128.store(target, i32x4.min_s(least, v128.load(suffixes + ((<usize>k) << 4))));
    }
  }
}

/** The same along a line of turned keys, in place, and back to values. */
function alongLine(line: usize, columns: i32, size: i32, suffixes: usize, turned: v128): void {
  for (let x0: i32 = 0; x0 < columns; x0 += size) {
    const block = line + ((<usize>x0) << 4);
    let least = i32x4.splat(MISSING);
    for (let k = size - 1; k >= 0; k--) {
      least = i32x4.min_s(least, v128.load(block + ((<usize>k) << 4)));
      v128.store(suffixes + ((<usize>k) << 4), least);
    }
    least = i32x4.splat(MISSING);
    let at = block + ((<usize>size) << 4);
    let target = block;
    const count = min(size, columns - x0);
    v128.store(target, value(v128.load(suffixes), turned));
    for (let k: i32 = 1; k < count; k++) {
      target += 16;
      least = i32x4.min_s(least, v128.load(at));
      at += 16;
      v128.store(target, value(i32x4.min_s(least, v128.load(suffixes + ((<usize>k) << 4))), turned));
    }
  }
}
