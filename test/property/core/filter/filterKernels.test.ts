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
const types: readonly PixelType[] = ['float32', 'float64'];

interface Rectangle {
  readonly type: PixelType;
  readonly width: number;
  readonly rows: number;
  readonly sizeX: number;
  readonly sizeY: number;
  readonly spare: number;
  readonly seed: number;
}

const sizes = fc.integer({ min: 0, max: 8 });
const rectangles = fc.record<Rectangle>({
  type: fc.constantFrom(...types),
  width: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 500, max: 530 })),
  rows: fc.integer({ min: 1, max: 21 }),
  sizeX: sizes,
  sizeY: sizes,
  spare: fc.integer({ min: 0, max: 3 }),
  seed: fc.nat(),
});

/** Numbers among which ties, both zeros, infinities and (where asked for) NaN are common. */
function numbers(seed: number, odd: boolean): () => number {
  let state = seed >>> 0;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const special = [NaN, Infinity, -Infinity, 0, -0, 3];
  return () => (odd && random() < 0.3 ? special[Math.floor(random() * 6)]! : random() * 10 - 3);
}

/** The surroundings in memory, the kernel's work on them, the pixels it leaves. */
function work(
  kernels: Kernels,
  r: Rectangle & { readonly odd: boolean; readonly reachX: number; readonly reachY: number },
  run: (place: { pointer: number; pitch: number; out: number }) => void,
): number[] {
  const mark = kernels.mark();
  const bytes = bytesPerPixel(r.type);
  const pitch = r.width + r.reachX + r.spare;
  const count = pitch * (r.rows + r.reachY);
  const pointer = kernels.allocate(count * bytes);
  const out = kernels.allocate(r.width * r.rows * bytes);
  const next = numbers(r.seed, r.odd);
  const pixels = pixelView(r.type, kernels.memory.buffer, pointer, count);
  for (let i = 0; i < count; i++) pixels[i] = next();
  run({ pointer, pitch: pitch * bytes, out });
  const result = [...pixelView(r.type, kernels.memory.buffer, out, r.width * r.rows)];
  kernels.release(mark);
  return result;
}

function expectTwins(one: (kernels: Kernels) => number[]): void {
  // toEqual tells the two zeros apart.
  expect(one(simd)).toEqual(one(scalar));
}

describe('the SIMD kernels of filters give what the plain ones do', () => {
  it('separable', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom(...types), fc.boolean(), (r, asked, odd) => {
        const sums = r.type === 'float64' ? 'float64' : asked;
        const taps = [2 * r.sizeX + 1, 2 * r.sizeY + 1] as const;
        const reach = { odd, reachX: 2 * r.sizeX, reachY: 2 * r.sizeY };
        expectTwins((kernels) =>
          work(kernels, { ...r, ...reach }, (place) => {
            const bytes = bytesPerPixel(sums);
            const [weightsX, weightsY] = [
              kernels.allocate(taps[0] * bytes),
              kernels.allocate(taps[1] * bytes),
            ];
            const next = numbers(r.seed + 1, false);
            for (const [at, count] of [
              [weightsX, taps[0]],
              [weightsY, taps[1]],
            ] as const)
              for (let k = 0; k < count; k++) pixelView(sums, kernels.memory.buffer, at, count)[k] = next();
            const scratch = kernels.allocate(32 * (r.width + taps[0] + 8));
            const { type, width, rows } = r;
            const weights = { sums, weightsX, weightsY, tapsX: taps[0], tapsY: taps[1] };
            kernels.separable({ ...place, ...weights, type, width, rows, scratch });
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('median', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom(3 as const, 5 as const), (r, size) => {
        const reach = { odd: false, reachX: size - 1, reachY: size - 1 };
        expectTwins((kernels) =>
          work(kernels, { ...r, ...reach }, ({ pointer, pitch, out }) => {
            const { type, width, rows } = r;
            // Few values, both zeros and infinities, but no NaN, for which nothing is promised.
            const pixels = pixelView(
              type,
              kernels.memory.buffer,
              pointer,
              (pitch / bytesPerPixel(type)) * (rows + size - 1),
            );
            const few = [-Infinity, -1, -0, 0, 1, 2, Infinity];
            pixels.forEach((value, i) => (pixels[i] = r.seed % 2 ? few[Math.floor(value + 3) % 7]! : value));
            const scratch = kernels.allocate(size * (width + 12) * bytesPerPixel(type));
            kernels.median({ type, size, pointer, pitch, width, rows, out, scratch });
          }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('middle ranks, left out ones among them', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom(7, 9, 13), (r, size) => {
        // Pairs of u32 have the size of a float64; the surroundings are not used.
        expectTwins((kernels) =>
          work(kernels, { ...r, type: 'float64', odd: false, reachX: 0, reachY: 0 }, ({ out }) => {
            const { width, rows } = r;
            const count = (width + size - 1) * (rows + size - 1);
            const ranks = kernels.allocate(4 * count);
            const scratch = kernels.allocate((count >> 3) + 16);
            const next = numbers(r.seed, false);
            const keys = Float64Array.from({ length: count }, next);
            const order = Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
            const view = new Uint32Array(kernels.memory.buffer, ranks, count);
            order.forEach((at, rank) => (view[at] = rank));
            const end = r.seed % 3 ? Math.floor((count * (r.seed % 5)) / 5) : count;
            kernels.middles({ ranks, total: count, end, width, rows, size, out, scratch });
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('extremum', () => {
    fc.assert(
      fc.property(rectangles, fc.constantFrom('min' as const, 'max' as const), (r, extremum) => {
        const [sizeX, sizeY] = [r.sizeX + 1, r.sizeY + 1];
        const reach = { odd: true, reachX: sizeX - 1, reachY: sizeY - 1 };
        expectTwins((kernels) =>
          work(kernels, { ...r, ...reach }, (place) => {
            const { type, width, rows } = r;
            const scratch = kernels.allocate(
              4 * (rows + 12) * (width + sizeX + 15) + 16 * Math.max(sizeX, sizeY),
            );
            kernels.extremum({ ...place, type, width, rows, extremum, sizeX, sizeY, scratch });
          }),
        );
      }),
      { numRuns: 150 },
    );
  });
});
