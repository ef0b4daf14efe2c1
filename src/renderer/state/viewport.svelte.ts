import type { View, Viewer, ViewerMode } from '../canvas/viewer.ts';

/** The picture's viewer as the rest of the window drives it. */
export class Viewport {
  /** Screen pixels per image pixel. */
  scale = $state(1);
  mode = $state<ViewerMode>('pan');
  /** How long the last image took to its first complete paint, in milliseconds. */
  paintedMs = $state<number | null>(null);
  #viewer: Viewer | null = null;

  /** The viewer came up; returns what to call when it goes. */
  attach(viewer: Viewer): () => void {
    this.#viewer = viewer;
    return () => {
      if (this.#viewer === viewer) this.#viewer = null;
    };
  }

  moved(view: View): void {
    this.scale = view.scale;
  }

  painted(milliseconds: number): void {
    this.paintedMs = milliseconds;
  }

  fit(): void {
    this.#viewer?.fit();
  }

  actualSize(): void {
    this.#viewer?.setScale(1);
  }

  zoomBy(factor: number): void {
    this.#viewer?.zoomBy(factor);
  }

  panBy(dx: number, dy: number): void {
    this.#viewer?.panBy(dx, dy);
  }

  setMode(mode: ViewerMode): void {
    this.mode = mode;
    this.#viewer?.setMode(mode);
  }
}
