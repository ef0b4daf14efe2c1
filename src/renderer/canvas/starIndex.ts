import KDBush from 'kdbush';
import type { ImagePoint, StarColumns } from './viewer.ts';
import type { ImageBounds } from './viewport.ts';

/** Finds stars by place among the first `shown` of the columns. */
export interface StarIndex {
  /** Positions in the columns of the shown stars within the bounds; null where looking at each is just as quick. */
  within(bounds: ImageBounds, shown: number): readonly number[] | null;
  /** The shown star nearest to the point and at most `reach` image pixels away. */
  nearest(point: ImagePoint, reach: number, shown: number): number | null;
}

/** Below this many stars a tree saves nothing, above the upper bound building it would stop the window for a while
 * (50 ms at 200,000 stars, a second at four million), whereas looking at four million stars takes some 10 ms. */
const SMALLEST_TREE = 2048;
const LARGEST_TREE = 2 ** 18;

/** An index of star columns. The tree is made when it is first needed and covers the brightest stars only, so that a
 * faint cut costs nothing until it is used. */
export function createStarIndex({ x, y }: StarColumns): StarIndex {
  let tree: KDBush | null = null;

  function treeOf(shown: number): KDBush | null {
    if (shown < SMALLEST_TREE || shown > LARGEST_TREE) return null;
    if (tree && tree.numItems >= shown) return tree;
    const count = Math.min(2 ** Math.ceil(Math.log2(shown)), x.length, LARGEST_TREE);
    tree = new KDBush(count, 64, Float64Array);
    for (let i = 0; i < count; i++) tree.add(x[i]!, y[i]!);
    return tree.finish();
  }

  function within(bounds: ImageBounds, shown: number): readonly number[] | null {
    const found = treeOf(shown)?.range(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
    return found ? found.filter((star) => star < shown) : null;
  }

  function nearest(point: ImagePoint, reach: number, shown: number): number | null {
    let best: number | null = null;
    let bestDistance = reach * reach;
    const consider = (star: number): void => {
      const dx = x[star]! - point.x;
      const dy = y[star]! - point.y;
      const distance = dx * dx + dy * dy;
      // Of stars at one distance the brighter wins, whatever order they come in.
      if (distance > bestDistance || (distance === bestDistance && best !== null && star > best)) return;
      best = star;
      bestDistance = distance;
    };
    const near = treeOf(shown)?.within(point.x, point.y, reach);
    if (near) {
      for (const star of near) if (star < shown) consider(star);
    } else {
      for (let star = 0; star < shown; star++) {
        if (Math.abs(x[star]! - point.x) <= reach) consider(star);
      }
    }
    return best;
  }

  return { within, nearest };
}
