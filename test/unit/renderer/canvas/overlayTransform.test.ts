import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlayTransform } from '../../../../src/renderer/canvas/overlayTransform.ts';
import { screenFromImage, type Viewport } from '../../../../src/renderer/canvas/viewport.ts';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const view = fc.record({
  centre: fc.record({ x: number(0, 5000), y: number(0, 5000) }),
  scale: number(0.05, 20),
});

it('takes every image point from where it was drawn to where it is in the new view', () => {
  fc.assert(
    fc.property(view, view, number(0, 5000), number(0, 5000), (from, to, x, y) => {
      const margin = 128;
      const size = { width: 900, height: 700 };
      const drawn: Viewport = { ...from, ...size };
      const viewport: Viewport = { ...to, ...size };
      const { dx, dy, ratio } = overlayTransform(drawn, viewport, margin);
      const before = screenFromImage(drawn, { x, y });
      const after = screenFromImage(viewport, { x, y });
      // The layer's own origin is `margin` before that of the view.
      expect((before.left + margin) * ratio + dx - margin).toBeCloseTo(after.left, 4);
      expect((before.top + margin) * ratio + dy - margin).toBeCloseTo(after.top, 4);
    }),
  );
});
