import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allocateMemoryPlane, memoryRow } from '../../../src/shared/planes.ts';
import { firstLevelOf } from '../../../src/shared/pyramid.ts';

/** Means of finite values, as a level has them. */
function halved(rows: readonly (readonly number[])[]): number[][] {
  const at = (y: number, x: number): number => rows[y]?.[x] ?? Number.NaN;
  return Array.from({ length: Math.ceil(rows.length / 2) }, (_, y) =>
    Array.from({ length: Math.ceil(rows[0]!.length / 2) }, (_x, x) => {
      const four = [0, 1].flatMap((dy) => [0, 1].map((dx) => at(2 * y + dy, 2 * x + dx)));
      const finite = four.filter((value) => Number.isFinite(value));
      return Math.fround(finite.reduce((sum, value) => sum + value, 0) / finite.length);
    }),
  );
}

it('makes the first level of a small image from what is in its window', () => {
  const value = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 1, max: 13 }),
      fc.nat(3),
      fc.nat(3),
      fc.infiniteStream(value),
      (width, height, x0, y0, values) => {
        const whole = allocateMemoryPlane(width + 4, height + 4, 'float64');
        for (let y = 0; y < height + 4; y++) {
          const row = memoryRow(whole, y, 0, width + 4);
          for (let x = 0; x < row.length; x++) row[x] = values.next().value!;
        }
        const plane = { ...whole, window: { x0, y0, width, height } };
        const rows = Array.from({ length: height }, (_, y) => [...memoryRow(whole, y0 + y, x0, width)]);
        const level = firstLevelOf(plane);
        const made = Array.from({ length: level.fullHeight }, (_, y) => [
          ...memoryRow(level, y, 0, level.fullWidth),
        ]);
        expect(made).toEqual(halved(halved(rows)));
      },
    ),
  );
});
