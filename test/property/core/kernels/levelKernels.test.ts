import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesPerPixel,
  createScalarKernels,
  pixelView,
  type Kernels,
  type PixelType,
} from '../../../../src/core/kernels/index.ts';
import { levelHistogram } from '../../../../src/core/histogram/index.ts';
import { levelEdges } from '../../../../src/core/threshold/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { planeRows, reduceRows } from '../../../support/planes.ts';

const simd = loadKernels();
const scalar = createScalarKernels();
const types = fc.constantFrom<PixelType>('float32', 'float64');

/** Numbers around `middle`, among which NaN, infinities and ties are common. */
function numbers(seed: number, middle: number, spread: number, odd: boolean): () => number {
  let state = seed >>> 0;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const special = [NaN, Infinity, -Infinity, 0, -0, middle, middle + spread];
  return () => (odd && random() < 0.2 ? special[Math.floor(random() * 7)]! : middle + spread * random());
}

const places = fc.record({
  type: types,
  count: fc.integer({ min: 0, max: 200 }),
  seed: fc.nat(),
  middle: fc.constantFrom(0, -3, 100, 1e6, -1e30, 1e-38),
  spread: fc.constantFrom(1, 1e-3, 2000, 1e30, 3e38, 1e-40, 1e-44),
  odd: fc.boolean(),
});

describe('kernels of levels, SIMD and plain', () => {
  it('levelCounts: the same counts, and the definition', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 300 }), fc.boolean(), (place, bins, inner) => {
        const { type, count, seed, middle, spread, odd } = place;
        const next = numbers(seed, middle, spread, odd);
        const data =
          type === 'float32'
            ? Float32Array.from({ length: count }, next)
            : Float64Array.from({ length: count }, next);
        const finite = data.filter(Number.isFinite).sort();
        if (finite.length < 2) return;
        const low = inner ? finite[finite.length >> 2]! : finite[0]!;
        const high = finite[finite.length - 1]!;
        if (low === high) return;
        const edges = levelEdges(low, high, bins, type);
        // Pixels on edges and beside them, too.
        for (let i = 0; i < count; i += 3) if (Number.isFinite(data[i]!)) data[i] = edges[(i * 7) % bins]!;
        const wanted = new Float64Array(bins);
        for (const value of data) {
          if (!(value >= edges[0]! && value <= edges[bins]!)) continue;
          let bin = bins - 1;
          while (value < edges[bin]!) bin--;
          wanted[bin]++;
        }
        const plane = { data, width: count, height: 1 };
        for (const kernels of [simd, scalar])
          expect(reduceRows(planeRows(plane), levelHistogram, { edges }, kernels, [])).toEqual(wanted);
        const margins = [0.5, 1];
        for (const margin of margins)
          for (const kernels of [simd, scalar])
            expect(counted(kernels, data, edges, margin)).toEqual([...wanted]);
      }),
      { numRuns: 300 },
    );
  });

  it('aboveMeans: the same marks and the same unsure pixels', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(0, 0.1, -3, Infinity), (place, offset) => {
        expect(compared(simd, place, offset)).toEqual(compared(scalar, place, offset));
      }),
      { numRuns: 300 },
    );
  });
});

/** The sums of the tables, without those of pairs. */
function counted(
  kernels: Kernels,
  data: Float32Array | Float64Array,
  edges: Float64Array,
  margin: number,
): number[] {
  const type = data instanceof Float32Array ? 'float32' : 'float64';
  const bins = edges.length - 1;
  const mark = kernels.mark();
  const pointer = kernels.allocate(data.byteLength);
  const edgesAt = kernels.allocate(edges.byteLength);
  const at = kernels.allocate(16 * bins);
  pixelView(type, kernels.memory.buffer, pointer, data.length).set(data);
  new Float64Array(kernels.memory.buffer, edgesAt, bins + 1).set(edges);
  const counts = new Uint32Array(kernels.memory.buffer, at, 4 * bins).fill(0);
  kernels.levelCounts({
    type,
    pointer,
    count: data.length,
    edges: edgesAt,
    bins,
    margin,
    tables: at,
    pairs: 0,
  });
  kernels.release(mark);
  return Array.from(
    { length: bins },
    (_, i) => counts[i]! + counts[bins + i]! + counts[2 * bins + i]! + counts[3 * bins + i]!,
  );
}

function compared(
  kernels: Kernels,
  {
    type,
    count,
    seed,
    middle,
    spread,
    odd,
  }: { readonly type: PixelType } & Record<'count' | 'seed' | 'middle' | 'spread', number> & {
      readonly odd: boolean;
    },
  offset: number,
): [number[], number[]] {
  const bytes = bytesPerPixel(type) * count;
  const mark = kernels.mark();
  const pixels = kernels.allocate(bytes);
  const means = kernels.allocate(bytes);
  const out = kernels.allocate(4 * count);
  const unsure = kernels.allocate(4 * count);
  const { buffer } = kernels.memory;
  const next = numbers(seed, middle, spread, odd);
  for (const at of [pixels, means])
    pixelView(type, buffer, at, count).set(Array.from({ length: count }, next));
  const [relative, absolute] = [0.1, spread / 10];
  const listed = kernels.aboveMeans({ type, pixels, means, count, offset, relative, absolute, out, unsure });
  const answer: [number[], number[]] = [
    [...new Float32Array(buffer, out, count)],
    [...new Uint32Array(buffer, unsure, listed)],
  ];
  kernels.release(mark);
  return answer;
}
