import type { RegionShape } from '../../../src/core/region/index.ts';

/** Whether the centre of a pixel (1-based) is inside, from each shape's definition. */
export function insideRegion(shape: RegionShape, x: number, y: number): boolean {
  if ((shape.kind === 'ellipse' || shape.kind === 'box') && shape.inner) {
    const { inner, ...outer } = shape;
    const hole = outer.kind === 'ellipse' ? { ...outer, radii: inner } : { ...outer, size: inner };
    return insideRegion(outer, x, y) && !insideRegion(hole, x, y);
  }
  switch (shape.kind) {
    case 'point':
      return (
        x - 0.5 <= shape.centre[0] &&
        shape.centre[0] < x + 0.5 &&
        y - 0.5 <= shape.centre[1] &&
        shape.centre[1] < y + 0.5
      );
    case 'circle':
      return shape.radius > 0 && (x - shape.centre[0]) ** 2 + (y - shape.centre[1]) ** 2 <= shape.radius ** 2;
    case 'annulus': {
      const square = (x - shape.centre[0]) ** 2 + (y - shape.centre[1]) ** 2;
      return (
        shape.outer > 0 && square <= shape.outer ** 2 && (shape.inner === 0 || square > shape.inner ** 2)
      );
    }
    case 'ellipse': {
      const [u, v] = turned(shape.centre, shape.angle, x, y);
      const [a, b] = shape.radii;
      return a > 0 && b > 0 && (u / a) ** 2 + (v / b) ** 2 <= 1;
    }
    case 'box': {
      const [u, v] = turned(shape.centre, shape.angle, x, y);
      const [w, h] = shape.size;
      return u >= -w / 2 && u < w / 2 && v >= -h / 2 && v < h / 2;
    }
    case 'polygon': {
      let inside = false;
      const { corners } = shape;
      for (const [i, [x1, y1]] of corners.entries()) {
        const [x2, y2] = corners.at(i - 1)!;
        if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
      }
      return inside;
    }
    case 'line': {
      const [x1, y1] = shape.from;
      const [dx, dy] = [shape.to[0] - x1, shape.to[1] - y1];
      const flat = Math.abs(dx) >= Math.abs(dy);
      const [at, from, to] = flat ? [x, x1, x1 + dx] : [y, y1, y1 + dy];
      if (at < Math.floor(Math.min(from, to) + 0.5) || at > Math.floor(Math.max(from, to) + 0.5))
        return false;
      if (dx === 0 && dy === 0) return Math.floor(y1 + 0.5) === y;
      return flat
        ? Math.floor(y1 + ((x - x1) * dy) / dx + 0.5) === y
        : Math.floor(x1 + ((y - y1) * dx) / dy + 0.5) === x;
    }
  }
}

function turned(centre: readonly [number, number], angle: number, x: number, y: number): [number, number] {
  const t = (angle * Math.PI) / 180;
  const [dx, dy] = [x - centre[0], y - centre[1]];
  return [dx * Math.cos(t) + dy * Math.sin(t), dy * Math.cos(t) - dx * Math.sin(t)];
}
