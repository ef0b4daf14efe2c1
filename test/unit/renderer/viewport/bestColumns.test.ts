import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestColumns } from '../../../../src/renderer/features/viewport/bestColumns.ts';

describe('the columns that panels are laid in', () => {
  it.each([
    [1, 1.5, 1, 1],
    [2, 2, 1, 2],
    [2, 0.5, 1, 1],
    [3, 1.5, 1, 3],
    [4, 1.2, 1, 2],
    // Broad images lie one above the other, tall ones beside each other.
    [2, 1.2, 2, 1],
    [2, 1.2, 0.5, 2],
    [6, 1.5, 1, 3],
  ])('%i panels in an area of %f for images of %f: %i', (panels, area, image, columns) => {
    expect(bestColumns(panels, area, image)).toBe(columns);
  });

  it('are as many for an area and its images stretched alike, and never more than there are panels', () => {
    const aspect = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), aspect, aspect, (panels, area, image) => {
        const columns = bestColumns(panels, area, image);
        expect(columns).toBeGreaterThanOrEqual(1);
        expect(columns).toBeLessThanOrEqual(panels);
        expect(bestColumns(panels, area * 4, image * 4)).toBe(columns);
      }),
    );
  });
});
