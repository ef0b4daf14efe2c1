import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverOf, type RegionShape } from '../../../../src/core/region/index.ts';
import { arbitraryShape } from '../../../support/arbitraryRegion.ts';
import { insideRegion } from '../../../support/naive/regionMask.ts';

const SIZE = 24;
/** Whole and half numbers, where edges meet centres, as well as any others. */
const place = fc.oneof(
  fc.integer({ min: -8, max: 2 * SIZE }).map((twice) => twice / 2),
  fc.double({ min: -5, max: SIZE + 5, noNaN: true }),
);
const length = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((twice) => twice / 2),
  // Lengths that vanish beside 1 leave everything to rounding.
  fc.double({ min: 0, max: 40, noNaN: true }).map((value) => (value < 1e-6 ? 0 : value)),
);

function pixelsOf(shape: RegionShape): string[] {
  const cover = coverOf(shape);
  const rows: string[] = [];
  for (let y = -10; y < SIZE + 10; y++) {
    const runs = cover.runs(y, 0, SIZE - 1);
    let row = '.'.repeat(SIZE);
    let end = -2;
    for (let i = 0; i < runs.length; i += 2) {
      if (runs[i]! <= end + 1 || runs[i + 1]! >= SIZE) throw new Error(`${runs.join(' ')} in row ${y}`);
      end = runs[i + 1]!;
      row = row.slice(0, runs[i]) + '#'.repeat(end - runs[i]! + 1) + row.slice(end + 1);
    }
    if (end >= 0) expect([y >= Math.floor(cover.y0), y <= Math.ceil(cover.y1)]).toEqual([true, true]);
    rows.push(row);
  }
  return rows;
}

function naivePixels(contains: (x: number, y: number) => boolean): string[] {
  return Array.from({ length: SIZE + 20 }, (_, row) =>
    Array.from({ length: SIZE }, (_column, x) => (contains(x, row - 10) ? '#' : '.')).join(''),
  );
}

it('the runs of every row are the pixels that are contained', () => {
  fc.assert(
    fc.property(arbitraryShape(place, place, length), (shape) => {
      const cover = coverOf(shape);
      expect(pixelsOf(shape)).toEqual(naivePixels((x, y) => cover.contains(x, y)));
    }),
    { numRuns: 800 },
  );
});

it('so they are of a box that is hardly turned', () => {
  fc.assert(
    fc.property(
      fc.tuple(place, place),
      fc.tuple(length, length),
      fc.constantFrom(1.43e-322, -1e-300, 1e-20, -3e-15),
      fc.constantFrom(0, 90, 180, 270),
      (centre, size, little, quarter) => {
        const shape: RegionShape = { kind: 'box', centre, size, angle: quarter + little };
        const cover = coverOf(shape);
        expect(pixelsOf(shape)).toEqual(naivePixels((x, y) => cover.contains(x, y)));
      },
    ),
    {
      examples: [[[-1, 0], [4.5, 6], 1.43e-322, 0]],
    },
  );
});

it('contained are the pixels of the definition, but for rounding at slanted edges', () => {
  fc.assert(
    fc.property(arbitraryShape(place, place, length), (shape) => {
      const cover = coverOf(shape);
      const nearEdge = edgeTest(shape);
      const wrong: string[] = [];
      for (let y = 0; y < SIZE; y++)
        for (let x = 0; x < SIZE; x++)
          if (cover.contains(x, y) !== insideRegion(shape, x + 1, y + 1) && !nearEdge(x + 1, y + 1))
            wrong.push(`${x}, ${y}`);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

/** Whether moving the shape by a billionth makes a difference, so that rounding decides. */
function edgeTest(shape: RegionShape): (x: number, y: number) => boolean {
  const step = 1e-9;
  return (x, y) => {
    const here = insideRegion(shape, x, y);
    return [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
    ].some(([dx, dy]) => insideRegion(moved(shape, dx!, dy!), x, y) !== here);
  };
}

function moved(shape: RegionShape, dx: number, dy: number): RegionShape {
  const to = ([x, y]: readonly [number, number]): [number, number] => [x + dx, y + dy];
  if (shape.kind === 'polygon') return { ...shape, corners: shape.corners.map(to) };
  if (shape.kind === 'line') return { ...shape, from: to(shape.from), to: to(shape.to) };
  return { ...shape, centre: to(shape.centre) };
}
