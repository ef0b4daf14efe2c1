import { NOISE, NO_LABEL, NO_ROW, type DbscanState, type Poll } from './dbscanState.ts';
import type { GridIndex } from './gridIndex.ts';
import { createGridNear } from './gridNear.ts';

const POLL_CELLS = 4096;

/** Labels the points of cells u0 … u1 - 1; the number of noise points. */
export function gridLabels(state: DbscanState, grid: GridIndex, u0: number, u1: number, poll: Poll): number {
  const { coreAt, unitLabel, firstCore, labels, core } = state;
  const { order, xs, ys, unitStart, reach } = grid;
  const near = createGridNear(grid);
  const { from, to } = near;
  let noise = 0;
  let polled = unitStart[u0];
  const lowestNear = (p: number, start: number): number => {
    const x = xs[p];
    const y = ys[p];
    let best = start;
    const stretches = near.around(p);
    for (let s = 0; s < stretches; s++) {
      for (let v = from[s]; v < to[s]; v++) {
        if (unitLabel[v] >= best) continue;
        const end = unitStart[v + 1];
        for (let q = unitStart[v]; q < end; q++) {
          const dx = xs[q] - x;
          const dy = ys[q] - y;
          if (dx * dx + dy * dy > reach || coreAt[q] === 0) continue;
          best = unitLabel[v];
          break;
        }
      }
    }
    return best;
  };
  for (let u = u0; u < u1; u++) {
    const a = unitStart[u];
    const b = unitStart[u + 1];
    if (u % POLL_CELLS === 0 || b - polled > POLL_CELLS) {
      poll(a - polled);
      polled = a;
    }
    const own = firstCore[u] === NO_ROW ? NO_LABEL : unitLabel[u];
    let moved = false;
    for (let p = a; p < b; p++) {
      const row = order[p];
      if (coreAt[p] === 1) {
        labels[row] = own;
        core[row] = 1;
        continue;
      }
      if (!moved) near.enter(u);
      moved = true;
      const label = lowestNear(p, own);
      labels[row] = label === NO_LABEL ? NOISE : label;
      core[row] = 0;
      if (label === NO_LABEL) noise++;
    }
  }
  poll(unitStart[u1] - polled);
  return noise;
}
