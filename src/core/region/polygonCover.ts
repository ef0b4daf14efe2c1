import type { Cover } from './cover.ts';
import type { RegionPoint } from './region.ts';

/** The inside by the even-odd rule. */
export function polygonCover(corners: readonly RegionPoint[]): Cover {
  const x = Float64Array.from(corners, (corner) => corner[0] - 1);
  const y = Float64Array.from(corners, (corner) => corner[1] - 1);
  const count = x.length;

  /** Where the edges cross a row, ascending. */
  function crossings(row: number): Float64Array {
    const found = new Float64Array(count);
    let crossed = 0;
    for (let i = 0, j = count - 1; i < count; j = i++) {
      if (y[i] > row !== y[j] > row) found[crossed++] = x[i] + ((row - y[i]) * (x[j] - x[i])) / (y[j] - y[i]);
    }
    return found.subarray(0, crossed).sort();
  }

  return {
    x0: x.reduce((a, b) => Math.min(a, b), Infinity),
    x1: x.reduce((a, b) => Math.max(a, b), -Infinity),
    y0: y.reduce((a, b) => Math.min(a, b), Infinity),
    y1: y.reduce((a, b) => Math.max(a, b), -Infinity),
    contains(px, row) {
      let inside = false;
      for (const crossing of crossings(row)) if (crossing > px) inside = !inside;
      return inside;
    },
    runs(row, low, high) {
      const crossed = crossings(row);
      const runs: number[] = [];
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        const first = Math.max(Math.ceil(crossed[i]), low);
        const last = Math.min(Math.ceil(crossed[i + 1]) - 1, high);
        if (!(first <= last)) continue;
        // Two runs that touch are one.
        if (runs.length > 0 && runs[runs.length - 1] === first - 1) runs[runs.length - 1] = last;
        else runs.push(first, last);
      }
      return runs;
    },
  };
}
