import type { RegionPoint, RegionShape } from '../../../core/region/index.ts';
import { placeOf } from './handles.ts';

/** Where FITS pixels of the whole image lie on a canvas. */
export interface Projection {
  /** Of pixel (0, 0), in CSS pixels of the canvas. */
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** What of a canvas's context a path needs. */
export type PathContext = Pick<
  CanvasRenderingContext2D,
  'moveTo' | 'lineTo' | 'arc' | 'ellipse' | 'closePath' | 'rect'
>;

export function projected({ left, top, scale }: Projection, [x, y]: RegionPoint): RegionPoint {
  return [left + x * scale, top - y * scale];
}

/** Adds a shape to the path; annuli have two circles, points their mark. */
export function pathOf(context: PathContext, shape: RegionShape, projection: Projection): void {
  const { scale } = projection;
  switch (shape.kind) {
    case 'point':
      return markOf(context, projected(projection, shape.centre), shape.style, shape.size / 2);
    case 'line':
      context.moveTo(...projected(projection, shape.from));
      context.lineTo(...projected(projection, shape.to));
      return;
    case 'circle':
      return circleOf(context, projected(projection, shape.centre), shape.radius * scale);
    case 'annulus': {
      const centre = projected(projection, shape.centre);
      circleOf(context, centre, shape.inner * scale);
      return circleOf(context, centre, shape.outer * scale);
    }
    case 'ellipse': {
      const centre = projected(projection, shape.centre);
      if (shape.inner) ellipseOf(context, centre, shape.inner, shape.angle, scale);
      return ellipseOf(context, centre, shape.radii, shape.angle, scale);
    }
    case 'box':
      if (shape.inner) boxOf(context, shape, shape.inner, projection);
      return boxOf(context, shape, shape.size, projection);
    case 'polygon':
      return cornersOf(
        context,
        shape.corners.map((corner) => projected(projection, corner)),
      );
  }
}

function circleOf(context: PathContext, [left, top]: RegionPoint, radius: number): void {
  context.moveTo(left + radius, top);
  context.arc(left, top, radius, 0, 2 * Math.PI);
}

function ellipseOf(
  context: PathContext,
  [left, top]: RegionPoint,
  radii: readonly [number, number],
  angle: number,
  scale: number,
): void {
  const [a, b] = [radii[0] * scale, radii[1] * scale];
  // The y axis of a canvas points down.
  const turn = (-angle * Math.PI) / 180;
  context.moveTo(left + a * Math.cos(turn), top + a * Math.sin(turn));
  context.ellipse(left, top, a, b, turn, 0, 2 * Math.PI);
}

function boxOf(
  context: PathContext,
  { centre, angle }: Extract<RegionShape, { kind: 'box' }>,
  size: readonly [number, number],
  projection: Projection,
): void {
  const [w, h] = [size[0] / 2, size[1] / 2];
  const corners = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ] as const;
  cornersOf(
    context,
    corners.map(([u, v]) => projected(projection, placeOf(centre, angle, u, v))),
  );
}

function cornersOf(context: PathContext, corners: readonly RegionPoint[]): void {
  for (const [i, [left, top]] of corners.entries()) {
    if (i === 0) context.moveTo(left, top);
    else context.lineTo(left, top);
  }
  context.closePath();
}

function markOf(context: PathContext, [x, y]: RegionPoint, style: string, r: number): void {
  const line = (...places: readonly RegionPoint[]): void => {
    for (const [i, [u, v]] of places.entries()) {
      if (i === 0) context.moveTo(x + u, y + v);
      else context.lineTo(x + u, y + v);
    }
  };
  if (style === 'circle' || style === 'boxcircle') circleOf(context, [x, y], r);
  if (style === 'box' || style === 'boxcircle') context.rect(x - r, y - r, 2 * r, 2 * r);
  if (style === 'diamond') line([0, -r], [r, 0], [0, r], [-r, 0], [0, -r]);
  if (style === 'cross') {
    line([-r, 0], [r, 0]);
    line([0, -r], [0, r]);
  }
  if (style === 'x' || style === 'arrow') line([-r, -r], [style === 'x' ? r : 0, style === 'x' ? r : 0]);
  if (style === 'x') line([-r, r], [r, -r]);
  if (style === 'arrow') line([-r / 2, 0], [0, 0], [0, -r / 2]);
}
