import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesPerPixel,
  createScalarKernels,
  pixelView,
  type Kernels,
  type PixelType,
} from '../../../../src/core/kernels/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';

const simd = loadKernels();
const scalar = createScalarKernels();

const base = {
  type: fc.constantFrom<PixelType>('float32', 'float64'),
  width: fc.integer({ min: 1, max: 14 }),
  rows: fc.integer({ min: 1, max: 6 }),
  holes: fc.boolean(),
  seed: fc.nat(),
};

function numbers(seed: number, holes: boolean): () => number {
  let state = seed >>> 0;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const odd = [NaN, Infinity, -Infinity, 0, -0, 1e30];
  return () => (holes && random() < 0.2 ? odd[Math.floor(random() * 6)]! : random() * 4 - 1);
}

/** Memory of numbers; its address, and a look at it later. */
function taken(kernels: Kernels, type: PixelType, count: number, value: () => number) {
  const pointer = kernels.allocate(count * bytesPerPixel(type));
  const view = () => pixelView(type, kernels.memory.buffer, pointer, count);
  const pixels = view();
  for (let i = 0; i < count; i++) pixels[i] = value();
  return { pointer, view };
}

/** Both kernels leave the same bytes; toEqual tells the two zeros apart. */
function expectTwins(run: (kernels: Kernels) => number[]): void {
  const results = [simd, scalar].map((kernels) => {
    const mark = kernels.mark();
    const result = run(kernels);
    kernels.release(mark);
    return result;
  });
  expect(results[0]).toEqual(results[1]);
}

describe('bilateral', () => {
  it('has the same bytes in both kernels', () => {
    const requests = fc.record({
      ...base,
      radius: fc.integer({ min: 0, max: 4 }),
      perValue: fc.constantFrom(0.3, 2, 40, 1e38),
    });
    fc.assert(
      fc.property(requests, ({ type, width, rows, holes, seed, radius, perValue }) => {
        expectTwins((kernels) => {
          const side = 2 * radius + 1;
          const pitch = width + 2 * radius + 1;
          const next = numbers(seed, holes);
          const { pointer } = taken(kernels, type, pitch * (rows + 2 * radius), next);
          const places = taken(kernels, type, side * side, () => Math.abs(numbers(seed, false)())).pointer;
          const out = taken(kernels, type, width * rows, () => 0);
          kernels.bilateral({
            type,
            pointer,
            pitch: pitch * bytesPerPixel(type),
            width,
            rows,
            side,
            places,
            perValue,
            out: out.pointer,
          });
          return [...out.view()];
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('patch pairs', () => {
  it('have the same bytes in both kernels', () => {
    const requests = fc.record({
      ...base,
      radius: fc.integer({ min: 1, max: 7 }),
      dx: fc.integer({ min: -5, max: 5 }),
      dy: fc.integer({ min: 0, max: 5 }),
      scale: fc.constantFrom(0.01, 0.1, 1),
      noise: fc.constantFrom(0, 0.3),
    });
    fc.assert(
      fc.property(requests, ({ type, width, rows, holes, seed, radius, dx, dy, scale, noise }) => {
        fc.pre(dy > 0 || dx > 0);
        expectTwins((kernels) => {
          const halo = radius + 5;
          const pitch = width + 2 * halo;
          const sumPitch = Math.ceil(width / 4) * 4;
          const next = numbers(seed, holes);
          const values = taken(kernels, type, pitch * (rows + 2 * halo), next).pointer;
          const sums = taken(kernels, type, sumPitch * rows, () => 0);
          const weights = taken(kernels, type, sumPitch * rows, () => 1);
          const pairs = (rows + dy + 2 * radius) * (width + Math.abs(dx) + 2 * radius + 3);
          kernels.patchPairs({
            type,
            values: values + halo * (pitch + 1) * bytesPerPixel(type),
            pitch,
            width,
            rows,
            dx,
            dy,
            radius,
            scale,
            noise,
            holes,
            sums: sums.pointer,
            weights: weights.pointer,
            sumPitch,
            distances: taken(kernels, type, pairs, () => 7).pointer,
            known: taken(kernels, type, pairs, () => 7).pointer,
          });
          const inside = (_: number, i: number) => i % sumPitch < width;
          return [...[...sums.view()].filter(inside), ...[...weights.view()].filter(inside)];
        });
      }),
      { numRuns: 200 },
    );
  });
});
