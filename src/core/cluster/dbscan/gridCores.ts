import type { DbscanState, Poll } from './dbscanState.ts';
import type { GridIndex } from './gridIndex.ts';
import { createGridNeighbours } from './gridNeighbours.ts';

/** Points looked at between two questions whether there are enough. */
const STRIDE = 64;
const POLL_CELLS = 4096;

/** Finds the core points of cells u0 … u1 - 1. */
export function gridCores(state: DbscanState, grid: GridIndex, u0: number, u1: number, poll: Poll): void {
  const { minSamples, coreAt, firstCore } = state;
  const { xs, ys, order, unitStart, reach } = grid;
  const near = createGridNeighbours(grid);
  const { lo, hi } = near;
  const from = new Int32Array(lo.length);
  const to = new Int32Array(lo.length);
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
    near.moveTo(u);
    let stretches = 0;
    let within = 0;
    // The own row of cells first: it is the likeliest to hold enough.
    for (let i = 0; i < lo.length; i++) {
      const k = (i + 2) % lo.length;
      if (hi[k] <= lo[k]) continue;
      from[stretches] = unitStart[lo[k]];
      to[stretches] = unitStart[hi[k]];
      within += to[stretches] - from[stretches];
      stretches++;
    }
    if (within < minSamples) continue;
    for (let p = b - 1; p >= a; p--) {
      if (!hasNeighbours(xs, ys, p, from, to, stretches, reach, minSamples)) continue;
      coreAt[p] = 1;
      firstCore[u] = order[p];
    }
  }
  poll(unitStart[u1] - polled);
}

function hasNeighbours(
  xs: Float64Array,
  ys: Float64Array,
  p: number,
  from: Int32Array,
  to: Int32Array,
  stretches: number,
  reach: number,
  wanted: number,
): boolean {
  const x = xs[p];
  const y = ys[p];
  let count = 0;
  for (let s = 0; s < stretches; s++) {
    const end = to[s];
    for (let q = from[s]; q < end;) {
      const stop = Math.min(end, q + STRIDE);
      for (; q < stop; q++) {
        const dx = xs[q] - x;
        const dy = ys[q] - y;
        if (dx * dx + dy * dy <= reach) count++;
      }
      if (count >= wanted) return true;
    }
  }
  return false;
}
