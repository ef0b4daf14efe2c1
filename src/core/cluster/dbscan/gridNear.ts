import type { GridIndex } from './gridIndex.ts';
import { createGridNeighbours } from './gridNeighbours.ts';
import { REACH_CELLS } from './gridPlan.ts';

/** Rows of cells in the order in which they are likeliest to hold neighbours: 0 is two above, 2 the own. */
const LIKELIEST = [2, 1, 3, 0, 4] as const;
/** Stretches of cells that touch a cell: two in its own row, one above and one below. */
const TOUCHING = 4;
/** The part of a cell, from its near side, from which a cell two columns away is within reach. */
const REACH_INTO = REACH_CELLS - 1;

/** Stretches of cells that may hold points within eps of a point, without those of its own cell. */
export interface GridNear {
  /** Cells from[s] … to[s] - 1 of stretch s. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Moves on to a cell; cells must come in ascending order. */
  enter(cell: number): void;
  /** How many points there are in all cells near it, its own too. */
  points(): number;
  /** The places of the points of the cells that touch it: first and end of each of four stretches. */
  touching(): Int32Array;
  /** Looks for the stretches of a point of the cell; how many there are. */
  around(place: number): number;
  /** The same without the cells that touch its own. */
  beyond(place: number): number;
}

export function createGridNear(grid: GridIndex): GridNear {
  const { xs, ys, unitStart, scale } = grid;
  const { lo, hi, innerLo, innerHi, moveTo } = createGridNeighbours(grid);
  const slots = lo.length;
  const from = new Int32Array(2 * slots);
  const to = new Int32Array(2 * slots);
  const close = new Int32Array(2 * TOUCHING);
  let own = 0;
  return {
    from,
    to,
    enter(cell) {
      own = cell;
      moveTo(cell);
    },
    touching() {
      close[0] = unitStart[innerLo[2]];
      close[1] = unitStart[own];
      close[2] = unitStart[own + 1];
      close[3] = unitStart[innerHi[2]];
      close[4] = unitStart[innerLo[1]];
      close[5] = unitStart[innerHi[1]];
      close[6] = unitStart[innerLo[3]];
      close[7] = unitStart[innerHi[3]];
      return close;
    },
    points() {
      let points = 0;
      for (let k = 0; k < slots; k++) points += unitStart[hi[k]] - unitStart[lo[k]];
      return points;
    },
    around(place) {
      const x = xs[place] * scale;
      const y = ys[place] * scale;
      const tx = x - Math.floor(x);
      const ty = y - Math.floor(y);
      const left = tx <= REACH_INTO ? lo : innerLo;
      const right = 1 - tx <= REACH_INTO ? hi : innerHi;
      let count = 0;
      for (let i = 0; i < slots; i++) {
        const k = LIKELIEST[i];
        if ((k === 0 && ty > REACH_INTO) || (k === 4 && 1 - ty > REACH_INTO)) continue;
        let a = left[k];
        const b = right[k];
        if (k === 2) {
          if (a < own) {
            from[count] = a;
            to[count++] = own;
          }
          a = own + 1;
        }
        if (a >= b) continue;
        from[count] = a;
        to[count++] = b;
      }
      return count;
    },
    beyond(place) {
      const x = xs[place] * scale;
      const y = ys[place] * scale;
      const tx = x - Math.floor(x);
      const ty = y - Math.floor(y);
      const left = tx <= REACH_INTO;
      const right = 1 - tx <= REACH_INTO;
      let count = 0;
      for (let k = 0; k < slots; k++) {
        if ((k === 0 && ty > REACH_INTO) || (k === 4 && 1 - ty > REACH_INTO)) continue;
        if (k === 0 || k === 4) {
          from[count] = left ? lo[k] : innerLo[k];
          to[count++] = right ? hi[k] : innerHi[k];
          continue;
        }
        if (left) {
          from[count] = lo[k];
          to[count++] = innerLo[k];
        }
        if (right) {
          from[count] = innerHi[k];
          to[count++] = hi[k];
        }
      }
      return count;
    },
  };
}
