import { describe, expect, it } from 'vitest';
import { columnWarnings, kmeans, scaleColumns } from '../../../../src/core/cluster/index.ts';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';

const silent = (): void => {};
const OPTIONS = { nClusters: 2, nInit: 1, maxIter: 10, tol: 1e-4, randomState: 0 };
const COLUMNS = [
  Float64Array.of(1.5, 4.25, 2, 8.5, 0.1, 6, NaN),
  Float64Array.of(-2, 1e5, 7, -30, 12, 1, 5),
  Float64Array.of(3, 3, 3, 3, 3, 3, 1e9),
];

describe('kmeans', () => {
  it.each([
    ['n_clusters', { nClusters: 4 }],
    ['n_clusters', { nClusters: 0 }],
    ['n_init', { nInit: 0 }],
    ['max_iter', { maxIter: 1.5 }],
    ['tol', { tol: -1 }],
    ['random_state', { randomState: -1 }],
    ['first centres', { init: [[1], [2], [3]] }],
    ['first centres', { init: [[1], [NaN]] }],
  ])('refuses a bad %s', async (name, change) => {
    const columns = [Float64Array.of(1, 2, NaN, 9)];
    await expect(
      kmeans(columns, { ...OPTIONS, ...change }, createScalarKernels(), silent),
    ).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining(name),
    });
  });

  it('gives every distinct point a cluster of its own, and -2 to a missing one', async () => {
    const columns = [Float64Array.of(5, NaN, 5, 9)];
    const found = await kmeans(columns, OPTIONS, createScalarKernels(), silent);
    expect(found.labels[1]).toBe(-2);
    expect(found.labels[0]).toBe(found.labels[2]);
    expect(found.labels[3]).not.toBe(found.labels[0]);
    expect(found.inertia).toBe(0);
    expect(found.centers.flat().sort()).toEqual([5, 9]);
  });
});

describe('scaleColumns', () => {
  // StandardScaler, RobustScaler and MinMaxScaler of scikit-learn 1.2.1 on the rows without missing cells.
  it.each([
    [
      'standard',
      [
        [
          -0.7760677030459799, 0.1831170984715233, -0.6016704664064338, 1.6654936099076647,
          -1.2643799656367087, 0.7935074267099345,
        ],
        [
          -0.44720283394367666, 2.2360678340584563, -0.44696134441334706, -0.447954134704702,
          -0.446827183563164, -0.4471223374335668,
        ],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
      ],
    ],
    [
      'robust',
      [
        [
          -0.4126984126984127, 0.2857142857142857, -0.2857142857142857, 1.3650793650793651,
          -0.7682539682539682, 0.7301587301587301,
        ],
        [-0.5, 8333.0, 0.25, -2.8333333333333335, 0.6666666666666666, -0.25],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
      ],
    ],
    [
      'min-max',
      [
        [0.16666666666666663, 0.494047619047619, 0.22619047619047616, 1.0, 0.0, 0.7023809523809523],
        [
          0.00027991602519244227, 1.0, 0.000369889033290013, 0.0, 0.0004198740377886634,
          0.0003099070278916325,
        ],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
      ],
    ],
  ] as const)('%s as scikit-learn', (kind, expected) => {
    const { columns, offset, scale } = scaleColumns(COLUMNS, kind);
    columns.forEach((column, j) => {
      expect(column[6]).toBeNaN();
      expect(scale[j]).toBeGreaterThan(0);
      expected[j]!.forEach((v, i) => {
        expect(Math.abs(column[i]! - v)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(v)));
        expect(column[i]! * scale[j]! + offset[j]!).toBeCloseTo(COLUMNS[j]![i]!, 9);
      });
    });
  });

  it('takes none as it is', () => {
    expect(scaleColumns(COLUMNS, 'none').columns).toEqual(COLUMNS);
  });
});

describe('columnWarnings', () => {
  it('names constant columns, and those that drown others where nothing is scaled', () => {
    const none = columnWarnings(COLUMNS, 'none', ['a', 'b', 'c']);
    expect(none).toHaveLength(2);
    expect(none[0]).toContain('"c" is the same');
    expect(none[1]).toMatch(/"b" spreads \d+ times as widely as "a"/);
    expect(columnWarnings(COLUMNS, 'standard')).toEqual([expect.stringContaining('Column 3')]);
    expect(columnWarnings([Float64Array.of(1, 2), Float64Array.of(3, 9)], 'none')).toEqual([]);
  });
});
