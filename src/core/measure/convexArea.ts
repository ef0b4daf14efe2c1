import type { Regions } from './regions.ts';

/** Pixels of the convex hull of each region.
 *
 * Method: the hull is that of the middles of the pixels' sides. In half pixels its corners are whole numbers; left and
 *         right chain are lower convex hulls over the leftmost and rightmost pixels of each row, and each row counts the
 *         pixel centres between them, those on the hull too.
 * Shape:  regions in, a column of their number out.   Units: pixels.
 * Cost:   O(runs); 20 bytes a run.
 * Source: Andrew 1979, Another efficient algorithm for convex hulls in two dimensions; scikit-image 0.19, area_convex.
 * Checked against: that, exactly (test/data/references/morphology.json). */
export function convexArea(regions: Regions): Float64Array {
  const { count } = regions;
  const { next, first, row, left, right, mostRows } = rowExtents(regions);
  const area = new Float64Array(count);
  const ys = new Int32Array(mostRows);
  const lefts = createChain(mostRows);
  const rights = createChain(mostRows);
  const leftEnds = new Int32Array(mostRows);
  const rightEnds = new Int32Array(mostRows);
  for (let region = 0; region < count; region++) {
    let n = 0;
    for (let at = first[region]!; at >= 0; at = next[at]!) {
      ys[n] = row[at]!;
      leftEnds[n] = left[at]!;
      // The right chain is the left one of the mirror image.
      rightEnds[n] = -right[at]!;
      n++;
    }
    lefts.build(ys, leftEnds, n);
    rights.build(ys, rightEnds, n);
    let pixels = 0;
    for (let y = ys[0]!; y <= ys[n - 1]!; y++) pixels += 1 - lefts.firstPixel(y) - rights.firstPixel(y);
    area[region] = pixels;
  }
  return area;
}

/** The leftmost and rightmost pixel of each region in each row that it has pixels in, as linked lists from `first`. */
function rowExtents({ height, runs, of, count }: Regions) {
  const next = new Int32Array(runs.count).fill(-1);
  const row = new Int32Array(runs.count);
  const left = new Int32Array(runs.count);
  const right = new Int32Array(runs.count);
  const first = new Int32Array(count).fill(-1);
  const last = new Int32Array(count).fill(-1);
  const rows = new Int32Array(count);
  let entries = 0;
  for (let y = 0; y < height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      const region = of[run]!;
      const latest = last[region]!;
      if (latest >= 0 && row[latest] === y) {
        right[latest] = runs.end[run]! - 1;
        continue;
      }
      row[entries] = y;
      left[entries] = runs.start[run]!;
      right[entries] = runs.end[run]! - 1;
      if (latest < 0) first[region] = entries;
      else next[latest] = entries;
      last[region] = entries++;
      rows[region]!++;
    }
  }
  return { next, first, row, left, right, mostRows: rows.reduce((a, b) => Math.max(a, b), 0) };
}

interface Chain {
  /** The hull's chain from `n` rows `ys`, whose first pixels are `xs`. */
  build(ys: Int32Array, xs: Int32Array, n: number): void;
  /** The first pixel centre of row y on or behind the chain; rows are asked for in order. */
  firstPixel(y: number): number;
}

function createChain(mostRows: number): Chain {
  // Corners in half pixels: the middle of the left side of a pixel, and of the two sides above and below it.
  const cornerX = new Float64Array(3 * mostRows);
  const cornerY = new Float64Array(3 * mostRows);
  let corners = 0;
  let at = 0;
  const add = (x: number, y: number): void => {
    if (corners > 0 && cornerY[corners - 1] === y) {
      if (cornerX[corners - 1]! <= x) return;
      corners--;
    }
    while (corners > 1) {
      const x0 = cornerX[corners - 2]!;
      const y0 = cornerY[corners - 2]!;
      if ((cornerX[corners - 1]! - x0) * (y - y0) < (x - x0) * (cornerY[corners - 1]! - y0)) break;
      corners--;
    }
    cornerX[corners] = x;
    cornerY[corners++] = y;
  };
  return {
    build(ys, xs, n) {
      corners = 0;
      at = 0;
      for (let i = 0; i < n; i++) {
        add(2 * xs[i]!, 2 * ys[i]! - 1);
        add(2 * xs[i]! - 1, 2 * ys[i]!);
        add(2 * xs[i]!, 2 * ys[i]! + 1);
      }
    },
    firstPixel(y) {
      while (cornerY[at + 1]! < 2 * y) at++;
      const height = cornerY[at + 1]! - cornerY[at]!;
      const along = (cornerX[at + 1]! - cornerX[at]!) * (2 * y - cornerY[at]!);
      return Math.ceil((cornerX[at]! * height + along) / (2 * height));
    },
  };
}
