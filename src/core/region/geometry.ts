import type { RegionPoint, RegionShape } from './region.ts';

/** The middle of a shape: of a polygon the mean of its corners, of a line its middle. */
export function centreOf(shape: RegionShape): RegionPoint {
  switch (shape.kind) {
    case 'line':
      return [(shape.from[0] + shape.to[0]) / 2, (shape.from[1] + shape.to[1]) / 2];
    case 'polygon': {
      const count = shape.corners.length;
      const sum = (axis: 0 | 1): number => shape.corners.reduce((total, corner) => total + corner[axis], 0);
      return [sum(0) / count, sum(1) / count];
    }
    default:
      return shape.centre;
  }
}

/** The area of a shape in square pixels; a point and a line have none. */
export function areaOf(shape: RegionShape): number {
  switch (shape.kind) {
    case 'point':
    case 'line':
      return 0;
    case 'circle':
      return Math.PI * shape.radius * shape.radius;
    case 'annulus':
      return Math.PI * (shape.outer * shape.outer - shape.inner * shape.inner);
    case 'ellipse':
      return Math.PI * (shape.radii[0] * shape.radii[1] - holeOf(shape));
    case 'box':
      return shape.size[0] * shape.size[1] - holeOf(shape);
    case 'polygon': {
      // Counted from the first corner, so that far places do not cost digits.
      const [x0, y0] = shape.corners[0];
      let twice = 0;
      for (let i = 0, j = shape.corners.length - 1; i < shape.corners.length; j = i++) {
        const [a, b] = [shape.corners[j], shape.corners[i]];
        twice += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
      }
      return Math.abs(twice) / 2;
    }
  }
}

function holeOf({ inner }: { readonly inner?: readonly [number, number] }): number {
  return inner ? inner[0] * inner[1] : 0;
}

/** The shape elsewhere: every place of it changed, its lengths as they are. */
export function mapPlaces(shape: RegionShape, map: (point: RegionPoint) => RegionPoint): RegionShape {
  switch (shape.kind) {
    case 'line':
      return { ...shape, from: map(shape.from), to: map(shape.to) };
    case 'polygon':
      return { ...shape, corners: shape.corners.map(map) };
    default:
      return { ...shape, centre: map(shape.centre) };
  }
}

/** The shape with its lengths changed and its angle turned, its places as they are. A point's mark is no length. */
export function scaledShape(shape: RegionShape, factor: number, turned: number): RegionShape {
  switch (shape.kind) {
    case 'circle':
      return { ...shape, radius: shape.radius * factor };
    case 'annulus':
      return { ...shape, inner: shape.inner * factor, outer: shape.outer * factor };
    case 'ellipse':
      return {
        ...shape,
        radii: [shape.radii[0] * factor, shape.radii[1] * factor],
        ...scaledHole(shape, factor),
        angle: shape.angle + turned,
      };
    case 'box':
      return {
        ...shape,
        size: [shape.size[0] * factor, shape.size[1] * factor],
        ...scaledHole(shape, factor),
        angle: shape.angle + turned,
      };
    default:
      return shape;
  }
}

function scaledHole(
  { inner }: { readonly inner?: readonly [number, number] },
  factor: number,
): { readonly inner?: readonly [number, number] } {
  return inner ? { inner: [inner[0] * factor, inner[1] * factor] } : {};
}
