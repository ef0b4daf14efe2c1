import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBinCounter } from '../../../src/core/histogram/binCounter.ts';
import { endOfBins } from '../../../src/core/stretch/index.ts';

/** Bin by bin, from the definition. */
function naiveCounts(values: ArrayLike<number>, edges: Float64Array) {
  const counts = new Float64Array(edges.length - 1);
  let [below, above, nonFinite] = [0, 0, 0];
  for (const value of Array.from(values)) {
    if (!Number.isFinite(value)) nonFinite++;
    else if (value < edges[0]!) below++;
    else if (value > edges.at(-1)!) above++;
    else
      counts[
        Math.max(
          0,
          edges.findLastIndex((edge, i) => edge <= value && i < counts.length),
        )
      ]!++;
  }
  return { counts, below, above, nonFinite };
}

describe('counts in bins', () => {
  const sorted = (edges: number[]): Float64Array =>
    new Float64Array([...new Set(edges)].sort((a, b) => a - b));
  const anywhere = fc.double({ noNaN: true, noDefaultInfinity: true });
  const widening = fc
    .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 3000 }))
    .map(([low, bins]) =>
      sorted(
        Array.from({ length: bins + 1 }, (_, i) => low + (1e5 * endOfBins('logarithm', i, bins)) / bins),
      ),
    );
  const crowded = fc
    .array(
      fc.oneof(
        fc.integer({ min: 0, max: 400 }).map((n) => n * 1e-9),
        anywhere,
      ),
      {
        minLength: 2,
        maxLength: 60,
      },
    )
    .map(sorted)
    .filter((edges) => edges.length > 1);

  it('are those of the definition, however uneven the bins', () => {
    fc.assert(
      fc.property(
        fc.oneof(widening, crowded),
        fc.array(fc.double(), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (edges, others, places) => {
          // Values at edges, and just beside them.
          const near = places.flatMap((at) => {
            const edge = edges[at % edges.length]!;
            return [edge, edge * (1 - 2 ** -52), edge * (1 + 2 ** -52)];
          });
          const values = Float64Array.from([...near, ...others]);
          const counter = createBinCounter(edges);
          counter.add(values, 0, values.length);
          expect(counter.counts()).toEqual(naiveCounts(values, edges));
        },
      ),
      { numRuns: 500 },
    );
  });
});
