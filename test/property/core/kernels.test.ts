import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesPerPixel,
  createScalarKernels,
  pixelView,
  type Kernels,
  type PixelArray,
  type PixelType,
} from '../../../src/core/kernels/index.ts';
import { loadKernels } from '../../../src/workers/kernels.ts';
import { arbitraryPlane } from '../../support/arbitraryPlane.ts';

const simd = loadKernels();
const scalar = createScalarKernels();

// Puts the pixels into kernel memory and runs `work` with their address, then frees everything.
function withPixels<T>(kernels: Kernels, data: PixelArray, work: (pointer: number, type: PixelType) => T): T {
  const type: PixelType = data instanceof Float32Array ? 'float32' : 'float64';
  const mark = kernels.mark();
  const pointer = kernels.allocate(data.byteLength);
  pixelView(type, kernels.memory.buffer, pointer, data.length).set(data);
  try {
    return work(pointer, type);
  } finally {
    kernels.release(mark);
  }
}

const bytesAt = (kernels: Kernels, pointer: number, bytes: number) => [
  ...new Uint8Array(kernels.memory.buffer, pointer, bytes),
];

function both<T>(work: (kernels: Kernels) => T): void {
  expect(work(simd)).toEqual(work(scalar));
}

describe('the SIMD kernels give the same bytes as the plain ones', () => {
  it('is really SIMD', () => expect(simd.kind).toBe('simd'));

  it('swap', () => {
    fc.assert(
      fc.property(arbitraryPlane, ({ data }) =>
        both((kernels) =>
          withPixels(kernels, data, (pointer, type) => {
            kernels.swap(type, pointer, data.length);
            const swapped = bytesAt(kernels, pointer, data.byteLength);
            const size = bytesPerPixel(type);
            const expected = [...new Uint8Array(data.buffer)];
            expect(swapped).toEqual(expected.map((_, i) => expected[i - (i % size) + size - 1 - (i % size)]));
            return swapped;
          }),
        ),
      ),
    );
  });

  it('scan', () => {
    fc.assert(
      fc.property(
        arbitraryPlane,
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -3, max: 3 }),
        ({ data }, low, high) =>
          both((kernels) =>
            withPixels(kernels, data, (pointer, type) => {
              const lows = kernels.allocate(data.byteLength + 64);
              const highs = kernels.allocate(data.byteLength + 64);
              const result = kernels.scan({ type, pointer, count: data.length, low, high, lows, highs });
              const finite = [...data].filter(Number.isFinite);
              expect(result.nonFinite).toBe(data.length - finite.length);
              expect(result.minimum).toBe(Math.min(...finite) + 0);
              expect(result.maximum).toBe(Math.max(...finite) + 0);
              const lowValues = [...pixelView(type, kernels.memory.buffer, lows, result.lowCount)];
              const highValues = [...pixelView(type, kernels.memory.buffer, highs, result.highCount)];
              expect(lowValues).toEqual(finite.filter((value) => value <= low));
              expect(highValues).toEqual(finite.filter((value) => value >= high));
              return { result, lowValues, highValues };
            }),
          ),
      ),
    );
  });

  it('peaks, of any columns and halo', () => {
    const request = arbitraryPlane.chain((plane) =>
      fc.record({
        plane: fc.constant(plane),
        columns: fc.tuple(fc.nat(plane.width - 1), fc.integer({ min: 1, max: plane.width })),
        top: fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
        bottom: fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
        floor: fc.constantFrom(-Infinity, -1, 0, 2),
      }),
    );
    fc.assert(
      fc.property(request, ({ plane, columns, top, bottom, floor }) => {
        const rows = plane.height - top - bottom;
        if (rows < 1) return;
        const [x0, x1] = [Math.min(...columns), Math.max(...columns)];
        if (x0 === x1) return;
        both((kernels) =>
          withPixels(kernels, plane.data, (first, type) => {
            const pointer = first + top * plane.width * bytesPerPixel(type);
            const room = rows * (x1 - x0) + 1;
            const [offsets, values] = [kernels.allocate(4 * room), kernels.allocate(8 * room)];
            const scratch = kernels.allocate(2 * (x1 - x0) + 16);
            const result = kernels.peaks({
              type,
              pointer,
              width: plane.width,
              rows,
              haloTop: top,
              haloBottom: bottom,
              x0,
              x1,
              floor,
              base: 1000,
              offsets,
              values,
              scratch,
            });
            const size = bytesPerPixel(type);
            return [
              result,
              bytesAt(kernels, offsets, 4 * result.kept),
              bytesAt(kernels, values, size * result.kept),
            ];
          }),
        );
      }),
    );
  });

  it('blockMaxima', () => {
    fc.assert(
      fc.property(arbitraryPlane, ({ data: raw }) => {
        const data = raw.map((value) => (Number.isFinite(value) ? value : 0)).map((value) => value + 0);
        both((kernels) =>
          withPixels(kernels, data, (pointer, type) => {
            const blocks = Math.ceil(data.length / 32);
            const out = kernels.allocate(8 * blocks);
            kernels.blockMaxima(type, pointer, data.length, out);
            const maxima = [...pixelView(type, kernels.memory.buffer, out, blocks)];
            expect(maxima).toEqual(maxima.map((_, i) => Math.max(...data.slice(32 * i, 32 * i + 32))));
            return maxima;
          }),
        );
      }),
    );
  });

  it('mean4x4', () => {
    fc.assert(
      fc.property(arbitraryPlane, ({ data, width, height }) => {
        const rows = Math.min(4, height);
        both((kernels) =>
          withPixels(kernels, data, (pointer, type) => {
            const cells = Math.ceil(width / 4);
            const out = kernels.allocate(8 * cells);
            kernels.mean4x4(type, pointer, width, rows, out);
            return bytesAt(kernels, out, cells * bytesPerPixel(type));
          }),
        );
      }),
    );
  });
});
