import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanSpacing, nearestRow, rowsWithin } from '../../../src/renderer/canvas/rowIndex.ts';
import { createRowPaint } from '../../../src/renderer/canvas/rowPaint.ts';
import { ringStamp } from '../../../src/renderer/canvas/ringStamp.ts';
import {
  centresOf,
  dotStamp,
  fadedStamp,
  stampColourInto,
  stampDots,
} from '../../../src/renderer/canvas/rowStamp.ts';
import { rowStyle, selectedStyle } from '../../../src/renderer/canvas/rowStyle.ts';
import { PLAIN_THEME } from '../../../src/renderer/canvas/plots/plotTheme.ts';

const coordinate = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -50, max: 150, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const places = fc
  .array(fc.tuple(coordinate, coordinate), { maxLength: 60 })
  .map((rows) => ({ x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y) }));

describe('where rows are', () => {
  it('finds the nearest within reach, never one without a place', () => {
    fc.assert(
      fc.property(
        places,
        coordinate,
        coordinate,
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (rows, x, y, reach) => {
          const distances = Array.from(rows.x, (rowX, i) => Math.hypot(rowX - x, rows.y[i]! - y));
          const near = distances.filter((distance) => distance <= reach);
          const found = nearestRow(rows, { x, y }, reach);
          if (near.length === 0) expect(found === null || distances[found]! <= reach * (1 + 1e-9)).toBe(true);
          else expect(distances[found!]).toBeCloseTo(Math.min(...near), 9);
        },
      ),
    );
  });

  it('counts those within bounds and names the first of them', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 8 }), (rows, room) => {
        const bounds = { x0: 0, x1: 100, y0: 20, y1: 80 };
        const inside = [...rows.x.keys()].filter(
          (row) => rows.x[row]! >= 0 && rows.x[row]! <= 100 && rows.y[row]! >= 20 && rows.y[row]! <= 80,
        );
        const first = new Int32Array(room).fill(-1);
        expect(rowsWithin(rows, bounds, first)).toBe(inside.length);
        expect([...first].filter((row) => row >= 0)).toEqual(inside.slice(0, room));
      }),
    );
  });

  it('measures how far apart they are where they are', () => {
    const size = { width: 1000, height: 1000 };
    const lattice = (step: number, side: number): { x: Float64Array; y: Float64Array } => ({
      x: Float64Array.from({ length: side * side }, (_, i) => (i % side) * step),
      y: Float64Array.from({ length: side * side }, (_, i) => Math.floor(i / side) * step),
    });
    expect(meanSpacing(lattice(10, 100), size)).toBeCloseTo(10, 0);
    // A quarter of the image is filled: the rest does not count.
    expect(meanSpacing(lattice(5, 100), size)).toBeGreaterThan(4.5);
    expect(meanSpacing(lattice(5, 100), size)).toBeLessThan(6);
    expect(meanSpacing({ x: Float64Array.of(-5, NaN), y: Float64Array.of(5, 5) }, size)).toBe(Infinity);
  });
});

describe('how rows look', () => {
  it('is rings while they are apart, then dots, which let the picture through where they cover it', () => {
    expect(rowStyle(40, 500)).toMatchObject({ kind: 'rings', radius: 6, opacity: 1 });
    expect(rowStyle(4, 500)).toMatchObject({ kind: 'rings', radius: 1.75 });
    expect(rowStyle(2, 500)).toMatchObject({ kind: 'dots', radius: 1 });
    expect(rowStyle(0.3, 500)).toMatchObject({ kind: 'dots', radius: 0.5, opacity: 0.35 });
    expect(rowStyle(40, 1_000_000).kind).toBe('dots');
  });

  it('makes selected rows stand out, a lone one among a crowd as a ring', () => {
    const rings = rowStyle(40, 500);
    expect(selectedStyle(rings, 1).lineWidth).toBeGreaterThan(rings.lineWidth);
    const crowd = rowStyle(0.5, 500);
    expect(selectedStyle(crowd, 1e-6).kind).toBe('rings');
    expect(selectedStyle(crowd, 0.5)).toMatchObject({ kind: 'dots' });
    expect(selectedStyle(crowd, 0.5).opacity).toBeGreaterThan(crowd.opacity);
  });
});

describe('stamping marks', () => {
  const plane = (): { data: Uint32Array; width: number; height: number } => ({
    data: new Uint32Array(20 * 20),
    width: 20,
    height: 20,
  });

  it('keeps the more opaque of two, and of equals the first', () => {
    const marks = plane();
    const dot = dotStamp(1, 20, 0.5);
    stampColourInto(marks, dot, 10.3, 10.8, 0x0000ff);
    stampColourInto(marks, dot, 10.9, 10.1, 0x00ff00);
    expect(marks.data[10 * 20 + 10]).toBe(0x800000ff);
    stampColourInto(marks, dotStamp(1, 20, 1), 10, 10, 0x00ff00);
    expect(marks.data[10 * 20 + 10]).toBe(0xff00ff00);
    expect(marks.data.filter((pixel) => pixel !== 0)).toHaveLength(1);
  });

  it('draws a dot of its size around its place, whatever the part of a pixel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.double({ min: 5, max: 15, noNaN: true }), (size, at) => {
        const marks = plane();
        stampColourInto(marks, dotStamp(size, 20, 1), at, at, 0xffffff);
        expect(marks.data.filter((pixel) => pixel !== 0)).toHaveLength(size * size);
        expect(marks.data[Math.floor(at) * 21]).toBe(0xffffffff);
      }),
    );
  });

  it('draws the dots of selected rows as one by one', () => {
    fc.assert(
      fc.property(
        places,
        fc.array(fc.nat(59)),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        ({ x, y }, selected, size, scale) => {
          const dot = dotStamp(size, 20, 0.7);
          const place = { scale, left: 4, top: 18 };
          const [together, one] = [plane(), plane()];
          stampDots(
            together,
            dot,
            centresOf({ x, y }, place, together, dot.reach),
            Uint32Array.from(selected),
            0x123456,
          );
          for (const row of selected)
            if (row < x.length)
              stampColourInto(one, dot, 4 + x[row]! * scale, 18 - y[row]! * scale, 0x123456);
          expect(together.data).toEqual(one.data);
        },
      ),
    );
  });

  it('leaves out what has no place or reaches beyond the plane', () => {
    const marks = plane();
    const ring = fadedStamp(ringStamp(3, 1, 20), 0.5);
    for (const at of [Number.NaN, -3, 1, 19, Infinity]) stampColourInto(marks, ring, at, 10, 0xffffff);
    expect(marks.data.every((pixel) => pixel === 0)).toBe(true);
    stampColourInto(marks, ring, 10, 10, 0xffffff);
    const strongest = Math.max(...marks.data.map((pixel) => pixel >>> 24));
    expect(strongest).toBeGreaterThan(100);
    expect(strongest).toBeLessThanOrEqual(128);
  });
});

describe('colours of rows', () => {
  it('are those of the plots, muted where a label is missing', () => {
    const paint = createRowPaint();
    const labels = Int32Array.of(0, 1, -1, -2);
    const colours = paint({ kind: 'category', title: 'label', labels }, PLAIN_THEME)!;
    const { categories, star, muted } = PLAIN_THEME;
    expect([...colours]).toEqual([categories[0]!.packed, categories[1]!.packed, star.packed, muted.packed]);
    // The same arrays again: by that the picture knows that only a selection has changed.
    expect(paint({ kind: 'category', title: 'label', labels }, PLAIN_THEME)).toBe(colours);
    expect(paint({ kind: 'none' }, PLAIN_THEME)).toBeNull();
  });
});
