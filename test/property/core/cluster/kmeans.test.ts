import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignBlocks,
  blockInertias,
  kmeans,
  kmeansBlocks,
  newKmeansLabels,
  prepareKmeans,
} from '../../../../src/core/cluster/index.ts';
import {
  createScalarKernels,
  createSimdKernels,
  type SimdExports,
} from '../../../../src/core/kernels/index.ts';
import { createRandomState } from '../../../../src/core/synth/index.ts';
import { compileKernels } from '../../../../scripts/wasmKernels.mjs';
import { naiveLloyd } from '../../../support/naive/kmeans.ts';

const bytes = await compileKernels();
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {});
const kernelsOfEach = [createScalarKernels(), createSimdKernels(instance.exports as unknown as SimdExports)];
const silent = (): void => {};

function sameBytes(a: Int32Array | Float64Array, b: Int32Array | Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

/** Points drawn from a seed, in which no two centres are equally near: shrinking never ends on a lattice. */
const points = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 12, max: 60 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })
  .map(({ dimensions, rows, seed }) => {
    const random = createRandomState(seed);
    return Array.from({ length: dimensions }, () =>
      Float64Array.from({ length: rows }, () => random.normal(0, 4)),
    );
  });

describe('kmeans', () => {
  it("finds what Lloyd's algorithm finds", async () => {
    await fc.assert(
      fc.asyncProperty(points, fc.integer({ min: 1, max: 4 }), async (columns, k) => {
        const init = Array.from({ length: k }, (_, c) => columns.map((column) => column[c * 3]!));
        const naive = naiveLloyd(columns, init, 100);
        fc.pre(new Set(naive.labels).size === k);
        const options = { nClusters: k, nInit: 1, maxIter: 100, tol: 0, init, randomState: 0 };
        for (const kernels of kernelsOfEach) {
          const found = await kmeans(columns, options, kernels, silent);
          expect(Math.abs(found.inertia - naive.inertia)).toBeLessThanOrEqual(1e-9 * (1 + naive.inertia));
          expect([...found.labels]).toEqual(naive.labels);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is as good with k-means++ as scattered centres, and the same for the same seed', async () => {
    const columns = [0, 1].map((axis) =>
      Float64Array.from(
        { length: 500 },
        (_, i) => (i % 5) * 10 * (axis + 1) + ((i * 7919 + axis * 31) % 101) / 100,
      ),
    );
    const options = { nClusters: 5, nInit: 3, maxIter: 300, tol: 1e-4 };
    const inertias = [];
    for (const randomState of [0, 0, 1, 2, 4_294_967_295]) {
      const found = await kmeans(columns, { ...options, randomState }, kernelsOfEach[1]!, silent);
      inertias.push(found.inertia);
      // Five clumps far apart: each must get a centre.
      expect(new Set(found.labels.slice(0, 5)).size).toBe(5);
    }
    expect(inertias[0]).toBe(inertias[1]);
  });

  it('keeps missing rows out and gives more than one block the same bytes in any pieces', () => {
    const rows = 20_011;
    const columns = [3, 5, 11].map((step) =>
      Float64Array.from({ length: rows }, (_, i) =>
        i % 977 === 0 ? NaN : ((i * step * 7919) % 10_007) / 1000,
      ),
    );
    const { data, rows: usable, skipped } = prepareKmeans(columns, 7);
    expect(usable.length + skipped).toBe(rows);
    expect(skipped).toBe(Math.ceil(rows / 977));
    const blocks = kmeansBlocks(data, 7);
    expect(blocks).toBe(3);
    const centres = Float64Array.from({ length: 21 }, (_, i) => ((i * 37) % 19) - 9);
    const results = kernelsOfEach.flatMap((kernels) =>
      [
        [0, 3],
        [0, 1, 2, 3],
        [0, 2, 3],
      ].map((cuts) => {
        const shared = newKmeansLabels(data, 7);
        let changed = 0;
        const inertias: number[] = [];
        cuts.slice(1).forEach((end, i) => {
          changed += assignBlocks(kernels, data, centres, shared, cuts[i]!, end, silent);
          inertias.push(...blockInertias(data, centres, shared.labels, cuts[i]!, end));
        });
        return { changed, inertias, labels: [...shared.labels], sums: [...shared.sums] };
      }),
    );
    for (const result of results) expect(result).toEqual(results[0]);
    const counted = results[0]!.sums.filter((_, i) => i % 4 === 0).reduce((a, b) => a + b, 0);
    expect(counted).toBe(usable.length);
    expect(results[0]!.changed).toBe(results[0]!.labels.filter((label) => label !== 0).length);
  });

  it('labels points in tiles as it does without, in any pieces', () => {
    const rows = 17_000;
    const table = fc
      .record({
        dimensions: fc.integer({ min: 1, max: 3 }),
        clusters: fc.integer({ min: 1, max: 12 }),
        kind: fc.constantFrom('clumps', 'lattice', 'duplicates', 'outliers', 'offset'),
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      })
      .map(({ dimensions, clusters, kind, seed }) => {
        const random = createRandomState(seed);
        const columns = Array.from({ length: dimensions }, () =>
          Float64Array.from({ length: rows }, (_, i) => {
            if (i % 977 === 5) return NaN;
            const value = random.normal(0, 4) + (i % 5) * 20;
            if (kind === 'lattice') return Math.round(value / 4);
            if (kind === 'duplicates') return i % 3 === 0 ? value : 7;
            if (kind === 'outliers') return i % 4001 === 0 ? value * 1e9 : value;
            return kind === 'offset' ? value + 1e9 : value;
          }),
        );
        return { columns, clusters };
      });
    fc.assert(
      fc.property(table, ({ columns, clusters }) => {
        const { data, rows: order } = prepareKmeans(columns, clusters);
        expect(data.tiles).not.toBeNull();
        const d = columns.length;
        columns.forEach((column, j) => {
          for (let i = 0; i < order.length; i += 97)
            expect(data.columns[j]![i]).toBe(column[order[i]!]! - data.mean[j]!);
        });
        expect(new Set(order).size).toBe(order.length);
        const untiled = { ...data, tiles: null };
        const [tiled, pieces, plain] = [data, data, untiled].map((one) => newKmeansLabels(one, clusters));
        const blocks = kmeansBlocks(data, clusters);
        const [kernels] = kernelsOfEach;
        // Other centres twice, so that tiles of one label change it, split and join; points as centres tie on a lattice.
        for (const step of [1, 1, 500, 1300]) {
          const centres = Float64Array.from(
            { length: clusters * d },
            (_, c) => data.columns[c % d]![(Math.floor(c / d) * step * 37) % order.length]!,
          );
          const changed = assignBlocks(kernels!, data, centres, tiled!, 0, blocks, silent);
          let changedInPieces = 0;
          for (let b = blocks - 1; b >= 0; b--)
            changedInPieces += assignBlocks(kernels!, data, centres, pieces!, b, b + 1, silent);
          expect(changed).toBe(assignBlocks(kernels!, untiled, centres, plain!, 0, blocks, silent));
          expect(changedInPieces).toBe(changed);
          expect(sameBytes(tiled!.labels, plain!.labels)).toBe(true);
          for (const part of ['labels', 'tileLabels', 'sums'] as const)
            expect(sameBytes(pieces![part], tiled![part])).toBe(true);
          const size = data.columns.reduce(
            (most, column) => column.reduce((m, x) => Math.max(m, Math.abs(x)), most),
            1,
          );
          const off = tiled!.sums.map((sum, i) => Math.abs(sum - plain!.sums[i]!));
          expect(Math.max(...off)).toBeLessThanOrEqual(1e-13 * rows * size);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('goes without tiles where bounds would overflow', () => {
    const column = Float64Array.from({ length: 17_000 }, (_, i) => (i === 9 ? 1e160 : i));
    expect(prepareKmeans([column], 2).data.tiles).toBeNull();
  });
});
