import type { ImageSummary } from '../../../shared/index.ts';
import type { Overlay, OverlayHost } from '../overlay.ts';
import type { Viewport } from '../viewport.ts';

export interface WatchOptions {
  onview(viewport: Viewport, image: ImageSummary | null): void;
}

/** Draws nothing: tells what is seen. */
export function createWatch(host: OverlayHost, options: WatchOptions): Overlay {
  const element = host.document.createElement('div');
  let image: ImageSummary | null = null;
  let viewport: Viewport | null = null;
  return {
    element,
    follow(scene) {
      if (scene.viewport === viewport && scene.image === image) return;
      ({ viewport, image } = scene);
      options.onview(viewport, image);
    },
    destroy: () => undefined,
  };
}
