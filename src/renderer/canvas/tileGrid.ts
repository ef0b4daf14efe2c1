import { TILE_SIZE, type TileAddress } from '../../shared/index.ts';
import { visibleBounds, type ImageSize, type Viewport } from './viewport.ts';

export type { TileAddress };

/** A tile that has arrived. */
export interface Tile extends TileAddress {
  /** Of its pixels. */
  readonly width: number;
  readonly height: number;
  /** A pixel stands for step × step pixels of the level. */
  readonly step: number;
  /** Bottom row first. */
  readonly pixels: Float32Array;
  /** Green and blue, where those are the pixels of red. */
  readonly channels?: readonly [Float32Array, Float32Array];
}

/** The finest level that is not drawn with more than two of its pixels to a device pixel in either direction. */
export function levelForScale(scale: number, devicePixelRatio: number, levels: number): number {
  const level = Math.floor(Math.log2(1 / (scale * devicePixelRatio)));
  return Math.min(Math.max(level, 0), levels);
}

/** Size in pixels of a pyramid level; an odd row or column at the far edge keeps a pixel of its own. */
export function levelSize(image: ImageSize, level: number): ImageSize {
  const step = 2 ** level;
  return { width: Math.ceil(image.width / step), height: Math.ceil(image.height / step) };
}

export function tileSize(image: ImageSize, { level, x, y }: TileAddress): ImageSize {
  const size = levelSize(image, level);
  return {
    width: Math.min(TILE_SIZE, size.width - x * TILE_SIZE),
    height: Math.min(TILE_SIZE, size.height - y * TILE_SIZE),
  };
}

/** The tiles of a level that the view shows, the nearest to its middle first. */
export function visibleTiles(viewport: Viewport, image: ImageSize, level: number): TileAddress[] {
  const edge = TILE_SIZE * 2 ** level;
  const bounds = visibleBounds(viewport);
  const { width, height } = levelSize(image, level);
  // Pixel centres lie on whole numbers, so the first tile begins at -0.5.
  const first = (low: number): number => Math.max(Math.floor((low + 0.5) / edge), 0);
  const last = (high: number, pixels: number): number =>
    Math.min(Math.ceil((high + 0.5) / edge), Math.ceil(pixels / TILE_SIZE)) - 1;
  const tiles: TileAddress[] = [];
  for (let y = first(bounds.y0); y <= last(bounds.y1, height); y++)
    for (let x = first(bounds.x0); x <= last(bounds.x1, width); x++) tiles.push({ level, x, y });
  const distance = (tile: TileAddress): number => {
    const dx = (tile.x + 0.5) * edge - 0.5 - viewport.centre.x;
    const dy = (tile.y + 0.5) * edge - 0.5 - viewport.centre.y;
    return dx * dx + dy * dy;
  };
  return tiles.sort((a, b) => distance(a) - distance(b));
}

/** All tiles of a level. */
export function tilesOfLevel(image: ImageSize, level: number): TileAddress[] {
  const { width, height } = levelSize(image, level);
  const tiles: TileAddress[] = [];
  for (let y = 0; y * TILE_SIZE < height; y++)
    for (let x = 0; x * TILE_SIZE < width; x++) tiles.push({ level, x, y });
  return tiles;
}

/** How many levels below a missing tile are searched for finer ones that may stand in. */
const FINER_LEVELS = 2;

/** The tiles to draw for the wanted ones, in drawing order (coarsest first): each wanted tile that is at hand, and
 * for each that is not, the nearest coarser one and whatever finer ones there are, so that zooming never shows a hole
 * where something was known. */
export function tilesToDraw(
  wanted: readonly TileAddress[],
  levels: number,
  lookup: (address: TileAddress) => Tile | undefined,
): Tile[] {
  const found = new Set<Tile>();
  const addFiner = ({ level, x, y }: TileAddress, depth: number): void => {
    if (depth === 0 || level === 0) return;
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const child = { level: level - 1, x: 2 * x + dx, y: 2 * y + dy };
      const tile = lookup(child);
      if (tile) found.add(tile);
      else addFiner(child, depth - 1);
    }
  };
  for (const address of wanted) {
    const tile = lookup(address);
    if (tile) {
      found.add(tile);
      continue;
    }
    for (let up = 1; address.level + up <= levels; up++) {
      const coarser = lookup({ level: address.level + up, x: address.x >> up, y: address.y >> up });
      if (!coarser) continue;
      found.add(coarser);
      break;
    }
    addFiner(address, FINER_LEVELS);
  }
  return [...found].sort((a, b) => b.level - a.level);
}
