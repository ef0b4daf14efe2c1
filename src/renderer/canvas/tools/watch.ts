import type { ImageSummary } from '../../../shared/index.ts';
import type { Overlay, OverlayHost } from '../overlay.ts';
import type { ImagePoint } from '../viewer.ts';
import type { Viewport } from '../viewport.ts';
import { fitsOf } from './fitsPlace.ts';

export interface WatchOptions {
  /** The pointer is over the image, at a FITS pixel of the whole, not rounded. */
  onpoint(point: ImagePoint): void;
  onview(viewport: Viewport, image: ImageSummary | null): void;
}

/** Draws nothing: tells where the pointer is and what is seen. */
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
    hover(pointer) {
      if (!pointer || !image) return null;
      const { x, y } = pointer.image;
      if (x >= -0.5 && y >= -0.5 && x < image.width - 0.5 && y < image.height - 0.5)
        options.onpoint(fitsOf(pointer.image, image));
      return null;
    },
    destroy: () => undefined,
  };
}
