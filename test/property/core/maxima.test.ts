import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCutShort,
  peakHistogram,
  pixelMaxima,
  pixelPeaksAbove,
  plateauMaxima,
  samplePeakFloor,
} from '../../../src/core/detect/index.ts';
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
        const { x, y, value } = pixelPeaksAbove(maxima, plane.width, -Infinity, rows.shape.pixelType);
        const found = [...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }));
        expect(found).toEqual(naiveKept(all, cap));
        expect(maxima.kept).toBe(found.length);
        expect(all.filter((peak) => peak.value >= maxima.floor)).toHaveLength(found.length);
      }),
      { numRuns: 200 },
    );
  });

  it('a guessed floor changes nothing', () => {
    fc.assert(
      fc.property(
        arbitraryPlaneAndCuts,
        caps,
        fc.option(fc.integer({ min: -3, max: 4 })),
        ({ plane, cuts }, cap, given) => {
          const rows = planeRows(plane);
          const params = { cap, floor: -Infinity };
          const guess = given ?? samplePeakFloor(rows, cap, kernels);
          const straight = reduceRows(rows, pixelMaxima, params, kernels, cuts);
          const guessed = reduceRows(rows, pixelMaxima, { cap, floor: guess }, kernels, cuts);
          const result = isCutShort(guessed, guess) ? straight : guessed;
          const columns = (maxima: typeof straight) =>
            pixelPeaksAbove(maxima, plane.width, -Infinity, rows.shape.pixelType);
          expect(columns(result)).toEqual(columns(straight));
          const { count, kept } = straight;
          expect(result).toMatchObject({ count, kept });
        },
      ),
    );
  });

  it('plateauMaxima equals flooding, for any pieces and cap', () => {
    fc.assert(
      fc.property(arbitraryPlaneAndCuts, caps, ({ plane, cuts, bigEndian }, cap) => {
        const rows = planeRows(plane, bigEndian);
        const maxima = reduceRows(rows, plateauMaxima, { cap, floor: -Infinity }, kernels, cuts);
        // A plateau of both zeros is one value, whichever sign is met first.
        const unsigned = <Star extends { value: number }>(star: Star) => ({ ...star, value: star.value + 0 });
        const all = naivePlateauMaxima(plane);
        expect(maxima.count).toBe(all.length);
        const { x, y, value } = maxima.stars;
        const found = [...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i]! }));
        expect(found.map(unsigned)).toEqual(naiveKept(all, cap).map(unsigned));
      }),
      { numRuns: 300 },
    );
  });

  it('histograms count every pixel and every peak', () => {
    const edgesOf = fc
      .uniqueArray(
        fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        {
          minLength: 2,
          maxLength: 9,
          comparator: (a, b) => a === b,
        },
      )
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
    [9000, 11],
  ])('%i x %i pixels, in several pieces', (width, height) => {
    const data = new Float32Array(width * height).map((_, i) => ((i * 2_654_435_761) >>> 7) % 23);
    const plane: Plane = { width, height, data };
    const rows = planeRows(plane, true);
    const maxima = reduceRows(rows, pixelMaxima, { cap: 1e6, floor: -Infinity }, kernels, [7]);
    const { x, y, value } = pixelPeaksAbove(maxima, width, -Infinity, 'float32');
    expect([...x].map((_, i) => ({ x: x[i], y: y[i], value: value[i] }))).toEqual(naivePixelMaxima(plane));
    const { stars } = reduceRows(rows, plateauMaxima, { cap: 1e6, floor: -Infinity }, kernels, [7]);
    const found = [...stars.x].map((_, i) => ({ x: stars.x[i], y: stars.y[i], value: stars.value[i] }));
    expect(found).toEqual(naivePlateauMaxima(plane));
  });

  it('a constant plane keeps none when it has more pixels than the cap', () => {
    const plane: Plane = { width: 300, height: 200, data: new Float32Array(60_000).fill(7) };
    const maxima = reduceRows(
      planeRows(plane),
      pixelMaxima,
      { cap: 1000, floor: -Infinity },
      kernels,
      [64, 128],
    );
    expect(maxima).toMatchObject({ count: 60_000, kept: 0 });
    expect(maxima.floor).toBeGreaterThan(7);
  });

  it('many peaks above the cap, all different', () => {
    const [width, height, cap] = [1500, 2100, 145_000];
    const data = new Float32Array(width * height).map(
      (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 8) / 1000,
    );
    const rows = planeRows({ width, height, data });
    const params = { cap: 1e7, floor: -Infinity };
    const all = reduceRows(rows, pixelMaxima, params, kernels);
    const values = [...pixelPeaksAbove(all, width, -Infinity, 'float32').value].sort((a, b) => b - a);
    expect(values.length).toBeGreaterThan(cap);
    const cut = reduceRows(rows, pixelMaxima, { ...params, cap }, kernels, [128, 1024]);
    const kept = [...pixelPeaksAbove(cut, width, -Infinity, 'float32').value].sort((a, b) => b - a);
    const excluded = values[cap]!;
    expect(kept).toEqual(values.filter((value) => value > excluded));
    expect(cut).toMatchObject({ count: values.length, kept: kept.length });
  });

  it('rows wider than one call of the kernel', () => {
    const width = 70_001;
    const data = new Float32Array(2 * width).map((_, i) => (i * 7919) % 101);
    const plane: Plane = { width, height: 2, data };
    const maxima = reduceRows(planeRows(plane), pixelMaxima, { cap: 1e6, floor: -Infinity }, kernels);
    const { x, y, value } = pixelPeaksAbove(maxima, width, -Infinity, 'float32');
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
        finite.filter((v) => v >= edges[i]! && (v < edges[i + 1]! || (i === last && v === edges[i + 1])))
          .length,
    ),
    below: finite.filter((v) => v < edges[0]!).length,
    above: finite.filter((v) => v > edges[last + 1]!).length,
    nonFinite: values.length - finite.length,
  };
}
