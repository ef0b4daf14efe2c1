import {
  POINT_SIZE,
  type RegionKind,
  type RegionPoint,
  type RegionShape,
} from '../../../core/region/index.ts';

/** Size of what a click without a drag makes, in CSS pixels. */
const CLICK_RADIUS = 20;

/** The shape that a drag of a tool makes: circles, ellipses and annuli from their middle, boxes from corner to corner.
 * Without a drag (`to` is where it began) it has a usual size. A polygon is made of clicks. */
export function drawnShape(
  tool: Exclude<RegionKind, 'polygon'>,
  from: RegionPoint,
  to: RegionPoint,
  scale: number,
  square: boolean,
): RegionShape {
  const still = from[0] === to[0] && from[1] === to[1];
  const usual = CLICK_RADIUS / scale;
  const [dx, dy] = still ? [usual, usual] : [to[0] - from[0], to[1] - from[1]];
  const radius = still ? usual : Math.hypot(dx, dy);
  switch (tool) {
    case 'point':
      return { kind: 'point', centre: to, style: 'cross', size: POINT_SIZE };
    case 'line':
      return { kind: 'line', from, to: still ? [from[0] + 2 * usual, from[1]] : to };
    case 'circle':
      return { kind: 'circle', centre: from, radius };
    case 'annulus':
      return { kind: 'annulus', centre: from, inner: radius / 2, outer: radius };
    case 'ellipse': {
      const [a, b] = still ? [usual, usual / 2] : [Math.abs(dx), Math.abs(dy)];
      return { kind: 'ellipse', centre: from, radii: square ? [radius, radius] : [a, b], angle: 0 };
    }
    case 'box': {
      if (still) return { kind: 'box', centre: from, size: [2 * usual, 2 * usual], angle: 0 };
      const side = Math.max(Math.abs(dx), Math.abs(dy));
      const [w, h] = square ? [Math.sign(dx || 1) * side, Math.sign(dy || 1) * side] : [dx, dy];
      return {
        kind: 'box',
        centre: [from[0] + w / 2, from[1] + h / 2],
        size: [Math.abs(w), Math.abs(h)],
        angle: 0,
      };
    }
  }
}
