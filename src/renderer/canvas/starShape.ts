import type { Context } from 'konva/lib/Context.js';
import { Shape } from 'konva/lib/Shape.js';
import type { Colour } from './palette.ts';
import { colourInto, ringStamp, stampInto, type CoveragePlane } from './ringStamp.ts';
import { createStarIndex, type StarIndex } from './starIndex.ts';
import type { ImagePoint, StarColumns } from './viewer.ts';
import { visibleBounds, type ImageSize, type Viewport } from './viewport.ts';

/** What the shape draws, and for which view. */
export interface StarScene {
  readonly viewport: Viewport;
  /** CSS pixels drawn beyond each edge of the view. */
  readonly margin: number;
  readonly devicePixelRatio: number;
  readonly image: ImageSize;
  readonly colour: Colour;
}

/** All star circles as one shape. */
export interface StarShape {
  readonly node: Shape;
  setStars(stars: StarColumns | null, shown: number): void;
  /** Set before the layer is drawn. */
  setScene(scene: StarScene): void;
  readonly shown: number;
  nearest(point: ImagePoint, reach: number): number | null;
}

const LARGEST_RADIUS = 6;
const SMALLEST_RADIUS = 1.5;
const FAINTEST_OPACITY = 0.35;
/** Radius in mean distances between stars; circles shrink before they cover one another. */
const RADIUS_PER_SPACING = 0.45;
/** A path of more circles takes longer than stamping them (measured by bench/viewer). */
const LARGEST_PATH = 1000;

/** How circles look. */
export interface CircleStyle {
  readonly radius: number;
  readonly lineWidth: number;
  readonly opacity: number;
}

/** The look of the circles in CSS pixels: the same everywhere in a view and while it pans. The denser they are the
 * smaller, and where even the smallest would cover the picture they let it through. */
export function circleStyle(shown: number, image: ImageSize, scale: number): CircleStyle {
  const spacing = scale * Math.sqrt((image.width * image.height) / Math.max(shown, 1));
  const ideal = RADIUS_PER_SPACING * spacing;
  const radius = Math.round(4 * Math.min(Math.max(ideal, SMALLEST_RADIUS), LARGEST_RADIUS)) / 4;
  return {
    radius,
    lineWidth: radius >= 3 ? 1.5 : 1,
    opacity: Math.min(Math.max(ideal / SMALLEST_RADIUS - 0.25, FAINTEST_OPACITY), 1),
  };
}

export function createStarShape(): StarShape {
  let stars: StarColumns | null = null;
  let index: StarIndex | null = null;
  let shown = 0;
  let scene: StarScene | null = null;
  let pixels: ImageData | null = null;
  let plane: CoveragePlane = { data: new Uint8Array(0), width: 0, height: 0 };
  const node = new Shape({ sceneFunc: draw, listening: false, perfectDrawEnabled: false });

  function setStars(next: StarColumns | null, count: number): void {
    if (next !== stars) index = next ? createStarIndex(next) : null;
    stars = next;
    shown = next ? Math.min(count, next.x.length) : 0;
  }

  function draw(context: Context): void {
    if (!stars || !index || !scene || shown === 0) return;
    const style = circleStyle(shown, scene.image, scene.viewport.scale);
    const bounds = visibleBounds(scene.viewport, scene.margin + style.radius + 2);
    const selection = coversImage(bounds, scene.image) ? null : index.within(bounds, shown);
    const count = selection?.length ?? shown;
    if (count <= LARGEST_PATH) drawPath(context, scene, selection, style);
    else drawStamps(context, scene, selection, style);
  }

  function drawPath(
    context: Context,
    { viewport, margin, colour }: StarScene,
    selection: readonly number[] | null,
    { radius, lineWidth, opacity }: CircleStyle,
  ): void {
    const { x, y } = stars!;
    const { scale, centre } = viewport;
    const originX = margin + viewport.width / 2 - centre.x * scale;
    const originY = margin + viewport.height / 2 + centre.y * scale;
    const count = selection?.length ?? shown;
    context.beginPath();
    for (let i = 0; i < count; i++) {
      const star = selection ? selection[i]! : i;
      const left = originX + x[star]! * scale;
      const top = originY - y[star]! * scale;
      context.moveTo(left + radius, top);
      context.arc(left, top, radius, 0, 2 * Math.PI);
    }
    context.setAttr('strokeStyle', colour.css);
    context.setAttr('lineWidth', lineWidth);
    context.setAttr('globalAlpha', opacity);
    context.stroke();
  }

  function drawStamps(
    context: Context,
    { viewport, margin, colour, devicePixelRatio }: StarScene,
    selection: readonly number[] | null,
    { radius, lineWidth, opacity }: CircleStyle,
  ): void {
    const { x, y } = stars!;
    // The canvas truncates its size; the buffer is wider by a border that lets stamps run over the edge.
    const border = Math.ceil((LARGEST_RADIUS + 3) * devicePixelRatio);
    const width = Math.floor((viewport.width + 2 * margin) * devicePixelRatio) + 2 * border;
    const height = Math.floor((viewport.height + 2 * margin) * devicePixelRatio) + 2 * border;
    if (pixels?.width !== width || pixels.height !== height) {
      pixels = new ImageData(width, height);
      plane = { data: new Uint8Array(width * height), width, height };
    }
    const { data } = plane;
    data.fill(0);
    const stamp = ringStamp(radius * devicePixelRatio, lineWidth * devicePixelRatio, width);
    const scale = viewport.scale * devicePixelRatio;
    const originX = border + (margin + viewport.width / 2) * devicePixelRatio - viewport.centre.x * scale;
    const originY = border + (margin + viewport.height / 2) * devicePixelRatio + viewport.centre.y * scale;
    const count = selection?.length ?? shown;
    for (let i = 0; i < count; i++) {
      const star = selection ? selection[i]! : i;
      stampInto(plane, stamp, originX + x[star]! * scale, originY - y[star]! * scale);
    }
    const rgb = colour.red | (colour.green << 8) | (colour.blue << 16);
    colourInto(new Uint32Array(pixels.data.buffer), data, rgb, opacity);
    context.putImageData(pixels, -border, -border);
  }

  return {
    node,
    setStars,
    setScene(next) {
      scene = next;
    },
    get shown() {
      return shown;
    },
    nearest: (point, reach) => index?.nearest(point, reach, shown) ?? null,
  };
}

function coversImage(bounds: { x0: number; x1: number; y0: number; y1: number }, image: ImageSize): boolean {
  return (
    bounds.x0 <= -0.5 &&
    bounds.y0 <= -0.5 &&
    bounds.x1 >= image.width - 0.5 &&
    bounds.y1 >= image.height - 0.5
  );
}
