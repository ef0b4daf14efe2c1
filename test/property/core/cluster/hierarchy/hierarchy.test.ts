import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildKdTree,
  cutTree,
  hdbscanClusters,
  linkageTree,
  neighbourDistances,
  type Points,
} from '../../../../../src/core/cluster/index.ts';
import { spanningTree } from '../../../../../src/core/cluster/hierarchy/spanningTree.ts';
import { naiveAgglomeration, renamed } from '../../../../support/naive/agglomerate.ts';
import { naiveReachTree } from '../../../../support/naive/reachability.ts';

const silent = (): void => {};

function asPoints(rows: readonly number[][]): Points {
  return { data: Float64Array.from(rows.flat()), count: rows.length, dims: rows[0].length };
}

const smooth = fc.double({ min: -100, max: 100, noNaN: true });
/** Coordinates with many equal ones, and ones without. */
const pointSets = (most: number): fc.Arbitrary<number[][]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(smooth, fc.integer({ min: 0, max: 4 })))
    .chain(([dims, value]) =>
      fc.array(fc.array(value, { minLength: dims, maxLength: dims }), { minLength: 1, maxLength: most }),
    );

describe('linkageTree', () => {
  it('merges as the definitions do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(smooth, smooth), { minLength: 2, maxLength: 16 }),
        fc.constantFrom('ward', 'complete', 'average', 'single', 'centroid', 'median'),
        (rows, linkage) => {
          const naive = naiveAgglomeration(rows, linkage);
          const tree = linkageTree(asPoints(rows), linkage, silent);
          const scale = Math.max(...naive.heights, 1);
          // Where two pairs are nearly as far apart, which merges first is a matter of rounding, and all that follows depends on it.
          const close = naive.margins.findIndex((margin) => margin < 1e-5 * scale);
          const sure = close < 0 ? rows.length - 1 : close;
          for (let i = 0; i < Math.min(sure + 1, rows.length - 1); i++)
            expect(Math.abs(tree.height[i] - naive.heights[i])).toBeLessThan(1e-6 * scale);
          for (const [k, labels] of naive.partitions)
            if (rows.length - k <= sure) expect([...cutTree(tree, { nClusters: k }).labels]).toEqual(labels);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('makes clusters of ascending heights, whole and halves, whatever the ties', () => {
    fc.assert(
      fc.property(
        pointSets(120),
        fc.constantFrom('ward', 'complete', 'average', 'weighted', 'single'),
        (rows, linkage) => {
          const tree = linkageTree(asPoints(rows), linkage, silent);
          const sizes = new Array<number>(rows.length).fill(1);
          const used = new Set<number>();
          for (let i = 0; i < rows.length - 1; i++) {
            expect(tree.left[i]).toBeLessThan(tree.right[i]);
            expect(tree.right[i]).toBeLessThan(rows.length + i);
            used.add(tree.left[i]).add(tree.right[i]);
            sizes.push(sizes[tree.left[i]] + sizes[tree.right[i]]);
            expect(tree.size[i]).toBe(sizes.at(-1));
            if (i > 0) expect(tree.height[i]).toBeGreaterThanOrEqual(tree.height[i - 1]);
          }
          expect(used.size).toBe(2 * (rows.length - 1));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('merges the nearest by their farthest pair or mean distance, where the matrix has many tiles', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 70 }),
        fc.integer(),
        fc.boolean(),
        fc.constantFrom('complete', 'average'),
        (count, seed, ties, linkage) => {
          const rows = scattered(count, seed).map((row) => (ties ? row.map(Math.round) : row));
          const apart = (a: readonly number[], b: readonly number[]): number => {
            const all = a.flatMap((i) => b.map((k) => distance(rows[i], rows[k])));
            return linkage === 'complete'
              ? Math.max(...all)
              : all.reduce((sum, d) => sum + d, 0) / all.length;
          };
          const tree = linkageTree(asPoints(rows), linkage, silent);
          const members = rows.map((_, i) => [i]);
          const live = new Set(members);
          for (let i = 0; i < count - 1; i++) {
            const [a, b] = [members[tree.left[i]], members[tree.right[i]]];
            const left = [...live];
            const least = Math.min(...left.flatMap((p, at) => left.slice(at + 1).map((q) => apart(p, q))));
            expect(Math.abs(tree.height[i] - apart(a, b))).toBeLessThanOrEqual(1e-9 * (1 + least));
            expect(Math.abs(tree.height[i] - least)).toBeLessThanOrEqual(1e-9 * (1 + least));
            members.push([...a, ...b]);
            live.delete(a);
            live.delete(b);
            live.add(members.at(-1)!);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('merges the nearest centres, and cuts where all merges within a cluster are lower', () => {
    fc.assert(
      fc.property(pointSets(60), fc.constantFrom('centroid', 'median'), fc.nat(), (rows, linkage, pick) => {
        const tree = linkageTree(asPoints(rows), linkage, silent);
        const { count, left, right, height, size } = tree;
        const centres: (number[] | null)[] = [...rows];
        const members = rows.map((_, i) => [i]);
        const highest = rows.map(() => 0);
        for (let i = 0; i < count - 1; i++) {
          const [a, b] = [left[i], right[i]];
          expect(a).toBeLessThan(b);
          const least = Math.min(...gapsOf(centres));
          const between = distance(centres[a]!, centres[b]!);
          expect(Math.abs(between - least)).toBeLessThanOrEqual(1e-9 * (1 + least));
          expect(Math.abs(height[i] - between)).toBeLessThanOrEqual(1e-9 * (1 + between));
          members.push([...members[a], ...members[b]]);
          expect(size[i]).toBe(members.at(-1)!.length);
          const share =
            linkage === 'median' ? 0.5 : members[a].length / (members[a].length + members[b].length);
          centres.push(centres[a]!.map((v, j) => share * v + (1 - share) * centres[b]![j]));
          highest.push(Math.max(height[i], highest[a], highest[b]));
          centres[a] = centres[b] = null;
        }
        const threshold = height.length > 0 ? height[pick % height.length] : 1;
        const expected = new Array<number>(count);
        members.forEach((of, id) => {
          // A later cluster that is low enough holds the earlier ones.
          if (highest[id] < threshold || id < count) of.forEach((point) => (expected[point] = id));
        });
        const cut = cutTree(tree, { distanceThreshold: threshold });
        expect([...cut.labels]).toEqual(renamed(expected));
        expect(cut.labels).toEqual(cutTree(tree, { nClusters: cut.clusters }).labels);
      }),
      { numRuns: 200 },
    );
  });

  it('finds the ward tree that a search through all clusters finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 400 }), fc.integer(), (count, seed) => {
        // Enough points for several trees of centroids; heights are those of merging the nearest pair again and again.
        const rows = scattered(count, seed);
        const tree = linkageTree(asPoints(rows), 'ward', silent);
        greedyWardHeights(rows).forEach((h, i) => expect(tree.height[i] / h).toBeCloseTo(1, 9));
      }),
      { numRuns: 8 },
    );
  });
});

describe('neighbourDistances', () => {
  it('are those of a sorted list', () => {
    fc.assert(
      fc.property(pointSets(80), fc.nat(), (rows, pick) => {
        const k = (pick % rows.length) + 1;
        const tree = buildKdTree(asPoints(rows));
        const found = neighbourDistances(tree, k, 0, rows.length, silent);
        const middle = pick % rows.length;
        const parts = [
          [0, middle],
          [middle, rows.length],
        ] as const;
        const joined = parts.flatMap(([from, to]) => [...neighbourDistances(tree, k, from, to, silent)]);
        expect(joined).toEqual([...found]);
        tree.ids.forEach((id, at) => {
          const sorted = rows.map((row) => distance(row, rows[id])).sort((a, b) => a - b);
          expect(found[at]).toBe(sorted[k - 1]);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('spanningTree', () => {
  it('has the lengths of the naive tree and joins everything', () => {
    fc.assert(
      fc.property(pointSets(100), fc.nat(), (rows, pick) => {
        const k = (pick % rows.length) + 1;
        const tree = buildKdTree(asPoints(rows));
        const core = neighbourDistances(tree, k, 0, rows.length, silent);
        const { first, second, length } = spanningTree(tree, core, silent);
        expect([...length].sort((a, b) => a - b)).toEqual(naiveReachTree(rows, k));
        const part = Array.from(rows.keys());
        first.forEach((a, i) => {
          const [from, to] = [part[a], part[second[i]]];
          expect(from).not.toBe(to);
          part.forEach((p, at) => (part[at] = p === from ? to : p));
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('hdbscan', () => {
  it('does not depend on the order of rows, ties or not', () => {
    fc.assert(
      fc.property(pointSets(80), fc.integer(), fc.integer({ min: 2, max: 8 }), (rows, seed, size) => {
        const order = shuffled(rows.length, seed);
        const labels = hdbscanLabels(rows, size);
        const moved = hdbscanLabels(
          order.map((row) => rows[row]),
          size,
        );
        expect(renamed(moved)).toEqual(renamed(order.map((row) => labels[row])));
      }),
      { numRuns: 300 },
    );
  });
});

function hdbscanLabels(rows: readonly number[][], size: number): Int32Array {
  const tree = buildKdTree(asPoints(rows));
  const core = neighbourDistances(tree, Math.min(size, rows.length), 0, rows.length, silent);
  return hdbscanClusters(tree, core, { minClusterSize: size, clusterSelectionMethod: 'leaf' }, silent).labels;
}

/** The distance as it is summed coordinate by coordinate. */
function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, v, j) => sum + (v - b[j]) * (v - b[j]), 0));
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled(count: number, seed: number): number[] {
  const uniform = generator(seed);
  const keys = Array.from({ length: count }, () => uniform());
  return Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);
}

/** Clumps of very different sizes, so that large clusters look for small neighbours. */
function scattered(count: number, seed: number): number[][] {
  const uniform = generator(seed);
  return Array.from({ length: count }, (_, i) => {
    const clump = Math.floor(Math.sqrt(i / 7));
    return [clump * 3 + uniform() * (1 + (clump % 3)), ((clump * 5) % 7) * 4 + uniform()];
  });
}

function greedyWardHeights(rows: readonly number[][]): number[] {
  const clusters = rows.map((mean) => ({ mean: [...mean], size: 1 }));
  const heights: number[] = [];
  while (clusters.length > 1) {
    let least = Infinity;
    let best = [0, 1];
    for (let i = 0; i < clusters.length; i++) {
      for (let k = i + 1; k < clusters.length; k++) {
        const [a, b] = [clusters[i], clusters[k]];
        const d = ((2 * a.size * b.size) / (a.size + b.size)) * distance(a.mean, b.mean) ** 2;
        if (d < least) {
          least = d;
          best = [i, k];
        }
      }
    }
    heights.push(Math.sqrt(least));
    const [a, b] = [clusters[best[0]], clusters[best[1]]];
    const size = a.size + b.size;
    clusters[best[0]] = { mean: a.mean.map((v, j) => (a.size * v + b.size * b.mean[j]) / size), size };
    clusters.splice(best[1], 1);
  }
  return heights;
}

/** The distances between all centres that are left. */
function gapsOf(centres: readonly (readonly number[] | null)[]): number[] {
  const left = centres.filter((centre) => centre !== null);
  return left.flatMap((a, i) => left.slice(i + 1).map((b) => distance(a, b)));
}
