import type { Colour } from './palette.ts';
import type { Tile } from './tileGrid.ts';
import type { Display } from './viewer.ts';
import type { ImageSize, Viewport } from './viewport.ts';

/** What is to be painted. */
export interface Frame {
  readonly viewport: Viewport;
  readonly devicePixelRatio: number;
  readonly image: ImageSize;
  /** Subtracted from the pixels when the tiles were made. */
  readonly offset: number;
  /** The same of green and blue, where the tiles have channels. */
  readonly channelOffsets?: readonly [number, number];
  readonly display: Display;
  /** In drawing order. */
  readonly tiles: readonly Tile[];
  /** Around the image. */
  readonly background: Colour;
}

/** Paints tiles into a canvas of its own. */
export interface Painter {
  readonly kind: 'canvas' | 'webgl';
  readonly element: HTMLCanvasElement;
  /** Makes of the tiles what painting them takes, and paints nothing. */
  prepare(frame: Frame): void;
  /** Paints all of it before it returns. */
  paint(frame: Frame): void;
  /** Paints nothing but the background. */
  clear(background: Colour): void;
  /** Gives the canvas a size in device pixels; it is to be painted again. */
  resize(width: number, height: number): void;
  /** Drops what was made of a tile. */
  forget(tile: Tile): void;
  destroy(): void;
}

/** Whether pixels of a tile are blended: yes when they are reduced, or stand in for finer ones that are on their way;
 * no when a person looks at the image's own pixels. */
export function isSmooth(tile: Tile, frame: Pick<Frame, 'viewport' | 'devicePixelRatio'>): boolean {
  return tile.level > 0 || tile.step > 1 || frame.viewport.scale * frame.devicePixelRatio < 1;
}
