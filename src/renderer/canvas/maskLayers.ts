import { createMaskLayer, type MaskLayer, type ShownMask } from './maskLayer.ts';
import type { Overlay, OverlayHost, OverlayPixels, OverlayScene } from './overlay.ts';
import type { FetchTile } from './viewer.ts';

/** Binary images over the picture, as an overlay. */
export interface MaskLayers {
  readonly make: (host: OverlayHost) => Overlay;
  /** The topmost last. */
  set(masks: readonly ShownMask[]): void;
}

/** Layers that are the same image from one `set` to the next keep their tiles. */
export function createMaskLayers(fetchTile: FetchTile): MaskLayers {
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
      if (next.length === 0 && masks.length === 0) return;
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
        isBeneathMarks: true,
        pixels: () => maskPixelsOf(given.document, fetchTile, masks),
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

/** The masks by layers of their own: what is on the screen stays as it is. */
function maskPixelsOf(document: Document, fetchTile: FetchTile, masks: readonly ShownMask[]): OverlayPixels {
  const made = masks.map((mask) => {
    const layer = createMaskLayer({ document, fetchTile, onchange: () => undefined });
    layer.set(mask);
    return { layer, opacity: mask.opacity };
  });
  return {
    // All of them are to ask.
    isPending: (scene) => made.filter(({ layer }) => layer.isPending(scene)).length > 0,
    raster(scene) {
      for (const { layer } of made) layer.follow(scene);
      const shown = made.filter(({ layer }) => !layer.element.hidden);
      const [lowest] = shown;
      if (!lowest) return null;
      const { width: columns, height: rows } = lowest.layer.element;
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: columns, height: rows });
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      for (const { layer, opacity } of shown) {
        context.globalAlpha = opacity;
        context.drawImage(layer.element, 0, 0);
      }
      const { data: pixels } = context.getImageData(0, 0, columns, rows);
      const { width, height } = scene.viewport;
      return { x: 0, y: 0, width, height, columns, rows, pixels };
    },
    destroy: () => made.forEach(({ layer }) => layer.destroy()),
  };
}
