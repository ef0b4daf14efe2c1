/** Sorted distances to a neighbour, thinned for drawing. */
export interface KDistanceCurve {
  /** Ascending. */
  readonly distances: Float64Array<ArrayBuffer>;
  /** How many points lie at or below each, from 1. */
  readonly rank: Float64Array<ArrayBuffer>;
  /** The distance proposed as eps, or null where the curve has no bend. */
  readonly knee: number | null;
}

const CURVE_POINTS = 1000;

/** The k-distance curve and its knee.
 *
 * Method: distances are sorted and about a thousand kept, first and last among them. The knee is where the curve lies
 *         furthest below the chord between its ends, both axes running from 0 to 1: Kneedle's difference curve for a
 *         convex rising curve, its highest point, without smoothing.
 * Shape:  any number of distances, in any order; sorted in place.   Units: that of the distances.
 * Non-finite and masked: the distances are finite.   Errors: none.   Cost: O(n log n).
 * Source: Satopää, Albrecht, Irwin, Raghavan 2011, Finding a "kneedle" in a haystack; Ester, Kriegel, Sander, Xu 1996, 4.2. */
export function kDistanceCurve(distances: Float64Array): KDistanceCurve {
  distances.sort();
  const last = distances.length - 1;
  const kept = Math.min(distances.length, CURVE_POINTS);
  const thinned = new Float64Array(kept);
  const rank = new Float64Array(kept);
  for (let i = 0; i < kept; i++) {
    const at = kept > 1 ? Math.round((i * last) / (kept - 1)) : 0;
    thinned[i] = distances[at];
    rank[i] = at + 1;
  }
  return { distances: thinned, rank, knee: kneeOf(distances) };
}

function kneeOf(sorted: Float64Array): number | null {
  const last = sorted.length - 1;
  const range = sorted[last] - sorted[0];
  if (last < 2 || !(range > 0)) return null;
  let furthest = 0;
  let knee = null;
  for (let i = 1; i < last; i++) {
    const difference = i / last - (sorted[i] - sorted[0]) / range;
    if (difference > furthest) {
      furthest = difference;
      knee = sorted[i];
    }
  }
  return knee;
}
