import { describe, expect, it } from 'vitest';
import { footprintRectangles, type Footprint } from '../../../../src/core/morphology/footprint.ts';

const DEFINITIONS: Readonly<Record<Footprint, (dx: number, dy: number, r: number) => boolean>> = {
  square: () => true,
  disk: (dx, dy, r) => dx * dx + dy * dy <= r * r,
  diamond: (dx, dy, r) => Math.abs(dx) + Math.abs(dy) <= r,
  cross: (dx, dy) => dx === 0 || dy === 0,
};

describe('footprintRectangles', () => {
  it.each(Object.entries(DEFINITIONS))(
    '%s: together they are the footprint, none is in another',
    (name, inside) => {
      for (let r = 1; r <= 30; r++) {
        const rectangles = footprintRectangles(name as Footprint, r);
        const wrong: [number, number][] = [];
        for (let dy = -r; dy <= r; dy++) {
          for (let dx = -r; dx <= r; dx++) {
            const covered = rectangles.some(({ x, y }) => Math.abs(dx) <= x && Math.abs(dy) <= y);
            if (covered !== inside(dx, dy, r)) wrong.push([dx, dy]);
          }
        }
        expect(wrong).toEqual([]);
        rectangles.forEach((one, i) => {
          for (const other of rectangles.slice(i + 1)) expect(other.x < one.x && other.y > one.y).toBe(true);
        });
      }
    },
  );

  it('takes 1 for a square, 2 for a cross, r + 1 for a diamond', () => {
    expect(footprintRectangles('square', 7)).toEqual([{ x: 7, y: 7 }]);
    expect(footprintRectangles('cross', 7)).toEqual([
      { x: 7, y: 0 },
      { x: 0, y: 7 },
    ]);
    expect(footprintRectangles('diamond', 7)).toHaveLength(8);
  });
});
