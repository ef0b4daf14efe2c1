import type { Overlay, OverlayHost, OverlayScene } from '../../canvas/overlay.ts';
import type { ImagePoint } from '../../canvas/viewer.ts';
import { screenFromImage } from '../../canvas/viewport.ts';

/** Two lines through the place that the pointer is over in another panel. */
export interface Crosshair {
  readonly make: (host: OverlayHost) => Overlay;
  set(point: ImagePoint | null): void;
}

export function createCrosshair(): Crosshair {
  let point: ImagePoint | null = null;
  let host: OverlayHost | null = null;
  return {
    set(next) {
      if (next === null && point === null) return;
      point = next;
      host?.requestFrame();
    },
    make(given) {
      host = given;
      const element = given.document.createElement('div');
      element.className = 'crosshair';
      const lines = ['across', 'up'].map((name) => {
        const line = given.document.createElement('i');
        line.className = name;
        element.append(line);
        return line;
      });
      const [across, up] = lines as [HTMLElement, HTMLElement];
      return {
        element,
        follow({ viewport, image }: OverlayScene) {
          element.hidden = point === null || image === null;
          if (!point) return;
          const { left, top } = screenFromImage(viewport, point);
          across.style.top = `${top}px`;
          up.style.left = `${left}px`;
        },
        destroy: () => (host = null),
      };
    },
  };
}
