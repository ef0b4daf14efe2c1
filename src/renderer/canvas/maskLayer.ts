import { packColour } from '../../core/colormap/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import { maskInto, outlineInto, type Beside } from './maskPixels.ts';
import type { OverlayScene } from './overlay.ts';
import { isSmooth } from './painter.ts';
import { placeTile } from './placement.ts';
import {
  levelForScale,
  levelSize,
  tilesToDraw,
  visibleTiles,
  type Tile,
  type TileAddress,
} from './tileGrid.ts';
import { TILE_SIZE } from '../../shared/index.ts';
import { createTileStore } from './tileStore.ts';
import type { FetchTile } from './viewer.ts';
import type { Viewport } from './viewport.ts';

/** A binary image over another, with its look. */
export interface ShownMask {
  readonly id: string;
  readonly image: ImageSummary;
  /** `#rrggbb` */
  readonly colour: string;
  readonly opacity: number;
  readonly outline: boolean;
}

export interface MaskLayer {
  readonly element: HTMLCanvasElement;
  set(mask: ShownMask): void;
  /** Draws at once what belongs to the scene; nothing over an image of another size. */
  follow(scene: OverlayScene): void;
  /** Asks for what the scene shows, and tells whether some of it is still to come. */
  isPending(scene: OverlayScene): boolean;
  destroy(): void;
}

export interface MaskLayerOptions {
  readonly document: Document;
  readonly fetchTile: FetchTile;
  /** There is something else to draw. */
  onchange(): void;
}

const BUDGET_BYTES = 48 * 2 ** 20;
/** The picture itself needs the connections more. */
const IN_FLIGHT = 2;

/** Paints a binary image into a canvas of its own, transparent where it is off. */
export function createMaskLayer({ document, fetchTile, onchange }: MaskLayerOptions): MaskLayer {
  const element = document.createElement('canvas');
  const context = element.getContext('2d');
  Object.assign(element.style, { position: 'absolute', left: '0', top: '0' });
  /** Coloured tiles, and what they were coloured by. */
  const pictures = new Map<Tile, { readonly canvas: HTMLCanvasElement; readonly by: string }>();
  let mask: ShownMask | null = null;
  let drawn: { readonly viewport: Viewport; readonly ratio: number } | null = null;
  let changed = true;
  const store = createTileStore({
    fetchTile,
    // Outlines look at the tiles beside.
    whole: () => true,
    onchange: invalidate,
    onevict: (tile) => void pictures.delete(tile),
    budgetBytes: BUDGET_BYTES,
    maximumInFlight: IN_FLIGHT,
  });

  function invalidate(): void {
    changed = true;
    onchange();
  }

  function set(next: ShownMask): void {
    const before = mask;
    mask = next;
    element.style.opacity = String(next.opacity);
    store.setImage(next.image);
    if (before?.image !== next.image || before.colour !== next.colour || before.outline !== next.outline)
      invalidate();
  }

  /** The mask, where it lies over the image of the scene. */
  function fitting({ image }: OverlayScene): ShownMask | null {
    const fits = mask && image && mask.image.width === image.width && mask.image.height === image.height;
    return fits ? mask : null;
  }

  /** Asks for the tiles of a scene. */
  function want({ viewport, devicePixelRatio }: OverlayScene, of: ImageSummary): readonly TileAddress[] {
    const wanted = visibleTiles(viewport, of, levelForScale(viewport.scale, devicePixelRatio, of.levels));
    store.want(wanted);
    return wanted;
  }

  function isPending(scene: OverlayScene): boolean {
    const shown = fitting(scene);
    return shown !== null && want(scene, shown.image).some(store.isPending);
  }

  function follow(scene: OverlayScene): void {
    const shown = fitting(scene);
    element.hidden = !shown;
    if (!shown || !context) return;
    const { viewport, devicePixelRatio: ratio } = scene;
    const isSameView = drawn?.viewport === viewport && drawn.ratio === ratio;
    if (isSameView && !changed) return;
    const wanted = want(scene, shown.image);
    const tiles = tilesToDraw(wanted, shown.image.levels, store.get);
    changed = false;
    // Of other pixels nothing is there yet: what was drawn for this view stays until something is.
    if (isSameView && tiles.length === 0 && wanted.some(store.isPending)) return;
    drawn = { viewport, ratio };
    fitCanvas(viewport, ratio);
    for (const tile of tiles) draw(context, shown, tile, viewport, ratio);
  }

  /** Gives the canvas the size of the view, and empties it. */
  function fitCanvas(viewport: Viewport, ratio: number): void {
    const width = Math.max(Math.round(viewport.width * ratio), 1);
    const height = Math.max(Math.round(viewport.height * ratio), 1);
    if (element.width === width && element.height === height) {
      context?.clearRect(0, 0, width, height);
      return;
    }
    element.width = width;
    element.height = height;
    element.style.width = `${width / ratio}px`;
    element.style.height = `${height / ratio}px`;
  }

  function draw(
    on: CanvasRenderingContext2D,
    of: ShownMask,
    tile: Tile,
    viewport: Viewport,
    ratio: number,
  ): void {
    const place = placeTile(tile, viewport, of.image, ratio);
    if (!place) return;
    const { left, top, right, bottom } = place;
    // A finer tile takes the place of the coarser one below it.
    on.clearRect(left, top, right - left, bottom - top);
    on.imageSmoothingEnabled = isSmooth(tile, { viewport, devicePixelRatio: ratio });
    on.drawImage(
      pictureOf(of, tile),
      place.sourceX0,
      tile.height - place.sourceY1,
      place.sourceX1 - place.sourceX0,
      place.sourceY1 - place.sourceY0,
      left,
      top,
      right - left,
      bottom - top,
    );
  }

  function pictureOf({ image, colour, outline }: ShownMask, tile: Tile): HTMLCanvasElement {
    const around = outline ? surroundingsOf(image, tile) : null;
    const arrived = around ? Object.values(around).map((one) => (one === 'unknown' ? '?' : '.')) : [];
    const by = [colour, outline, ...arrived].join(' ');
    const known = pictures.get(tile);
    if (known?.by === by) return known.canvas;
    const canvas = known?.canvas ?? document.createElement('canvas');
    const { width, height } = tile;
    if (!known) Object.assign(canvas, { width, height });
    const colours = new ImageData(width, height);
    const packed = new Uint32Array(colours.data.buffer);
    if (around) outlineInto(packed, tile, around, image.offset, packed32(colour));
    else maskInto(packed, tile, image.offset, packed32(colour));
    canvas.getContext('2d')?.putImageData(colours, 0, 0);
    pictures.set(tile, { canvas, by });
    return canvas;
  }

  function surroundingsOf(image: ImageSummary, { level, x, y }: Tile) {
    const size = levelSize(image, level);
    const beside = (address: TileAddress): Beside => {
      const isOnImage =
        address.x >= 0 &&
        address.y >= 0 &&
        address.x * TILE_SIZE < size.width &&
        address.y * TILE_SIZE < size.height;
      return isOnImage ? (store.get(address) ?? 'unknown') : 'end';
    };
    return {
      left: beside({ level, x: x - 1, y }),
      right: beside({ level, x: x + 1, y }),
      above: beside({ level, x, y: y + 1 }),
      below: beside({ level, x, y: y - 1 }),
    };
  }

  function destroy(): void {
    store.destroy();
    pictures.clear();
    element.remove();
  }

  return { element, set, follow, isPending, destroy };
}

function packed32(colour: string): number {
  const number = Number.parseInt(colour.slice(1), 16);
  return packColour(number >> 16, (number >> 8) & 255, number & 255);
}
