import { nowhere, type CellGrid } from './cells.ts';

/** Finds drawn rows by place. */
export interface PointGrid {
  /** The row nearest to a place in cells, at most `reach` cells away; null where there is none. */
  nearest(column: number, row: number, reach: number): number | null;
}

const BUCKET = 16;

/** Sorts the rows into buckets of cells by counting, which for a million rows takes less than a tree of a tenth. */
export function createPointGrid(cells: Int32Array, grid: CellGrid): PointGrid {
  const across = Math.ceil(grid.columns / BUCKET);
  const down = Math.ceil(grid.rows / BUCKET);
  const outside = nowhere(grid);
  const starts = new Uint32Array(across * down + 1);
  const bucketOf = (cell: number): number => {
    const row = (cell / grid.columns) | 0;
    return ((row / BUCKET) | 0) * across + (((cell - row * grid.columns) / BUCKET) | 0);
  };
  for (let i = 0; i < cells.length; i++) if (cells[i]! < outside) starts[bucketOf(cells[i]!) + 1]! += 1;
  for (let b = 0; b < across * down; b++) starts[b + 1]! += starts[b]!;
  const filled = starts.slice(0, across * down);
  const rows = new Uint32Array(starts[across * down]!);
  for (let i = 0; i < cells.length; i++) {
    if (cells[i]! < outside) rows[filled[bucketOf(cells[i]!)]!++] = i;
  }

  function nearest(column: number, row: number, reach: number): number | null {
    let best: number | null = null;
    let bestSquare = reach * reach;
    const first = Math.max(Math.floor((row - reach) / BUCKET), 0);
    const last = Math.min(Math.floor((row + reach) / BUCKET), down - 1);
    const from = Math.max(Math.floor((column - reach) / BUCKET), 0);
    const to = Math.min(Math.floor((column + reach) / BUCKET), across - 1);
    for (let y = first; y <= last; y++) {
      for (let x = from; x <= to; x++) {
        const bucket = y * across + x;
        for (let k = starts[bucket]!; k < starts[bucket + 1]!; k++) {
          const candidate = rows[k]!;
          const top = (cells[candidate]! / grid.columns) | 0;
          const dy = top + 0.5 - row;
          const dx = cells[candidate]! - top * grid.columns + 0.5 - column;
          const square = dx * dx + dy * dy;
          if (square > bestSquare || (square === bestSquare && best !== null)) continue;
          best = candidate;
          bestSquare = square;
        }
      }
    }
    return best;
  }

  return { nearest };
}
