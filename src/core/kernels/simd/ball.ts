// The underside of an image as a ball touches it, for blocks of 8 neighbouring pixels at a time.

/** See Kernels.ball. */
export function ball64(
  pixels: usize,
  pitch: usize,
  minima: usize,
  rowMinima: usize,
  rise: usize,
  reach: i32,
  side: i32,
  blocks: i32,
  out: usize,
): void {
  const line = (<usize>(17 * (side + 1))) << 3;
  const low = (<usize>(16 * (side + 1))) << 3;
  const centre = (<usize>(8 * (side + 1))) << 3;
  const blockPitch = pitch >> 3;
  const rowPitch = blockPitch - ((<usize>side) << 4);
  // Where the last block was touched: the next one likely is as well, which leaves less to look at.
  let touchedRow: i32 = reach;
  let touchedBlock: i32 = 0;
  for (let b: i32 = 0; b < blocks; b++) {
    const best = out + ((<usize>b) << 6);
    const above = pixels + ((<usize>(b + side)) << 6);
    let top = touch(
      best,
      above + touchedRow * pitch + (touchedBlock << 6),
      rise + <usize>abs(touchedRow - reach) * line + centre - (touchedBlock << 6),
    );
    for (let turn: i32 = 0; turn <= 2 * reach; turn++) {
      // 0, 1, -1, 2, -2 …
      const step = (turn + 1) >> 1;
      const row = turn & 1 ? reach + step : reach - step;
      const table = rise + <usize>step * line;
      const least = load<f64>(rowMinima + row * rowPitch + ((<usize>b) << 3));
      const near = minima + row * blockPitch + ((<usize>(b + side)) << 3);
      for (let k: i32 = 0; k <= side; k++) {
        const lowest = load<f64>(table + low + ((<usize>k) << 3));
        // Farther out the ball lies higher still.
        if (!(least + lowest < top)) break;
        for (let block = k; ; block = -k) {
          if (load<f64>(near + (block << 3)) + lowest < top) {
            const before = improvements;
            top = touch(best, above + row * pitch + (block << 6), table + centre - (block << 6));
            if (improvements != before) {
              touchedRow = row;
              touchedBlock = block;
            }
          }
          if (block <= 0) break;
        }
      }
    }
  }
}

let improvements: i32 = 0;

// Lowers 8 values to those of 8 pixels on the ball; the highest of the 8.
function touch(best: usize, from: usize, table: usize): f64 {
  const a0 = v128.load(best);
  const a1 = v128.load(best, 16);
  const a2 = v128.load(best, 32);
  const a3 = v128.load(best, 48);
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  let b3 = a3;
  for (let j: usize = 0; j < 64; j += 8) {
    const pixel = v128.load64_splat(from + j);
    b0 = f64x2.pmin(b0, f64x2.add(pixel, v128.load(table - j)));
    b1 = f64x2.pmin(b1, f64x2.add(pixel, v128.load(table - j, 16)));
    b2 = f64x2.pmin(b2, f64x2.add(pixel, v128.load(table - j, 32)));
    b3 = f64x2.pmin(b3, f64x2.add(pixel, v128.load(table - j, 48)));
  }
  const lower = v128.or(
    v128.or(f64x2.lt(b0, a0), f64x2.lt(b1, a1)),
    v128.or(f64x2.lt(b2, a2), f64x2.lt(b3, a3)),
  );
  if (v128.any_true(lower)) improvements++;
  v128.store(best, b0);
  v128.store(best, b1, 16);
  v128.store(best, b2, 32);
  v128.store(best, b3, 48);
  const highest = f64x2.pmax(f64x2.pmax(b0, b1), f64x2.pmax(b2, b3));
  return max(f64x2.extract_lane(highest, 0), f64x2.extract_lane(highest, 1));
}
