import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clamped,
  fitScale,
  fitted,
  imageFromScreen,
  isOnImage,
  panned,
  scaleLimits,
  screenFromImage,
  visibleBounds,
  withPointInView,
  zoomedTo,
  type Viewport,
} from '../../../../src/renderer/canvas/viewport.ts';

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const image = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});
const area = fc.record({
  width: fc.integer({ min: 1, max: 4000 }),
  height: fc.integer({ min: 1, max: 3000 }),
});
/** An image and a viewport that shows some of it. */
const scene = fc
  .tuple(image, area, number(0, 1), number(0, 1), number(-3, 8))
  .map(([size, { width, height }, u, v, zoom]) => ({
    image: size,
    viewport: clamped(
      {
        width,
        height,
        centre: { x: u * size.width - 0.5, y: v * size.height - 0.5 },
        scale: fitScale(size, { width, height }) * 2 ** zoom,
      },
      size,
    ),
  }));
const place = fc.tuple(number(0, 1), number(0, 1));
const at = ({ width, height }: Viewport, [u, v]: readonly [number, number]) => ({
  left: u * width,
  top: v * height,
});

describe('screen and image', () => {
  it('puts y upwards and the centre of the view in its middle', () => {
    const viewport: Viewport = { centre: { x: 10, y: 20 }, scale: 4, width: 200, height: 100 };
    expect(screenFromImage(viewport, { x: 10, y: 20 })).toEqual({ left: 100, top: 50 });
    expect(screenFromImage(viewport, { x: 11, y: 21 })).toEqual({ left: 104, top: 46 });
    expect(visibleBounds(viewport)).toEqual({ x0: -15, x1: 35, y0: 7.5, y1: 32.5 });
    expect(visibleBounds(viewport, 20)).toEqual({ x0: -20, x1: 40, y0: 2.5, y1: 37.5 });
  });

  it('come back from a round trip', () => {
    fc.assert(
      fc.property(scene, place, ({ viewport }, where) => {
        const screen = at(viewport, where);
        const back = screenFromImage(viewport, imageFromScreen(viewport, screen));
        expect(back.left).toBeCloseTo(screen.left, 4);
        expect(back.top).toBeCloseTo(screen.top, 4);
      }),
    );
  });
});

describe('fitted', () => {
  it('shows every corner of the image, and two edges exactly', () => {
    fc.assert(
      fc.property(image, area, (size, { width, height }) => {
        const viewport = fitted({ centre: { x: 0, y: 0 }, scale: 1, width, height }, size);
        const first = screenFromImage(viewport, { x: -0.5, y: -0.5 });
        const last = screenFromImage(viewport, { x: size.width - 0.5, y: size.height - 0.5 });
        const slack = [first.left, last.top, width - last.left, height - first.top];
        for (const distance of slack) expect(distance).toBeGreaterThan(-1e-6);
        expect(Math.min(...slack)).toBeLessThan(1e-6);
        expect(clamped(viewport, size)).toEqual(viewport);
      }),
    );
  });
});

describe('zoomedTo', () => {
  it('keeps the point under the cursor while the image stays under the middle', () => {
    fc.assert(
      fc.property(scene, place, number(-2, 2), ({ viewport, image: size }, where, zoom) => {
        const cursor = at(viewport, where);
        const anchor = imageFromScreen(viewport, cursor);
        const next = zoomedTo(viewport, size, viewport.scale * 2 ** zoom, cursor);
        const free = {
          x: anchor.x - (cursor.left - viewport.width / 2) / next.scale,
          y: anchor.y + (cursor.top - viewport.height / 2) / next.scale,
        };
        fc.pre(isOnImage(free, size));
        const after = screenFromImage(next, anchor);
        expect(after.left).toBeCloseTo(cursor.left, 4);
        expect(after.top).toBeCloseTo(cursor.top, 4);
      }),
    );
  });

  it('stays within the limits, which include the fitted picture and actual size', () => {
    fc.assert(
      fc.property(scene, place, number(-20, 20), ({ viewport, image: size }, where, zoom) => {
        const { minimum, maximum } = scaleLimits(size, viewport);
        const { scale } = zoomedTo(viewport, size, viewport.scale * 2 ** zoom, at(viewport, where));
        expect(scale).toBeGreaterThanOrEqual(minimum);
        expect(scale).toBeLessThanOrEqual(maximum);
        for (const always of [1, fitScale(size, viewport)]) {
          expect(always).toBeGreaterThanOrEqual(minimum);
          expect(always).toBeLessThanOrEqual(maximum);
        }
      }),
    );
  });
});

describe('panned', () => {
  it('moves the picture with the pointer', () => {
    const viewport: Viewport = { centre: { x: 50, y: 50 }, scale: 2, width: 100, height: 100 };
    const next = panned(viewport, { width: 100, height: 100 }, 10, 6);
    expect(next.centre).toEqual({ x: 45, y: 53 });
  });

  it('never loses the image', () => {
    fc.assert(
      fc.property(scene, number(-1e6, 1e6), number(-1e6, 1e6), ({ viewport, image: size }, dx, dy) => {
        const { centre } = panned(viewport, size, dx, dy);
        expect(centre.x).toBeGreaterThanOrEqual(-0.5);
        expect(centre.x).toBeLessThanOrEqual(size.width - 0.5);
        expect(centre.y).toBeGreaterThanOrEqual(-0.5);
        expect(centre.y).toBeLessThanOrEqual(size.height - 0.5);
      }),
    );
  });
});

describe('withPointInView', () => {
  const size = { width: 1000, height: 1000 };
  const viewport: Viewport = { centre: { x: 500, y: 500 }, scale: 1, width: 200, height: 200 };

  it('leaves the view alone when the point is well inside', () => {
    expect(withPointInView(viewport, size, { x: 570, y: 430 }, 24)).toBe(viewport);
  });

  it('brings a point near or beyond an edge to the middle', () => {
    expect(withPointInView(viewport, size, { x: 590, y: 500 }, 24).centre).toEqual({ x: 590, y: 500 });
  });

  it('shows nothing beyond the border for the sake of a point beside it', () => {
    expect(withPointInView(viewport, size, { x: 10, y: 980 }, 24).centre).toEqual({ x: 99.5, y: 899.5 });
    const whole: Viewport = { ...viewport, centre: { x: 499.5, y: 499.5 }, scale: 0.2 };
    expect(withPointInView(whole, size, { x: 2, y: 2 }, 24).centre).toEqual({ x: 499.5, y: 499.5 });
  });
});

describe('isOnImage', () => {
  it('counts the whole of the border pixels', () => {
    const size = { width: 3, height: 2 };
    expect(isOnImage({ x: -0.5, y: -0.5 }, size)).toBe(true);
    expect(isOnImage({ x: 2.49, y: 1.49 }, size)).toBe(true);
    expect(isOnImage({ x: 2.5, y: 0 }, size)).toBe(false);
    expect(isOnImage({ x: 0, y: 1.5 }, size)).toBe(false);
    expect(isOnImage({ x: -0.51, y: 0 }, size)).toBe(false);
  });
});
