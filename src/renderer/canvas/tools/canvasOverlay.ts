import type { Overlay, OverlayHost, OverlayScene } from '../overlay.ts';
import { recordMarks, type DrawingContext } from './markRecorder.ts';

export interface CanvasOverlay
  extends Pick<Overlay, 'element' | 'follow' | 'destroy'>, Required<Pick<Overlay, 'marks'>> {
  /** What is drawn has changed. */
  redraw(): void;
  readonly scene: OverlayScene | null;
}

/** A canvas over the picture that is drawn anew when the scene or what it shows has changed; `draw` gets it cleared, in
 * CSS pixels. While `isOn` says no the canvas takes no memory. */
export function createCanvasOverlay(
  host: OverlayHost,
  isOn: () => boolean,
  draw: (context: DrawingContext, scene: OverlayScene) => void,
): CanvasOverlay {
  const element = host.document.createElement('canvas');
  const context = element.getContext('2d');
  let scene: OverlayScene | null = null;
  let changed = true;

  function follow(next: OverlayScene): void {
    changed ||=
      scene?.viewport !== next.viewport || scene.image !== next.image || scene.palette !== next.palette;
    scene = next;
    if (!changed || !context) return;
    changed = false;
    const shown = next.image !== null && isOn();
    const { width, height } = next.viewport;
    const ratio = next.devicePixelRatio;
    const [columns, rows] = shown ? [Math.round(width * ratio), Math.round(height * ratio)] : [1, 1];
    if (element.width !== columns || element.height !== rows) {
      element.width = columns;
      element.height = rows;
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (shown) draw(context, next);
  }

  return {
    element,
    follow,
    marks: (asked) =>
      asked.image !== null && isOn() ? recordMarks((recorder) => draw(recorder, asked)) : [],
    redraw() {
      changed = true;
      // One that is off is drawn once more if it was on.
      if (isOn() || element.width > 1) host.requestFrame();
    },
    get scene() {
      return scene;
    },
    destroy: () => undefined,
  };
}
