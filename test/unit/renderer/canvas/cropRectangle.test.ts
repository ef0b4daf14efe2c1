import { describe, expect, it } from 'vitest';
import { cropSection, pixelEdges } from '../../../../src/renderer/canvas/cropRectangle.ts';
import type { Viewport } from '../../../../src/renderer/canvas/viewport.ts';

describe('cropSection', () => {
  const image = { width: 100, height: 80 };
  // Pixel (0, 0) spans 0 to 10 from the left and 790 to 800 from the top.
  const viewport: Viewport = { centre: { x: 49.5, y: 39.5 }, scale: 10, width: 1000, height: 800 };

  it('holds the pixels it touches, whichever corner came first', () => {
    const expected = { x0: 2, x1: 5, y0: 1, y1: 3 };
    expect(cropSection(viewport, image, { left: 21, top: 789 }, { left: 59, top: 761 })).toEqual(expected);
    expect(cropSection(viewport, image, { left: 59, top: 789 }, { left: 21, top: 761 })).toEqual(expected);
  });

  it('is cut at the borders of the image', () => {
    expect(cropSection(viewport, image, { left: -500, top: -500 }, { left: 5000, top: 5000 })).toEqual({
      x0: 0,
      x1: 99,
      y0: 0,
      y1: 79,
    });
  });

  it('is null beside the image', () => {
    expect(cropSection(viewport, image, { left: -90, top: 10 }, { left: -20, top: 300 })).toBeNull();
    expect(cropSection(viewport, image, { left: 10, top: 820 }, { left: 30, top: 900 })).toBeNull();
  });

  it('is outlined along the edges of its pixels', () => {
    expect(pixelEdges({ x0: 2, x1: 2, y0: 0, y1: 3 })).toEqual({ x0: 1.5, x1: 2.5, y0: -0.5, y1: 3.5 });
  });
});
