import type { ImageSummary } from '../../../shared/index.ts';
import type { Overlay, OverlayHost, OverlayPointer, OverlayScene } from '../overlay.ts';
import type { ImagePoint, ViewerMode } from '../viewer.ts';
import { createCanvasOverlay } from './canvasOverlay.ts';
import { fitsOf, screenOfFits } from './fitsPlace.ts';
import { MARK_FONT, strokeWithHalo, textWithHalo } from './halo.ts';
import type { DrawingContext } from './markRecorder.ts';

/** A line between two FITS pixels of the whole image. */
export interface DrawnLine {
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

export interface LineToolOptions {
  /** The viewer's mode in which it is drawn. */
  readonly mode: ViewerMode;
  readonly colour: string;
  /** What is written beside the line. */
  text(line: DrawnLine, image: ImageSummary): string;
  /** The line has changed, in the midst of a drag too. */
  onchange(line: DrawnLine | null): void;
}

export interface LineTool extends Overlay {
  /** `look` is what else the text depends on. */
  set(line: DrawnLine | null, look: string): void;
}

/** How near to an end takes hold of it, and what is too short to be a line, in CSS pixels. */
const REACH = 9;
const SHORTEST = 4;

/** A line that is drawn by a drag and whose ends can be dragged again while its mode is on. */
export function createLineTool(host: OverlayHost, options: LineToolOptions): LineTool {
  let line: DrawnLine | null = null;
  let drawnLook = '';
  /** The line before the drag, and the end that stays. */
  let drag: { readonly before: DrawnLine | null; readonly anchor: ImagePoint } | null = null;
  const canvas = createCanvasOverlay(host, () => line !== null, draw);

  function draw(context: DrawingContext, { viewport, image }: OverlayScene): void {
    if (!line || !image) return;
    const a = screenOfFits(viewport, image, line.from.x, line.from.y);
    const b = screenOfFits(viewport, image, line.to.x, line.to.y);
    context.beginPath();
    context.moveTo(a.left, a.top);
    context.lineTo(b.left, b.top);
    for (const end of [a, b]) {
      context.moveTo(end.left + 4, end.top);
      context.arc(end.left, end.top, 4, 0, 2 * Math.PI);
    }
    strokeWithHalo(context, options.colour, 1.5);
    const { width, height } = viewport;
    const isBeside =
      Math.max(a.left, b.left) < 0 ||
      Math.min(a.left, b.left) > width ||
      Math.max(a.top, b.top) < 0 ||
      Math.min(a.top, b.top) > height;
    if (isBeside) return;
    context.font = MARK_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const text = options.text(line, image);
    const half = context.measureText(text).width / 2 + 4;
    const left = Math.min(Math.max((a.left + b.left) / 2, half), Math.max(viewport.width - half, half));
    const top = Math.min(Math.max((a.top + b.top) / 2 - 14, 10), viewport.height - 10);
    textWithHalo(context, text, left, top);
  }

  function change(next: DrawnLine | null): void {
    line = next;
    canvas.redraw();
    options.onchange(next);
  }

  /** The end under the pointer, with the other one. */
  function endAt({ screen }: OverlayPointer): { readonly anchor: ImagePoint } | null {
    const { scene } = canvas;
    if (!line || !scene?.image) return null;
    const { image, viewport } = scene;
    const isNear = ({ x, y }: ImagePoint): boolean => {
      const end = screenOfFits(viewport, image, x, y);
      return Math.hypot(end.left - screen.left, end.top - screen.top) <= REACH;
    };
    if (isNear(line.to)) return { anchor: line.from };
    return isNear(line.from) ? { anchor: line.to } : null;
  }

  function placeOf({ image }: OverlayPointer): ImagePoint {
    return fitsOf(image, canvas.scene?.image ?? { originX: 0, originY: 0 });
  }

  function drawTo(pointer: OverlayPointer): void {
    if (!drag) return;
    const to = placeOf(pointer);
    const { anchor } = drag;
    if (!pointer.shift) return change({ from: anchor, to });
    // Held to a row or a column.
    const isFlat = Math.abs(to.x - anchor.x) > Math.abs(to.y - anchor.y);
    change({ from: anchor, to: isFlat ? { x: to.x, y: anchor.y } : { x: anchor.x, y: to.y } });
  }

  return {
    element: canvas.element,
    follow: canvas.follow,
    destroy: canvas.destroy,
    set(next, look) {
      if (drag || (look === drawnLook && next?.from === line?.from && next?.to === line?.to)) return;
      drawnLook = look;
      line = next;
      canvas.redraw();
    },
    pointerDown(pointer) {
      if (pointer.mode !== options.mode) return false;
      const end = endAt(pointer);
      drag = { before: line, anchor: end?.anchor ?? placeOf(pointer) };
      return true;
    },
    pointerMove: drawTo,
    pointerUp(pointer) {
      if (!drag) return;
      const { before, anchor } = drag;
      const end = placeOf(pointer);
      const length = Math.hypot(end.x - anchor.x, end.y - anchor.y) * pointer.scale;
      if (length < SHORTEST) change(before);
      else drawTo(pointer);
      drag = null;
    },
    cancel() {
      const before = drag?.before ?? null;
      drag = null;
      change(before);
    },
    hover: (pointer) => (pointer?.mode === options.mode && endAt(pointer) ? 'move' : null),
  };
}
