import type { DrawingContext } from './markRecorder.ts';

/** Dark around what is light: legible on bright and on dark pictures. */
const HALO = 'rgb(0 0 0 / 0.62)';
export const MARK_COLOUR = '#f4fbff';
export const MARK_FONT = '600 11px Inter, system-ui, "DejaVu Sans", sans-serif';

/** Strokes the current path in a colour with a dark rim. */
export function strokeWithHalo(
  context: DrawingContext,
  colour: string,
  width: number,
  halo = width + 2,
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = HALO;
  context.lineWidth = halo;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** Text with a dark rim; alignment as the context has it. */
export function textWithHalo(
  context: DrawingContext,
  text: string,
  left: number,
  top: number,
  colour = MARK_COLOUR,
): void {
  context.lineJoin = 'round';
  context.strokeStyle = HALO;
  context.lineWidth = 3.5;
  context.strokeText(text, left, top);
  context.fillStyle = colour;
  context.fillText(text, left, top);
}

/** A line from a place in a direction, with an arrow's head at its end; begins a path of its own. */
export function arrowPath(
  context: DrawingContext,
  left: number,
  top: number,
  dx: number,
  dy: number,
  head: number,
): void {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [endX, endY] = [left + dx, top + dy];
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(endX, endY);
  context.moveTo(endX - head * (ux + 0.5 * uy), endY - head * (uy - 0.5 * ux));
  context.lineTo(endX, endY);
  context.lineTo(endX - head * (ux - 0.5 * uy), endY - head * (uy + 0.5 * ux));
}
