import { createMaskLayer, type MaskLayer, type ShownMask } from './maskLayer.ts';
import type { Overlay, OverlayHost, OverlayScene } from './overlay.ts';
import type { ViewerOptions } from './viewer.ts';

/** Binary images over the picture, as an overlay. */
export interface MaskLayers {
  readonly make: (host: OverlayHost) => Overlay;
  /** The topmost last. */
  set(masks: readonly ShownMask[]): void;
}

/** Layers that are the same image from one `set` to the next keep their tiles. */
export function createMaskLayers(fetchTile: ViewerOptions['fetchTile']): MaskLayers {
  const layers = new Map<string, MaskLayer>();
  let masks: readonly ShownMask[] = [];
  let host: OverlayHost | null = null;
  let element: HTMLElement | null = null;

  function place(): void {
    if (!host || !element) return;
    for (const [id, layer] of layers) {
      if (masks.some((mask) => mask.id === id)) continue;
      layer.destroy();
      layers.delete(id);
    }
    const { document, requestFrame } = host;
    for (const mask of masks) {
      let layer = layers.get(mask.id);
      if (!layer) {
        layer = createMaskLayer({ document, fetchTile, onchange: requestFrame });
        layers.set(mask.id, layer);
      }
      layer.set(mask);
      element.append(layer.element);
    }
    requestFrame();
  }

  return {
    set(next) {
      masks = next;
      place();
    },
    make(given) {
      host = given;
      element = given.document.createElement('div');
      element.className = 'mask-layers';
      place();
      return {
        element,
        // A saved picture does without them, and says so.
        get title() {
          return layers.size > 0 ? 'layers of binary images' : '';
        },
        follow(scene: OverlayScene) {
          for (const layer of layers.values()) layer.follow(scene);
        },
        destroy() {
          for (const layer of layers.values()) layer.destroy();
          layers.clear();
          host = element = null;
        },
      };
    },
  };
}
