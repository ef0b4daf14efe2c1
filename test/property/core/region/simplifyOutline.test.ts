import fc from 'fast-check';
import { expect, it } from 'vitest';
import { simplifyOutline } from '../../../../src/core/region/simplifyOutline.ts';

interface Outline {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function outlineOf(points: readonly (readonly [number, number])[]): Outline {
  return { x: Float64Array.from(points, ([x]) => x), y: Float64Array.from(points, ([, y]) => y) };
}

/** The farthest that a corner lies from the simplified outline between the two kept corners around it. */
function deviation(exact: Outline, simple: Outline): number {
  const count = exact.x.length;
  const kept: number[] = [];
  for (let i = 0; i < count && kept.length < simple.x.length; i++) {
    const next = kept.length;
    if (exact.x[i] === simple.x[next] && exact.y[i] === simple.y[next]) kept.push(i);
  }
  expect(kept).toHaveLength(simple.x.length);
  let worst = 0;
  for (const [k, first] of kept.entries()) {
    const last = kept[k + 1] ?? count + kept[0]!;
    const end = last % count;
    for (let i = first + 1; i < last; i++) worst = Math.max(worst, distance(exact, i % count, first, end));
  }
  return worst;
}

/** Of a corner from the straight line between two others. */
function distance({ x, y }: Outline, i: number, first: number, end: number): number {
  const [dx, dy] = [x[end]! - x[first]!, y[end]! - y[first]!];
  const [px, py] = [x[i]! - x[first]!, y[i]! - y[first]!];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(Math.max((px * dx + py * dy) / length, 0), 1) : 0;
  return Math.hypot(px - along * dx, py - along * dy);
}

/** Columns of heights, seen from below: each has two corners of the outline. */
function columns(heights: readonly number[]): Outline {
  const top = heights.flatMap((height, i) => [[i, height] as const, [i + 1, height] as const]);
  return outlineOf([[heights.length, -1], [0, -1], ...top]);
}

it('no corner that is left out is farther than the tolerance', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(corner, { minLength: 3, maxLength: 120, selector: String }),
      fc.double({ min: 0.01, max: 30, noNaN: true }),
      (points, tolerance) => {
        const exact = outlineOf(points);
        expect(deviation(exact, simplifyOutline(exact, tolerance))).toBeLessThanOrEqual(
          tolerance * (1 + 1e-9),
        );
      },
    ),
    { numRuns: 300 },
  );
});

it('of a long zigzag neither, which does not take long', () => {
  const count = 12_000;
  const shapes = {
    // Each tooth is lower than the one before it, so that the farthest corner is always the first.
    falling: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 10 * (count - i) : 0)),
    rising: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 10 * i : 0)),
    even: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 9 : 0)),
  };
  for (const [name, heights] of Object.entries(shapes)) {
    const exact = columns(heights);
    const start = performance.now();
    const simple = simplifyOutline(exact, 1.5);
    // The whole search takes seconds.
    expect(performance.now() - start, name).toBeLessThan(1000);
    expect(deviation(exact, simple), name).toBeLessThanOrEqual(1.5 * (1 + 1e-9));
  }
});
