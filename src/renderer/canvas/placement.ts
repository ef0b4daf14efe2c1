import { TILE_SIZE } from '../../shared/index.ts';
import type { Tile } from './tileGrid.ts';
import { visibleBounds, type ImageSize, type Viewport } from './viewport.ts';

/** Which pixels of a tile go where on the canvas. */
export interface Placement {
  /** Tile pixels, from the tile's left edge and from its bottom edge; fractional only at the image's far edges. */
  readonly sourceX0: number;
  readonly sourceX1: number;
  readonly sourceY0: number;
  readonly sourceY1: number;
  /** Whole device pixels from the upper left corner of the canvas. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places the visible part of a tile. Edges are rounded to device pixels, the same for both tiles that share one, so
 * that no seam shows between them. Null when nothing of the tile is visible. */
export function placeTile(
  tile: Tile,
  viewport: Viewport,
  image: ImageSize,
  devicePixelRatio: number,
): Placement | null {
  const levelStep = 2 ** tile.level;
  const step = levelStep * tile.step;
  const bounds = visibleBounds(viewport);
  const x = clipAxis(
    tile.x * TILE_SIZE * levelStep,
    step,
    tile.width,
    image.width,
    bounds.x0 + 0.5,
    bounds.x1 + 0.5,
  );
  const y = clipAxis(
    tile.y * TILE_SIZE * levelStep,
    step,
    tile.height,
    image.height,
    bounds.y0 + 0.5,
    bounds.y1 + 0.5,
  );
  if (!x || !y) return null;
  const deviceX = (edge: number): number =>
    Math.round((edge - 0.5 - bounds.x0) * viewport.scale * devicePixelRatio);
  const deviceY = (edge: number): number =>
    Math.round((bounds.y1 + 0.5 - edge) * viewport.scale * devicePixelRatio);
  const [left, right, top, bottom] = [deviceX(x.edge0), deviceX(x.edge1), deviceY(y.edge1), deviceY(y.edge0)];
  if (left >= right || top >= bottom) return null;
  return {
    sourceX0: x.source0,
    sourceX1: x.source1,
    sourceY0: y.source0,
    sourceY1: y.source1,
    left,
    right,
    top,
    bottom,
  };
}

/** One axis, in edge coordinates (the image's first pixel spans 0 to 1): clips to whole tile pixels within the view,
 * so that huge magnifications do not ask for huge rectangles, and to the image, beyond which the last pixel of a
 * coarse level may reach. */
function clipAxis(
  tileEdge: number,
  step: number,
  tilePixels: number,
  imagePixels: number,
  viewLow: number,
  viewHigh: number,
): { source0: number; source1: number; edge0: number; edge1: number } | null {
  const source0 = Math.max(0, Math.floor((viewLow - tileEdge) / step));
  const end = Math.min(tilePixels, Math.ceil((viewHigh - tileEdge) / step));
  const edge0 = tileEdge + source0 * step;
  const edge1 = Math.min(tileEdge + end * step, imagePixels);
  if (edge1 <= edge0) return null;
  return { source0, source1: (edge1 - tileEdge) / step, edge0, edge1 };
}
