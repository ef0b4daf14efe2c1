import { describe, expect, it } from 'vitest';
import {
  buildKdTree,
  cutTree,
  dendrogram,
  hdbscanClusters,
  LINKAGES,
  linkageTree,
  suggestCut,
  type Linkage,
} from '../../../../../src/core/cluster/index.ts';

const silent = (): void => {};

function onLine(...values: number[]): { data: Float64Array; count: number; dims: number } {
  return { data: Float64Array.from(values), count: values.length, dims: 1 };
}

describe('linkageTree', () => {
  it.each<[Linkage, number[]]>([
    // 0, 1 | 5, 7: pairs at 1 and 2; the rest by hand.
    ['single', [1, 2, 4]],
    ['complete', [1, 2, 7]],
    ['average', [1, 2, 5.5]],
    ['weighted', [1, 2, 5.5]],
    ['ward', [1, 2, 5.5 * Math.SQRT2]],
    ['centroid', [1, 2, 5.5]],
    ['median', [1, 2, 5.5]],
  ])('%s of four points on a line', (linkage, heights) => {
    const tree = linkageTree(onLine(5, 0, 7, 1), linkage, silent);
    expect([...tree.left]).toEqual([1, 0, 4]);
    expect([...tree.right]).toEqual([3, 2, 5]);
    expect([...tree.size]).toEqual([2, 2, 4]);
    tree.height.forEach((h, i) => expect(h).toBeCloseTo(heights[i], 12));
  });

  it.each(LINKAGES)('%s of one point is a tree without merges', (linkage) => {
    const tree = linkageTree(onLine(3), linkage, silent);
    expect(tree.height).toHaveLength(0);
    expect(cutTree(tree, { nClusters: 1 })).toMatchObject({ labels: Int32Array.of(0), clusters: 1 });
    expect([...dendrogram(tree, 10).leafIds]).toEqual([0]);
    expect(suggestCut(tree)).toBeNull();
  });

  it.each(LINKAGES)('%s of many equal points takes no time and no height', (linkage) => {
    const tree = linkageTree(onLine(...new Array<number>(3000).fill(2.5)), linkage, silent);
    expect(tree.height.every((h) => h === 0)).toBe(true);
    expect(tree.size.at(-1)).toBe(3000);
  });

  it('refuses a matrix that is too large, and names what needs none', () => {
    const points = { data: new Float64Array(20_001), count: 20_001, dims: 1 };
    expect(() => linkageTree(points, 'complete', silent)).toThrow(
      expect.objectContaining({ code: 'over-budget', remedy: expect.stringContaining('single') }),
    );
  });

  it('refuses a linkage it does not know', () => {
    expect(() => linkageTree(onLine(1, 2), 'farthest' as Linkage, silent)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

describe('an inversion', () => {
  // Two points 2 apart, and one 1.8 above their middle, but 2.06 from both; a far one.
  const points = { data: Float64Array.of(0, 0, 2, 0, 1, 1.8, 30, 0), count: 4, dims: 2 };
  const tree = linkageTree(points, 'centroid', silent);

  it('stands in the order of merging', () => {
    expect([...tree.left]).toEqual([0, 2, 3]);
    expect([...tree.right]).toEqual([1, 4, 5]);
    [2, 1.8, Math.hypot(29, 0.6)].forEach((h, i) => expect(tree.height[i]).toBeCloseTo(h, 12));
  });

  it('is cut where the higher merge within it is', () => {
    expect([...cutTree(tree, { distanceThreshold: 1.9 }).labels]).toEqual([0, 1, 2, 3]);
    expect([...cutTree(tree, { distanceThreshold: 2 }).labels]).toEqual([0, 1, 2, 3]);
    expect([...cutTree(tree, { distanceThreshold: 2.01 }).labels]).toEqual([0, 0, 0, 1]);
  });

  it('can be cut by number, at the height of the higher merge', () => {
    const { labels, clusters, height } = cutTree(tree, { nClusters: 3 });
    expect([...labels]).toEqual([0, 0, 1, 2]);
    expect([clusters, height]).toEqual([3, 2]);
    expect(suggestCut(tree)).toEqual({ height: (2 + tree.height[2]) / 2, clusters: 2 });
  });

  it('is drawn as it is: a bracket below its branch', () => {
    const drawn = dendrogram(tree, 10);
    expect(drawn.height[1]).toBeLessThan(drawn.rightHeight[1]);
  });
});

describe('cutTree', () => {
  const tree = linkageTree(onLine(5, 0, 7, 1), 'single', silent);

  it('says at which height it cuts', () => {
    expect(cutTree(tree, { distanceThreshold: 1.5 }).height).toBe(1.5);
    expect([1, 2, 3, 4].map((nClusters) => cutTree(tree, { nClusters }).height)).toEqual([4.2, 3, 1.5, 0.5]);
  });

  it('makes the merges below a height, not those at it', () => {
    expect([...cutTree(tree, { distanceThreshold: 2 }).labels]).toEqual([0, 1, 2, 1]);
    expect([...cutTree(tree, { distanceThreshold: 2.000001 }).labels]).toEqual([0, 1, 0, 1]);
    expect(cutTree(tree, { distanceThreshold: Infinity }).clusters).toBe(1);
  });

  it('numbers clusters as they first appear', () => {
    expect([...cutTree(tree, { nClusters: 4 }).labels]).toEqual([0, 1, 2, 3]);
    expect([...cutTree(tree, { nClusters: 3 }).labels]).toEqual([0, 1, 2, 1]);
  });

  it.each([
    { nClusters: 0 },
    { nClusters: 5 },
    { nClusters: 1.5 },
    { distanceThreshold: -1 },
    { distanceThreshold: NaN },
  ])('refuses %o', (cut) => {
    expect(() => cutTree(tree, cut)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  it('is proposed in the widest gap', () => {
    expect(suggestCut(tree)).toEqual({ height: 3, clusters: 2 });
  });
});

describe('dendrogram', () => {
  const tree = linkageTree(onLine(5, 0, 7, 1, 20), 'single', silent);

  it('stands brackets in the middle of what they join', () => {
    expect(dendrogram(tree, 100)).toEqual({
      leafIds: Int32Array.of(4, 1, 3, 0, 2),
      leafSizes: Int32Array.of(1, 1, 1, 1, 1),
      leftX: Float64Array.of(1, 3, 1.5, 0),
      leftHeight: Float64Array.of(0, 0, 1, 0),
      rightX: Float64Array.of(2, 4, 3.5, 2.5),
      rightHeight: Float64Array.of(0, 0, 2, 4),
      height: Float64Array.of(1, 2, 4, 13),
      firstId: 5,
    });
  });

  it('draws clusters below the last merges as leaves at their height', () => {
    expect(dendrogram(tree, 2)).toEqual({
      leafIds: Int32Array.of(4, 5, 6),
      leafSizes: Int32Array.of(1, 2, 2),
      leftX: Float64Array.of(1, 0),
      leftHeight: Float64Array.of(1, 0),
      rightX: Float64Array.of(2, 1.5),
      rightHeight: Float64Array.of(2, 4),
      height: Float64Array.of(4, 13),
      firstId: 7,
    });
  });
});

describe('hdbscanClusters', () => {
  it.each([1, 0, 2.5, NaN])('refuses a smallest cluster of %d', (minClusterSize) => {
    const tree = buildKdTree(onLine(1, 2, 3));
    const options = { minClusterSize, clusterSelectionMethod: 'eom' } as const;
    expect(() => hdbscanClusters(tree, new Float64Array(3), options, silent)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it('calls one point noise', () => {
    const options = { minClusterSize: 2, clusterSelectionMethod: 'eom' } as const;
    const found = hdbscanClusters(buildKdTree(onLine(1)), new Float64Array(1), options, silent);
    expect([...found.labels]).toEqual([-1]);
    expect(found.noise).toBe(1);
  });
});
