// The nearest of some centres for each row of float64 columns, and the sums of the rows of each: the inner loop of k-means.

/** See Kernels.assign. Four rows at a time. */
export function assign64(
  pointer: usize,
  stride: usize,
  columns: i32,
  count: i32,
  centres: usize,
  clusters: i32,
  labels: usize,
  sums: usize,
): i32 {
  const record = (<usize>columns + 1) << 3;
  const end = centres + <usize>clusters * record;
  let changed: i32 = 0;
  let from = pointer;
  for (let row: i32 = 0; row < count; row += 4) {
    const rows = min(4, count - row);
    const nearest = columns == 2 ? nearestOfPlane(from, stride, centres, end) : nearestOf(from, stride, centres, end, record);
    const differs = i32x4.ne(nearest, v128.load(labels));
    changed += popcnt(i32x4.bitmask(differs) & ((1 << rows) - 1));
    v128.store(labels, nearest);
    add(from, stride, columns, sums + <usize>i32x4.extract_lane(nearest, 0) * record);
    if (rows > 1) add(from + 8, stride, columns, sums + <usize>i32x4.extract_lane(nearest, 1) * record);
    if (rows > 2) add(from + 16, stride, columns, sums + <usize>i32x4.extract_lane(nearest, 2) * record);
    if (rows > 3) add(from + 24, stride, columns, sums + <usize>i32x4.extract_lane(nearest, 3) * record);
    from += 32;
    labels += 16;
  }
  return changed;
}

// @ts-ignore: decorator
@inline
function add(from: usize, stride: usize, columns: i32, sum: usize): void {
  store<f64>(sum, load<f64>(sum) + 1);
  for (let j: i32 = 0; j < columns; j++) {
    sum += 8;
    store<f64>(sum, load<f64>(sum) + load<f64>(from));
    from += stride;
  }
}

// @ts-ignore: decorator
@inline
function nearestOfPlane(from: usize, stride: usize, centres: usize, end: usize): v128 {
  const x0 = v128.load(from);
  const x1 = v128.load(from, 16);
  const y0 = v128.load(from + stride);
  const y1 = v128.load(from + stride, 16);
  let best0 = f64x2.splat(Infinity);
  let best1 = best0;
  let which0 = i64x2.splat(0);
  let which1 = which0;
  let number = which0;
  const one = i64x2.splat(1);
  for (let centre = centres; centre < end; centre += 24) {
    const square = v128.load64_splat(centre);
    const x = v128.load64_splat(centre, 8);
    const y = v128.load64_splat(centre, 16);
    const score0 = f64x2.add(f64x2.add(square, f64x2.mul(x0, x)), f64x2.mul(y0, y));
    const score1 = f64x2.add(f64x2.add(square, f64x2.mul(x1, x)), f64x2.mul(y1, y));
    const less0 = f64x2.lt(score0, best0);
    const less1 = f64x2.lt(score1, best1);
    best0 = f64x2.pmin(best0, score0);
    best1 = f64x2.pmin(best1, score1);
    which0 = v128.or(v128.andnot(which0, less0), v128.and(number, less0));
    which1 = v128.or(v128.andnot(which1, less1), v128.and(number, less1));
    number = i64x2.add(number, one);
  }
  return v128.shuffle<i32>(which0, which1, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function nearestOf(from: usize, stride: usize, centres: usize, end: usize, record: usize): v128 {
  let best0 = f64x2.splat(Infinity);
  let best1 = best0;
  let which0 = i64x2.splat(0);
  let which1 = which0;
  let number = which0;
  const one = i64x2.splat(1);
  for (let centre = centres; centre < end; ) {
    let score0 = v128.load64_splat(centre);
    let score1 = score0;
    const next = centre + record;
    let at = from;
    for (centre += 8; centre < next; centre += 8) {
      const c = v128.load64_splat(centre);
      score0 = f64x2.add(score0, f64x2.mul(v128.load(at), c));
      score1 = f64x2.add(score1, f64x2.mul(v128.load(at, 16), c));
      at += stride;
    }
    const less0 = f64x2.lt(score0, best0);
    const less1 = f64x2.lt(score1, best1);
    best0 = f64x2.pmin(best0, score0);
    best1 = f64x2.pmin(best1, score1);
    which0 = v128.or(v128.andnot(which0, less0), v128.and(number, less0));
    which1 = v128.or(v128.andnot(which1, less1), v128.and(number, less1));
    number = i64x2.add(number, one);
  }
  return v128.shuffle<i32>(which0, which1, 0, 2, 4, 6);
}
