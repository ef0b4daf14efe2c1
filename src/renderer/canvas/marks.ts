import { Circle } from 'konva/lib/shapes/Circle.js';
import { Line } from 'konva/lib/shapes/Line.js';
import { Rect } from 'konva/lib/shapes/Rect.js';
import type { Shape } from 'konva/lib/Shape.js';
import type { Colour } from './palette.ts';
import type { ImagePoint } from './viewer.ts';
import { screenFromImage, type ImageBounds, type Viewport } from './viewport.ts';

/** The few marks that are nodes of their own: the selected star and the rectangle or region being drawn. */
export interface Marks {
  readonly nodes: readonly [Shape, ...Shape[]];
  readonly visible: boolean;
  /** Each tells whether there is something else to draw. */
  setSelected(point: ImagePoint | null): boolean;
  /** Bounds in pixel edges: the first pixel spans -0.5 to 0.5. */
  setCrop(bounds: ImageBounds | null): boolean;
  /** The corners of the region being drawn. */
  setRegion(polygon: readonly ImagePoint[] | null): boolean;
  /** Puts the marks where they belong in a view drawn with a margin. */
  place(viewport: Viewport, margin: number, colour: Colour): void;
}

const RADIUS = 9;
const SHADE = 'rgb(0 0 0 / 0.6)';

export function createMarks(): Marks {
  const shade = new Circle({ radius: RADIUS, stroke: SHADE, strokeWidth: 5, listening: false });
  const ring = new Circle({ radius: RADIUS, strokeWidth: 2, listening: false });
  const rectangleShade = new Rect({ stroke: SHADE, strokeWidth: 3, listening: false });
  const rectangle = new Rect({ strokeWidth: 1, dash: [6, 4], listening: false });
  const regionShade = new Line({ stroke: SHADE, strokeWidth: 3, closed: true, listening: false });
  const region = new Line({ strokeWidth: 1, dash: [6, 4], closed: true, listening: false });
  let selected: ImagePoint | null = null;
  let crop: ImageBounds | null = null;
  let polygon: readonly ImagePoint[] | null = null;

  function place(viewport: Viewport, margin: number, colour: Colour): void {
    for (const node of [shade, ring]) {
      node.visible(selected !== null);
      if (!selected) continue;
      const { left, top } = screenFromImage(viewport, selected);
      node.position({ x: left + margin, y: top + margin });
    }
    ring.stroke(colour.css);
    for (const node of [rectangleShade, rectangle]) {
      node.visible(crop !== null);
      if (!crop) continue;
      const { left, top } = screenFromImage(viewport, { x: crop.x0, y: crop.y1 });
      node.position({ x: left + margin, y: top + margin });
      node.size({
        width: (crop.x1 - crop.x0) * viewport.scale,
        height: (crop.y1 - crop.y0) * viewport.scale,
      });
    }
    for (const node of [regionShade, region]) {
      node.visible(polygon !== null);
      if (!polygon) continue;
      node.points(
        polygon.flatMap((point) => {
          const { left, top } = screenFromImage(viewport, point);
          return [left + margin, top + margin];
        }),
      );
    }
    for (const node of [rectangle, region]) {
      node.stroke(colour.css);
      node.fill(`rgb(${colour.red} ${colour.green} ${colour.blue} / 0.14)`);
    }
  }

  return {
    nodes: [shade, ring, rectangleShade, rectangle, regionShade, region],
    get visible() {
      return selected !== null || crop !== null || polygon !== null;
    },
    setSelected(point) {
      const isOther = point !== selected;
      selected = point;
      return isOther;
    },
    setCrop(bounds) {
      const isOther = bounds !== crop;
      crop = bounds;
      return isOther;
    },
    setRegion(points) {
      const isOther = points !== polygon;
      polygon = points;
      return isOther;
    },
    place,
  };
}
