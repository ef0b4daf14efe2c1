import type { Box } from './plotTypes.ts';

/** A shape in CSS pixels of the plot, as SVG path data. */
export interface PathMark {
  readonly kind: 'path';
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
  /** Nothing is drawn outside. */
  readonly clip?: Box;
}

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly fill: string;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Turned a quarter to the left about (x, y). */
  readonly upwards?: boolean;
  readonly bold?: boolean;
  /** Drawn around the letters, so that they can be read over data. */
  readonly halo?: string;
}

/** Round points, for vector pictures. */
export interface DotsMark {
  readonly kind: 'dots';
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly radius: Float32Array;
  /** CSS colour of each. */
  readonly fill: readonly string[];
  readonly opacity: number;
  readonly clip: Box;
  /** Rings with lines of this width in place of filled points. */
  readonly line?: number;
}

export type Mark = PathMark | TextMark | DotsMark;

/** Pixels (RGBA, not premultiplied) that fill a box. */
export interface Raster extends Box {
  readonly columns: number;
  readonly rows: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A finished plot: what lies under the rasters, the rasters, and what lies over them. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly under: readonly Mark[];
  readonly rasters: readonly Raster[];
  readonly over: readonly Mark[];
}

export const FONT_SIZE = 11;

/** Two decimals are finer than any screen and keep files small. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function boxPath({ x, y, width, height }: Box): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
}

export function linePath(x1: number, y1: number, x2: number, y2: number): string {
  return `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`;
}

/** About how wide a text is, without asking a font: enough for margins and for cutting. */
export function textWidth(text: string, size = FONT_SIZE): number {
  return text.length * size * 0.58;
}

/** The text cut to about `width` CSS pixels, with an ellipsis. */
export function fittedText(text: string, width: number, size = FONT_SIZE): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  return `${characters.slice(0, Math.max(Math.floor(width / (size * 0.58)) - 1, 1)).join('')}…`;
}

export function inBox(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}
