import type { Context } from 'konva/lib/Context.js';
import { Shape } from 'konva/lib/Shape.js';
import { coverOf, type RegionShape } from '../../../core/region/index.ts';
import type { ImageBounds } from '../viewport.ts';
import { pathOf, projected, type PathContext, type Projection } from './regionPath.ts';

/** A region as it is drawn; its shape in FITS pixels of the whole image. */
export interface RegionMark {
  readonly id: string;
  readonly shape: RegionShape;
  readonly include: boolean;
  readonly text: string;
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
}

/** Any number of regions as one node. */
export interface RegionsShape {
  readonly node: Shape;
  setMarks(marks: readonly RegionMark[]): void;
  /** Leaves one out: the one that is edited. */
  setHidden(id: string | null): void;
  /** Set before the layer is drawn; `seen` is the visible part in FITS pixels. */
  setScene(projection: Projection, seen: ImageBounds): void;
}

/** Longer paths take more than their share of time to stroke. */
const SHAPES_PER_PATH = 100;
/** Beyond this many in view their words would only cover the picture. */
const MOST_TEXTS = 1000;
export const DASH = [8, 3];
/** DS9's eight colours where CSS means another by the name. */
const DS9_COLOURS: Readonly<Record<string, string>> = { green: '#00ff00' };

/** The CSS colour of a region's colour. */
export function cssColour(colour: string): string {
  return DS9_COLOURS[colour.toLowerCase()] ?? colour;
}

interface Placed {
  readonly mark: RegionMark;
  readonly bounds: ImageBounds;
}

export function createRegionsShape(): RegionsShape {
  /** By colour, width and dashes, in the order of their first. */
  let groups: readonly (readonly Placed[])[] = [];
  let hidden: string | null = null;
  let scene: { readonly projection: Projection; readonly seen: ImageBounds } | null = null;
  const node = new Shape({ sceneFunc: draw, listening: false, perfectDrawEnabled: false });

  function draw(context: Context): void {
    if (!scene) return;
    const { projection, seen } = scene;
    let texts = 0;
    for (const group of groups) {
      const inView = group.filter(
        ({ mark, bounds }) => mark.id !== hidden && overlap(bounds, seen, projection),
      );
      if (inView.length === 0) continue;
      strokeMarks(
        context,
        inView.map(({ mark }) => mark),
        projection,
      );
      for (const { mark, bounds } of inView) {
        if (mark.text === '' || ++texts > MOST_TEXTS) continue;
        textOf(context, mark, bounds, projection);
      }
    }
  }

  return {
    node,
    setMarks(marks) {
      const byLook = new Map<string, Placed[]>();
      for (const mark of marks) {
        const look = `${mark.colour} ${mark.width} ${mark.dashed}`;
        const group = byLook.get(look);
        const placed = { mark, bounds: boundsOf(mark.shape) };
        if (group) group.push(placed);
        else byLook.set(look, [placed]);
      }
      groups = [...byLook.values()];
    },
    setHidden(id) {
      hidden = id;
    },
    setScene(projection, seen) {
      scene = { projection, seen };
    },
  };
}

/** Strokes marks that look alike. */
export function strokeMarks(context: Context, marks: readonly RegionMark[], projection: Projection): void {
  const [first] = marks;
  if (!first) return;
  // A colour that is none leaves the one before.
  context.setAttr('strokeStyle', '#00ff00');
  context.setAttr('strokeStyle', cssColour(first.colour));
  context.setAttr('lineWidth', first.width);
  context.setLineDash(first.dashed ? DASH : []);
  for (let from = 0; from < marks.length; from += SHAPES_PER_PATH) {
    context.beginPath();
    for (const mark of marks.slice(from, from + SHAPES_PER_PATH)) {
      pathOf(context, mark.shape, projection);
      if (!mark.include) slashOf(context, boundsOf(mark.shape), projection);
    }
    context.stroke();
  }
  context.setLineDash([]);
}

/** Writes a region's words above it. */
export function textOf(
  context: Context,
  mark: RegionMark,
  bounds: ImageBounds,
  projection: Projection,
): void {
  const [left, top] = projected(projection, [(bounds.x0 + bounds.x1) / 2, bounds.y1]);
  const above = mark.shape.kind === 'point' ? mark.shape.size / 2 : 0;
  context.setAttr('font', '12px sans-serif');
  context.setAttr('textAlign', 'center');
  context.setAttr('textBaseline', 'bottom');
  context.setAttr('fillStyle', cssColour(mark.colour));
  context.fillText(mark.text, left, top - above - 4);
}

/** Bounds of a shape in FITS pixels. */
export function boundsOf(shape: RegionShape): ImageBounds {
  const { x0, x1, y0, y1 } = coverOf(shape);
  return { x0: x0 + 1, x1: x1 + 1, y0: y0 + 1, y1: y1 + 1 };
}

/** What is excluded is crossed out. */
export function slashOf(context: PathContext, { x0, x1, y0, y1 }: ImageBounds, projection: Projection): void {
  context.moveTo(...projected(projection, [x0, y0]));
  context.lineTo(...projected(projection, [x1, y1]));
}

/** Whether a region, its mark and its words may be seen. */
function overlap(bounds: ImageBounds, seen: ImageBounds, { scale }: Projection): boolean {
  const margin = 24 / scale;
  return (
    bounds.x0 - margin <= seen.x1 &&
    bounds.x1 + margin >= seen.x0 &&
    bounds.y0 - margin <= seen.y1 &&
    bounds.y1 + margin >= seen.y0
  );
}
