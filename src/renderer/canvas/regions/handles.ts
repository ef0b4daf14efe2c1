import type { RegionPoint, RegionShape } from '../../../core/region/index.ts';

/** A place of a shape that can be dragged; FITS pixels of the whole image. */
export interface Handle {
  readonly name: string;
  readonly at: RegionPoint;
  /** Whether dragging it turns the shape. */
  readonly turns: boolean;
}

/** How far the handle of the angle lies beyond the shape, in CSS pixels. */
const TURN_REACH = 22;
const RADIANS_PER_DEGREE = Math.PI / 180;
/** With Shift angles snap to multiples of this. */
const SNAP_DEGREES = 15;
const QUARTERS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
const DIAGONALS = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
] as const;

/** The handles of a shape; `scale` is CSS pixels per image pixel. */
export function handlesOf(shape: RegionShape, scale: number): readonly Handle[] {
  const handle = (name: string, at: RegionPoint, turns = false): Handle => ({ name, at, turns });
  const holeHandles = (
    places: readonly (readonly [number, number])[],
    sides: readonly [number, number] | undefined,
  ): readonly Handle[] => {
    if (!sides || (shape.kind !== 'ellipse' && shape.kind !== 'box')) return [];
    return places.map(([u, v], i) =>
      handle(`hole ${i}`, placeOf(shape.centre, shape.angle, u * sides[0], v * sides[1])),
    );
  };
  switch (shape.kind) {
    case 'point':
      return [];
    case 'line':
      return [handle('from', shape.from), handle('to', shape.to)];
    case 'polygon':
      return shape.corners.map((corner, i) => handle(`corner ${i}`, corner));
    case 'circle':
      return QUARTERS.map(([u, v], i) =>
        handle(`radius ${i}`, placeOf(shape.centre, 0, u * shape.radius, v * shape.radius)),
      );
    case 'annulus':
      return [
        ...QUARTERS.map(([u, v], i) =>
          handle(`outer ${i}`, placeOf(shape.centre, 0, u * shape.outer, v * shape.outer)),
        ),
        ...QUARTERS.map(([u, v], i) =>
          handle(`inner ${i}`, placeOf(shape.centre, 45, u * shape.inner, v * shape.inner)),
        ),
      ];
    case 'ellipse': {
      const [a, b] = shape.radii;
      return [
        ...QUARTERS.map(([u, v], i) => handle(`axis ${i}`, placeOf(shape.centre, shape.angle, u * a, v * b))),
        ...holeHandles(QUARTERS, shape.inner),
        handle('angle', placeOf(shape.centre, shape.angle, a + TURN_REACH / scale, 0), true),
      ];
    }
    case 'box': {
      const [w, h] = [shape.size[0] / 2, shape.size[1] / 2];
      return [
        ...DIAGONALS.map(([u, v], i) =>
          handle(`corner ${i}`, placeOf(shape.centre, shape.angle, u * w, v * h)),
        ),
        ...holeHandles(DIAGONALS, shape.inner && [shape.inner[0] / 2, shape.inner[1] / 2]),
        handle('angle', placeOf(shape.centre, shape.angle, w + TURN_REACH / scale, 0), true),
      ];
    }
  }
}

/** The shape after one of its handles was dragged to a place. `snap` keeps circles' like: angles at multiples of 15
 * degrees, boxes square. */
export function withHandleAt(shape: RegionShape, name: string, to: RegionPoint, snap: boolean): RegionShape {
  const index = Number(name.split(' ')[1] ?? 0);
  switch (shape.kind) {
    case 'point':
      return shape;
    case 'line':
      return name === 'from' ? { ...shape, from: to } : { ...shape, to };
    case 'polygon':
      return { ...shape, corners: shape.corners.map((corner, i) => (i === index ? to : corner)) };
    case 'circle':
      return { ...shape, radius: distance(shape.centre, to) };
    case 'annulus': {
      const radius = distance(shape.centre, to);
      return name.startsWith('outer')
        ? { ...shape, outer: Math.max(radius, shape.inner) }
        : { ...shape, inner: Math.min(radius, shape.outer) };
    }
    case 'ellipse': {
      if (name === 'angle') return { ...shape, angle: angleTo(shape.centre, to, snap) };
      const [u, v] = within(shape.centre, shape.angle, to).map(Math.abs) as [number, number];
      if (name.startsWith('hole') && shape.inner) {
        const [a, b] = shape.inner;
        return withHole(shape, index % 2 === 0 ? [u, b] : [a, v], shape.radii);
      }
      const [a, b] = shape.radii;
      return withRoom({ ...shape, radii: index % 2 === 0 ? [u, b] : [a, v] });
    }
    case 'box': {
      if (name === 'angle') return { ...shape, angle: angleTo(shape.centre, to, snap) };
      if (name.startsWith('hole')) {
        const [u, v] = within(shape.centre, shape.angle, to);
        return withHole(shape, [2 * Math.abs(u), 2 * Math.abs(v)], shape.size);
      }
      // The corner across stays where it is.
      const [su, sv] = DIAGONALS[index]!;
      const fixed = placeOf(shape.centre, shape.angle, (-su * shape.size[0]) / 2, (-sv * shape.size[1]) / 2);
      let [u, v] = within(fixed, shape.angle, to);
      if (snap) {
        const side = Math.max(Math.abs(u), Math.abs(v));
        [u, v] = [Math.sign(u || su) * side, Math.sign(v || sv) * side];
      }
      return withRoom({
        ...shape,
        centre: placeOf(fixed, shape.angle, u / 2, v / 2),
        size: [Math.abs(u), Math.abs(v)],
      });
    }
  }
}

/** What may be an annulus. */
export type WithHole = Extract<RegionShape, { kind: 'ellipse' | 'box' }>;

/** The shape with another hole, at most as large as itself. */
function withHole(
  shape: WithHole,
  [a, b]: readonly [number, number],
  [most, mostAcross]: readonly [number, number],
): RegionShape {
  return { ...shape, inner: [Math.min(a, most), Math.min(b, mostAcross)] };
}

/** The shape with its hole no larger than itself. */
export function withRoom(shape: WithHole): RegionShape {
  const outer = shape.kind === 'ellipse' ? shape.radii : shape.size;
  return shape.inner ? withHole(shape, shape.inner, outer) : shape;
}

/** The place that lies u along and v across a direction. */
export function placeOf([x, y]: RegionPoint, angle: number, u: number, v: number): RegionPoint {
  const [c, s] = [Math.cos(angle * RADIANS_PER_DEGREE), Math.sin(angle * RADIANS_PER_DEGREE)];
  return [x + u * c - v * s, y + u * s + v * c];
}

/** A place as along and across a direction from another. */
export function within([x, y]: RegionPoint, angle: number, to: RegionPoint): readonly [number, number] {
  const [c, s] = [Math.cos(angle * RADIANS_PER_DEGREE), Math.sin(angle * RADIANS_PER_DEGREE)];
  const [dx, dy] = [to[0] - x, to[1] - y];
  return [dx * c + dy * s, dy * c - dx * s];
}

function distance(a: RegionPoint, b: RegionPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function angleTo(from: RegionPoint, to: RegionPoint, snap: boolean): number {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]) / RADIANS_PER_DEGREE;
  return snap ? SNAP_DEGREES * Math.round(angle / SNAP_DEGREES) : angle;
}
