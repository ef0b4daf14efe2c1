import { log } from '../../math/index.ts';
import type { KmeansData } from './kmeansData.ts';
import { TILE_ROWS, tileCount, type Tiles } from './tiles.ts';

/** The squares of distances to the nearest centre so far: of each point, and their sum and the largest in each tile. */
interface Nearest {
  readonly squares: Float64Array;
  readonly tileSums: Float64Array;
  readonly tileMost: Float64Array;
}

/** First centres spread over the data: greedy k-means++.
 *
 * Method: the first centre is a row drawn evenly; each next one is the best of 2 + floor(log k) rows drawn with the square of
 *         the distance to the nearest centre so far as weight, best meaning the least sum of such squares afterwards. Tiles
 *         whose box is so far from a row that it changes nothing there are not looked into.
 * Shape:  `clusters` x dimensions centres, row-major, relative to the mean of the data like the data.
 * Cost: k log k looks at the data; 8 bytes a row.
 * Source: Arthur and Vassilvitskii 2007, "k-means++: the advantages of careful seeding"; the greedy form of scikit-learn. */
export function plusPlusCentres(
  data: KmeansData,
  clusters: number,
  random: () => number,
  poll: () => void,
): Float64Array {
  const { columns } = data;
  const n = columns[0].length;
  const d = columns.length;
  const trials = 2 + Math.floor(log(clusters));
  const centres = new Float64Array(clusters * d);
  const place = (k: number, row: number): void => {
    for (let j = 0; j < d; j++) centres[k * d + j] = columns[j][row];
  };
  const nearest: Nearest = {
    squares: new Float64Array(n).fill(Infinity),
    tileSums: new Float64Array(tileCount(n)).fill(Infinity),
    tileMost: new Float64Array(tileCount(n)).fill(Infinity),
  };
  const first = Math.min(n - 1, Math.floor(random() * n));
  place(0, first);
  let sum = approach(data, first, nearest, true);
  for (let k = 1; k < clusters; k++) {
    poll();
    const marks = Float64Array.from({ length: trials }, () => random() * sum).sort();
    let best = -1;
    let bestSum = Infinity;
    for (const row of rowsAtMarks(nearest, marks)) {
      const after = approach(data, row, nearest, false);
      if (after < bestSum || best < 0) {
        bestSum = after;
        best = row;
      }
    }
    place(k, best);
    sum = approach(data, best, nearest, true);
  }
  return centres;
}

/** The rows at which the running sum of weights reaches each of the ascending marks. */
function rowsAtMarks({ squares, tileSums }: Nearest, marks: Float64Array): Uint32Array {
  const rows = new Uint32Array(marks.length).fill(squares.length - 1);
  let before = 0;
  let next = 0;
  for (let tile = 0; tile < tileSums.length && next < marks.length; tile++) {
    const after = before + tileSums[tile];
    for (; next < marks.length && after >= marks[next]; next++) {
      const last = Math.min(squares.length, (tile + 1) * TILE_ROWS) - 1;
      let row = tile * TILE_ROWS;
      let sum = before + squares[row];
      while (row < last && sum < marks[next]) sum += squares[++row];
      rows[next] = row;
    }
    before = after;
  }
  return rows;
}

/** The sum of squares to the nearest centre with a row as one more centre, which it becomes if it is to `stay`. */
function approach(
  { columns, tiles }: KmeansData,
  row: number,
  { squares, tileSums, tileMost }: Nearest,
  stay: boolean,
): number {
  const n = squares.length;
  const centre = Float64Array.from(columns, (column) => column[row]);
  const gaps = new Float64Array(TILE_ROWS);
  let sum = 0;
  for (let tile = 0; tile < tileSums.length; tile++) {
    if (tiles && squareToBox(tiles, tile, centre) >= tileMost[tile]) {
      sum += tileSums[tile];
      continue;
    }
    const from = tile * TILE_ROWS;
    const count = Math.min(n - from, TILE_ROWS);
    squaredGaps(columns, centre, from, count, gaps);
    let tileSum = 0;
    let most = 0;
    for (let i = 0; i < count; i++) {
      const square = Math.min(squares[from + i], gaps[i]);
      gaps[i] = square;
      tileSum += square;
      most = Math.max(most, square);
    }
    sum += tileSum;
    if (!stay) continue;
    for (let i = 0; i < count; i++) squares[from + i] = gaps[i];
    tileSums[tile] = tileSum;
    tileMost[tile] = most;
  }
  return sum;
}

/** Not more than the square of the distance to any point of a tile, which is summed in the same way. */
function squareToBox(tiles: Tiles, tile: number, centre: Float64Array): number {
  const d = centre.length;
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const at = 3 * tile * d + j;
    const gap = Math.max(0, tiles[at] - centre[j], centre[j] - tiles[at + d]);
    sum += gap * gap;
  }
  return sum;
}

/** Squares of the distances of a stretch of points. */
function squaredGaps(
  columns: readonly Float64Array[],
  centre: Float64Array,
  from: number,
  count: number,
  gaps: Float64Array,
): void {
  gaps.fill(0);
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j];
    const c = centre[j];
    for (let i = 0; i < count; i++) {
      const gap = column[from + i] - c;
      gaps[i] += gap * gap;
    }
  }
}
