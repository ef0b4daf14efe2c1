import type { Tile } from './tileGrid.ts';

/** What lies beside a tile: a tile, the end of the image, or what has not arrived. */
export type Beside = Pick<Tile, 'width' | 'height' | 'pixels'> | 'end' | 'unknown';

export interface TileSurroundings {
  readonly left: Beside;
  readonly right: Beside;
  readonly above: Beside;
  readonly below: Beside;
}

/** Colours what is above zero of a tile, top row first; all else, missing pixels too, becomes transparent. */
export function maskInto(target: Uint32Array, tile: Tile, offset: number, colour: number): void {
  const { width, height, pixels } = tile;
  const zero = Math.fround(-offset);
  for (let y = 0; y < height; y++) {
    const row = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) target[row + x] = pixels[y * width + x]! > zero ? colour : 0;
  }
}

/** Colours only those pixels of a tile that share a side with one that is not above zero, or with the end of the image;
 * what has not arrived counts as above zero. */
export function outlineInto(
  target: Uint32Array,
  tile: Tile,
  around: TileSurroundings,
  offset: number,
  colour: number,
): void {
  const { width, height, pixels } = tile;
  const zero = Math.fround(-offset);
  const isOn = (at: number): boolean => pixels[at]! > zero;
  const isOnBeside = (beside: Beside, x: number, y: number): boolean =>
    typeof beside === 'string' ? beside === 'unknown' : beside.pixels[y * beside.width + x]! > zero;
  for (let y = 0; y < height; y++) {
    const row = (height - 1 - y) * width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const inside =
        !isOn(at) ||
        ((x > 0 ? isOn(at - 1) : isOnBeside(around.left, widthOf(around.left) - 1, y)) &&
          (x + 1 < width ? isOn(at + 1) : isOnBeside(around.right, 0, y)) &&
          (y > 0 ? isOn(at - width) : isOnBeside(around.below, x, heightOf(around.below) - 1)) &&
          (y + 1 < height ? isOn(at + width) : isOnBeside(around.above, x, 0)));
      target[row + x] = inside ? 0 : colour;
    }
  }
}

function widthOf(beside: Beside): number {
  return typeof beside === 'string' ? 0 : beside.width;
}

function heightOf(beside: Beside): number {
  return typeof beside === 'string' ? 0 : beside.height;
}
