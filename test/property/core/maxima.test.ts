import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakHistogram, pixelMaxima, pixelPeaksAbove, plateauMaxima } from '../../../src/core/detect/index.ts';
import { valueHistogram } from '../../../src/core/histogram/index.ts';
import { createScalarKernels } from '../../../src/core/kernels/index.ts';
import { loadKernels } from '../../../src/workers/kernels.ts';
import { arbitraryPlaneAndCuts } from '../../support/arbitraryPlane.ts';
import { naiveKept, naivePixelMaxima, naivePlateauMaxima } from '../../support/naive/localMaxima.ts';
import { planeRows, reduceRows, type Plane } from '../../support/planes.ts';

const kernelKinds = [loadKernels(), createScalarKernels()];
const caps = fc.constantFrom(1, 2, 5, 20, 1_000_000);

describe.each(kernelKinds)('$kind kernels', (kernels) => {
  it('pixelMaxima equals the naive maxima, for any pieces and cap', () => {
    fc.assert(
      fc.property(arbitraryPlaneAndCuts, caps, ({ plane, cuts, bigEndian }, cap) => {
        const rows = planeRows(plane, bigEndian);
        const maxima = reduceRows(rows, pixelMaxima, { cap, floor: -Infinity }, kernels, cuts);
        const all = naivePixelMaxima(plane);
        expect(maxima.count).toBe(all.length);
        const { x, y, value } = pixelPeaksAbove(maxima.chunks, plane.width, -Infinity, rows.shape.pixelType);
        const found = [...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }));
        expect(found).toEqual(naiveKept(all, cap));
        expect(maxima.kept).toBe(found.length);
        expect(all.filter((peak) => peak.value >= maxima.floor)).toHaveLength(found.length);
      }),
      { numRuns: 200 },
    );
  });

  it('plateauMaxima equals flooding, for any pieces and cap', () => {
    fc.assert(
      fc.property(arbitraryPlaneAndCuts, caps, ({ plane, cuts, bigEndian }, cap) => {
        const rows = planeRows(plane, bigEndian);
        const maxima = reduceRows(rows, plateauMaxima, { cap, floor: -Infinity }, kernels, cuts);
        const all = naivePlateauMaxima(plane);
        expect(maxima.count).toBe(all.length);
        const { x, y, value } = maxima.stars;
        expect([...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }))).toEqual(naiveKept(all, cap));
      }),
      { numRuns: 300 },
    );
  });

  it('histograms count every pixel and every peak', () => {
    const edgesOf = fc
      .uniqueArray(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
        minLength: 2,
        maxLength: 9,
        comparator: (a, b) => a === b,
      })
      .map((edges) => new Float64Array(edges).sort());
    fc.assert(
      fc.property(arbitraryPlaneAndCuts, edgesOf, ({ plane, cuts }, edges) => {
        const rows = planeRows(plane);
        const pixels = reduceRows(rows, valueHistogram, { edges }, kernels, cuts);
        expect({ ...pixels, counts: [...pixels.counts] }).toEqual(naiveHistogram([...plane.data], edges));
        const peaks = reduceRows(rows, peakHistogram, { edges }, kernels, cuts);
        const values = naivePixelMaxima(plane).map(({ value }) => value);
        expect({ ...peaks, counts: [...peaks.counts] }).toEqual(naiveHistogram(values, edges));
      }),
    );
  });

  it.each([
    [31, 150],
    [20_000, 13],
  ])('%i x %i pixels, in several pieces', (width, height) => {
    const data = new Float32Array(width * height).map((_, i) => ((i * 2_654_435_761) >>> 7) % 23);
    const plane: Plane = { width, height, data };
    const rows = planeRows(plane, true);
    const maxima = reduceRows(rows, pixelMaxima, { cap: 1e6, floor: -Infinity }, kernels, [7]);
    const { x, y, value } = pixelPeaksAbove(maxima.chunks, width, -Infinity, 'float32');
    expect([...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }))).toEqual(naivePixelMaxima(plane));
    const { stars } = reduceRows(rows, plateauMaxima, { cap: 1e6, floor: -Infinity }, kernels, [7]);
    const found = [...stars.x].map((_, i) => ({ x: stars.x[i], y: stars.y[i], value: stars.value[i] }));
    expect(found).toEqual(naivePlateauMaxima(plane));
  });

  it('a constant plane keeps none when it has more pixels than the cap', () => {
    const plane: Plane = { width: 300, height: 200, data: new Float32Array(60_000).fill(7) };
    const maxima = reduceRows(planeRows(plane), pixelMaxima, { cap: 1000, floor: -Infinity }, kernels, [64, 128]);
    expect(maxima).toMatchObject({ count: 60_000, kept: 0 });
    expect(maxima.floor).toBeGreaterThan(7);
  });

  it('rows wider than one call of the kernel', () => {
    const width = 70_001;
    const data = new Float32Array(2 * width).map((_, i) => (i * 7919) % 101);
    const plane: Plane = { width, height: 2, data };
    const maxima = reduceRows(planeRows(plane), pixelMaxima, { cap: 1e6, floor: -Infinity }, kernels);
    const { x, y, value } = pixelPeaksAbove(maxima.chunks, width, -Infinity, 'float32');
    const found = [...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }));
    expect(found).toEqual(naivePixelMaxima(plane));
  });
});

function naiveHistogram(values: readonly number[], edges: Float64Array) {
  const finite = values.filter(Number.isFinite);
  const last = edges.length - 2;
  return {
    counts: Array.from(
      { length: last + 1 },
      (_, i) =>
        finite.filter((v) => v >= edges[i]! && (v < edges[i + 1]! || (i === last && v === edges[i + 1]))).length,
    ),
    below: finite.filter((v) => v < edges[0]!).length,
    above: finite.filter((v) => v > edges[last + 1]!).length,
    nonFinite: values.length - finite.length,
  };
}
