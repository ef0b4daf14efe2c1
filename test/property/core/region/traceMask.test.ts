import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillHoles, labelImage, type Connectivity } from '../../../../src/core/morphology/index.ts';
import { coverOf, traceMask } from '../../../../src/core/region/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';

const still = (): void => undefined;

/** Images from nearly empty to nearly full: objects of many shapes, with holes, at every border. */
const arbitraryMask = fc
  .record({
    width: fc.integer({ min: 1, max: 14 }),
    height: fc.integer({ min: 1, max: 14 }),
    share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    seed: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ width, height, share, seed }): WholeImage => {
    const pixels = Float32Array.from({ length: width * height }, () => (seed.next().value < share ? 1 : 0));
    return { width, height, pixelType: 'float32', pixels };
  });
const connectivity = fc.constantFrom<Connectivity>(1, 2);
const origin = fc.integer({ min: 0, max: 40 });

/** Each object as an image of its own with its holes filled, by the order of first pixels; and how many holes it had. */
function filledObjects(mask: WholeImage, connects: Connectivity): { pixels: string; holes: number }[] {
  const labels = labelImage(mask, connects, still);
  const count = Float64Array.from(labels.pixels).reduce((a, b) => Math.max(a, b), 0);
  return Array.from({ length: count }, (_, i) => {
    const own = { ...mask, pixels: Float32Array.from(labels.pixels, (label) => (label === i + 1 ? 1 : 0)) };
    // What surrounds objects connects the other way.
    const background: Connectivity = connects === 1 ? 2 : 1;
    const off = { ...own, pixels: own.pixels.map((value) => 1 - value) };
    const around = labelImage(padded(off), background, still);
    const holes = Float64Array.from(around.pixels).reduce((a, b) => Math.max(a, b), 0) - 1;
    return { pixels: [...fillHoles(own, background, still).pixels].join(''), holes };
  });
}

function padded({ width, height, pixels }: WholeImage): WholeImage {
  const wide = width + 2;
  const out = new Float32Array(wide * (height + 2)).fill(1);
  for (let y = 0; y < height; y++)
    out.set(pixels.subarray(y * width, (y + 1) * width) as Float32Array, (y + 1) * wide + 1);
  return { width: wide, height: height + 2, pixelType: 'float32', pixels: out };
}

function covered(
  { width, height }: WholeImage,
  shape: Parameters<typeof coverOf>[0],
  x0: number,
  y0: number,
): string {
  const cover = coverOf(shape);
  let text = '';
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) text += cover.contains(x + x0, y + y0) ? '1' : '0';
  return text;
}

function options(connects: Connectivity, tolerance: number, originX = 0, originY = 0) {
  return { connectivity: connects, leastPixels: 1, most: 1000, tolerance, originX, originY };
}

it('filled polygons are the objects with their holes filled', () => {
  fc.assert(
    fc.property(arbitraryMask, connectivity, origin, origin, (mask, connects, x0, y0) => {
      const found = traceMask(mask, options(connects, 0, x0, y0), still);
      const expected = filledObjects(mask, connects);
      expect(found.objects).toBe(expected.length);
      expect(found.holes).toBe(expected.reduce((sum, { holes }) => sum + holes, 0));
      const filled = found.regions.map(({ shape }) => covered(mask, shape, x0, y0));
      expect([...filled].sort()).toEqual(expected.map(({ pixels }) => pixels).sort());
    }),
    { numRuns: 400 },
  );
});

it('a small tolerance keeps every pixel inside or outside', () => {
  fc.assert(
    fc.property(arbitraryMask, connectivity, (mask, connects) => {
      const exact = traceMask(mask, options(connects, 0), still);
      const near = traceMask(mask, options(connects, 0.1), still);
      expect(near.regions.map(({ shape }) => covered(mask, shape, 0, 0))).toEqual(
        exact.regions.map(({ shape }) => covered(mask, shape, 0, 0)),
      );
    }),
    { numRuns: 300 },
  );
});

it('every tolerance gives polygons of three corners or more', () => {
  fc.assert(
    fc.property(
      arbitraryMask,
      connectivity,
      fc.double({ min: 0.01, max: 20, noNaN: true }),
      (mask, connects, tolerance) => {
        const corners = traceMask(mask, options(connects, tolerance), still).regions.map(({ shape }) =>
          shape.kind === 'polygon' ? shape.corners.length : 0,
        );
        for (const count of corners) expect(count).toBeGreaterThanOrEqual(3);
      },
    ),
    { numRuns: 300 },
  );
});
