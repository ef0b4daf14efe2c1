import { coreNearPoint, coresBefore } from './corePairs.ts';
import { joinSets, rootOf } from './disjointSets.ts';
import { NO_ROW, type DbscanState, type Poll } from './dbscanState.ts';
import type { GridIndex } from './gridIndex.ts';
import { createGridNeighbours } from './gridNeighbours.ts';
import { buildKdTree } from './kdTree.ts';

const POLL_CELLS = 4096;
/** Pairs of points that two cells are tried with, evenly spread, before anything clever. */
const TRIES = 48;
/** Most pairs of points that are compared one by one. */
const PLAIN_PAIRS = 16_384;

/** Joins cells u0 … u1 - 1 with the later cells that have a core point within eps of one of theirs. */
export function gridJoin(state: DbscanState, grid: GridIndex, u0: number, u1: number, poll: Poll): void {
  const { firstCore, parent } = state;
  const { cellX, unitStart } = grid;
  const joined = createCorePairTest(state, grid);
  // Touching cells first: most of the farther ones are then in one cluster already.
  for (const far of [false, true]) {
    // The own row of cells is in the middle; earlier ones are joined from the other side.
    const last = far ? 4 : 3;
    const near = createGridNeighbours(grid, 2, last);
    const { lo, hi, dy } = near;
    let polled = unitStart[u0];
    for (let u = u0; u < u1; u++) {
      if (u % POLL_CELLS === 0) {
        poll(far ? unitStart[u] - polled : 0);
        polled = unitStart[u];
      }
      if (firstCore[u] === NO_ROW) continue;
      near.moveTo(u);
      let root = rootOf(parent, u);
      for (let k = 2; k <= last; k++) {
        for (let v = k === 2 ? u + 1 : lo[k]; v < hi[k]; v++) {
          if (firstCore[v] === NO_ROW) continue;
          if (far === (dy[k] <= 1 && Math.abs(cellX[v] - cellX[u]) <= 1)) continue;
          // Where another thread joined them meanwhile, they are only tried in vain.
          if (root === rootOf(parent, v) || !joined(u, v)) continue;
          joinSets(parent, u, v);
          root = rootOf(parent, u);
        }
      }
    }
    poll(far ? unitStart[u1] - polled : 0);
  }
}

/** Tells whether two cells have core points within eps of one another. */
function createCorePairTest(state: DbscanState, grid: GridIndex): (u: number, v: number) => boolean {
  const { coreAt } = state;
  const { xs, ys, unitStart, reach } = grid;
  const within = (p: number, q: number): boolean => {
    const dx = xs[p] - xs[q];
    const dy = ys[p] - ys[q];
    return dx * dx + dy * dy <= reach;
  };
  const someSpread = (a: number, aEnd: number, b: number, bEnd: number): boolean => {
    for (let i = 0; i < TRIES; i++) {
      const p = a + Math.floor(((aEnd - a) * i) / TRIES);
      const q = b + Math.floor(((bEnd - b) * ((i * 29) % TRIES)) / TRIES);
      if (coreAt[p] === 1 && coreAt[q] === 1 && within(p, q)) return true;
    }
    return false;
  };
  const plain = (a: number, aEnd: number, b: number, bEnd: number): boolean => {
    for (let p = a; p < aEnd; p++) {
      if (coreAt[p] === 0) continue;
      for (let q = b; q < bEnd; q++) if (coreAt[q] === 1 && within(p, q)) return true;
    }
    return false;
  };
  return (u, v) => {
    const a = unitStart[u];
    const aEnd = unitStart[u + 1];
    const b = unitStart[v];
    const bEnd = unitStart[v + 1];
    const pairs = (aEnd - a) * (bEnd - b);
    if (pairs <= TRIES) return plain(a, aEnd, b, bEnd);
    if (someSpread(a, aEnd, b, bEnd)) return true;
    return pairs <= PLAIN_PAIRS ? plain(a, aEnd, b, bEnd) : byTree(state, grid, a, aEnd, b, bEnd);
  };
}

/** For crowded cells: a tree of the one's core points, asked for each of the other's. */
function byTree(
  { coreAt }: DbscanState,
  { xs, ys, reach }: GridIndex,
  a: number,
  aEnd: number,
  b: number,
  bEnd: number,
): boolean {
  const places = new Uint32Array(bEnd - b);
  let count = 0;
  for (let q = b; q < bEnd; q++) if (coreAt[q] === 1) places[count++] = q;
  const { tree } = buildKdTree([xs, ys], places.subarray(0, count), () => {});
  const before = coresBefore(new Uint8Array(count).fill(1));
  const point = new Float64Array(2);
  for (let p = a; p < aEnd; p++) {
    if (coreAt[p] === 0) continue;
    point[0] = xs[p];
    point[1] = ys[p];
    if (coreNearPoint(tree, before, 0, point, 0, reach)) return true;
  }
  return false;
}
