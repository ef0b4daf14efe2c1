import type { DbscanState, Poll } from './dbscanState.ts';
import type { GridIndex } from './gridIndex.ts';
import { createGridNear } from './gridNear.ts';

/** Points looked at between two questions whether there are enough. */
const STRIDE = 8;
const POLL_CELLS = 4096;

/** Finds the core points of cells u0 … u1 - 1. */
export function gridCores(state: DbscanState, grid: GridIndex, u0: number, u1: number, poll: Poll): void {
  const { minSamples, coreAt, firstCore } = state;
  const { xs, ys, order, unitStart, reach } = grid;
  const near = createGridNear(grid);
  const { from, to } = near;
  let polled = unitStart[u0];
  for (let u = u0; u < u1; u++) {
    const a = unitStart[u];
    const b = unitStart[u + 1];
    if (u % POLL_CELLS === 0 || b - polled > POLL_CELLS) {
      poll(a - polled);
      polled = a;
    }
    if (b - a >= minSamples) {
      coreAt.fill(1, a, b);
      firstCore[u] = order[a];
      continue;
    }
    near.enter(u);
    if (near.points() < minSamples) continue;
    // The points of a cell are all within eps of one another.
    const wanted = minSamples - (b - a);
    const close = near.touching();
    for (let p = b - 1; p >= a; p--) {
      let count = 0;
      for (let s = 0; s < close.length && count < wanted; s += 2)
        count += countNear(xs, ys, p, close[s], close[s + 1], reach, wanted - count);
      const stretches = count < wanted ? near.beyond(p) : 0;
      for (let s = 0; s < stretches && count < wanted; s++)
        count += countNear(xs, ys, p, unitStart[from[s]], unitStart[to[s]], reach, wanted - count);
      if (count < wanted) continue;
      coreAt[p] = 1;
      firstCore[u] = order[p];
    }
  }
  poll(unitStart[u1] - polled);
}

/** How many points of places `from` … `to - 1` are within reach of a point, or at least `wanted`. */
function countNear(
  xs: Float64Array,
  ys: Float64Array,
  p: number,
  from: number,
  to: number,
  reach: number,
  wanted: number,
): number {
  const x = xs[p];
  const y = ys[p];
  let count = 0;
  for (let q = from; q < to && count < wanted;) {
    const stop = Math.min(to, q + STRIDE);
    for (; q < stop; q++) {
      const dx = xs[q] - x;
      const dy = ys[q] - y;
      count += Number(dx * dx + dy * dy <= reach);
    }
  }
  return count;
}
