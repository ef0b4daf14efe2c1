// Medians of 3 x 3 and 5 x 5 windows: each column is sorted once for all windows it is in, then the sorted columns' rows, which
// leaves few values that can still be the median. Lanes are neighbouring pixels; no step depends on the values.

// The 25 values of a window, a vector each.
const VALUES: usize = memory.data(400, 16);

export function median3x3f32(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  out: usize,
  scratch: usize,
): void {
  ofNine<f32>(pointer, pitch, width, rows, out, scratch);
}

export function median3x3f64(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  out: usize,
  scratch: usize,
): void {
  ofNine<f64>(pointer, pitch, width, rows, out, scratch);
}

export function median5x5f32(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  out: usize,
  scratch: usize,
): void {
  ofTwentyFive<f32>(pointer, pitch, width, rows, out, scratch);
}

export function median5x5f64(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  out: usize,
  scratch: usize,
): void {
  ofTwentyFive<f64>(pointer, pitch, width, rows, out, scratch);
}

function middle<T>(a: v128, b: v128, c: v128): v128 {
  return v128.pmax<T>(v128.pmin<T>(a, b), v128.pmin<T>(v128.pmax<T>(a, b), c));
}

function load0<T>(at: usize): v128 {
  // Adding 0 turns -0 into 0, which pmin and pmax could else swap for one another.
  return v128.add<T>(v128.load(at), v128.splat<T>(0));
}

/** Medians of the rows * width windows of the (rows + 2) x (width + 2) pixels at `pointer`, rows `pitch` bytes apart: at `out`.
 * A window with NaN has some value. `scratch` has room for 3 rows of width + 8 pixels. */
function ofNine<T>(pointer: usize, pitch: usize, width: i32, rows: i32, out: usize, scratch: usize): void {
  const size = sizeof<T>();
  const row = <usize>width * size;
  const line = (<usize>width + 6) * size;
  for (let y: i32 = 0; y < rows; y++) {
    const from = pointer + <usize>y * pitch;
    for (let at: usize = 0; at < row + 2 * size; at += 16) {
      const a = load0<T>(from + at);
      const b = load0<T>(from + pitch + at);
      const c = load0<T>(from + 2 * pitch + at);
      v128.store(scratch + at, v128.pmin<T>(v128.pmin<T>(a, b), c));
      v128.store(scratch + line + at, middle<T>(a, b, c));
      v128.store(scratch + 2 * line + at, v128.pmax<T>(v128.pmax<T>(a, b), c));
    }
    // What is written beyond the end of a row is written again by the next one.
    for (let at: usize = 0; at < row; at += 16) {
      let from = scratch + at;
      const lows = v128.pmax<T>(
        v128.pmax<T>(v128.load(from), v128.load(from + size)),
        v128.load(from + 2 * size),
      );
      from += line;
      const middles = middle<T>(v128.load(from), v128.load(from + size), v128.load(from + 2 * size));
      from += line;
      const highs = v128.pmin<T>(
        v128.pmin<T>(v128.load(from), v128.load(from + size)),
        v128.load(from + 2 * size),
      );
      v128.store(out + at, middle<T>(lows, middles, highs));
    }
    out += row;
  }
}

/** The same of 5 x 5 pixels; `scratch` has room for 5 rows of width + 12 pixels. */
function ofTwentyFive<T>(
  pointer: usize,
  pitch: usize,
  width: i32,
  rows: i32,
  out: usize,
  scratch: usize,
): void {
  const size = sizeof<T>();
  const row = <usize>width * size;
  const line = (<usize>width + 8) * size;
  for (let y: i32 = 0; y < rows; y++) {
    const from = pointer + <usize>y * pitch;
    for (let at: usize = 0; at < row + 4 * size; at += 16) {
      for (let k: usize = 0; k < 5; k++) v128.store(VALUES + (k << 4), load0<T>(from + k * pitch + at));
      sortFive<T>(VALUES);
      for (let k: usize = 0; k < 5; k++) v128.store(scratch + k * line + at, v128.load(VALUES + (k << 4)));
    }
    for (let at: usize = 0; at < row; at += 16) {
      for (let k: usize = 0; k < 5; k++) {
        const values = VALUES + 80 * k;
        const sorted = scratch + k * line + at;
        v128.store(values, v128.load(sorted));
        v128.store(values, v128.load(sorted + size), 16);
        v128.store(values, v128.load(sorted + 2 * size), 32);
        v128.store(values, v128.load(sorted + 3 * size), 48);
        v128.store(values, v128.load(sorted + 4 * size), 64);
        sortFive<T>(values);
      }
      v128.store(out + at, middleOfSorted<T>());
    }
    out += row;
  }
}

// The smaller of two vectors at `values` to i, the larger to j.
function order<T>(values: usize, i: usize, j: usize): void {
  const a = v128.load(values + (i << 4));
  const b = v128.load(values + (j << 4));
  v128.store(values + (i << 4), v128.pmin<T>(a, b));
  v128.store(values + (j << 4), v128.pmax<T>(a, b));
}

function sortFive<T>(values: usize): void {
  order<T>(values, 0, 1);
  order<T>(values, 3, 4);
  order<T>(values, 2, 4);
  order<T>(values, 2, 3);
  order<T>(values, 0, 3);
  order<T>(values, 0, 2);
  order<T>(values, 1, 4);
  order<T>(values, 1, 3);
  order<T>(values, 1, 2);
}

// Of five rows of five, sorted both ways, value 5 i + j has at least (i + 1) (j + 1) - 1 values not above it and
// (5 - i) (5 - j) - 1 not below: only 13 have no more than 12 of either. These exchanges bring their median to place 11; that
// they do was tried for all 252 ways in which such rows can be cut in two by a number.
function middleOfSorted<T>(): v128 {
  order<T>(VALUES, 8, 11);
  order<T>(VALUES, 16, 3);
  order<T>(VALUES, 9, 3);
  order<T>(VALUES, 13, 20);
  order<T>(VALUES, 11, 17);
  order<T>(VALUES, 13, 7);
  order<T>(VALUES, 9, 11);
  order<T>(VALUES, 15, 9);
  order<T>(VALUES, 7, 4);
  order<T>(VALUES, 11, 4);
  order<T>(VALUES, 7, 9);
  order<T>(VALUES, 11, 21);
  order<T>(VALUES, 9, 11);
  order<T>(VALUES, 9, 12);
  order<T>(VALUES, 11, 12);
  return v128.load(VALUES + (11 << 4));
}
