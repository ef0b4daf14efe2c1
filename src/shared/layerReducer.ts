import { AppError } from '../core/errors/index.ts';
import type { Document, ImageView, MaskLayer } from './document.ts';
import { imageOf, withImage } from './imageEdits.ts';
import { MOST_LAYERS, type LayerAction } from './layerActions.ts';

/** The document after something was done to what lies over an image. */
export function applyLayerAction(document: Document, action: LayerAction): Document {
  const { id, layers } = imageOf(document, action.image);
  if (action.type === 'add-layer') refuseLayer(document, id, layers, action.layer.image);
  else if (!layers.some(({ image }) => image === action.layer))
    throw new AppError('not-found', `The image "${action.layer}" is no layer of "${id}".`);
  return withImage(document, id, (image) => ({ ...image, layers: changed(layers, action) }));
}

/** Images without the layers that show one that goes. */
export function withoutLayers(images: readonly ImageView[], gone: string): readonly ImageView[] {
  return images.map((image) =>
    image.layers.some((layer) => layer.image === gone)
      ? { ...image, layers: image.layers.filter((layer) => layer.image !== gone) }
      : image,
  );
}

function refuseLayer(document: Document, id: string, layers: readonly MaskLayer[], added: string): void {
  imageOf(document, added);
  if (added === id)
    throw new AppError('bad-argument', `The image "${id}" cannot be a layer over itself.`, {
      remedy: 'Choose another image.',
    });
  if (layers.some(({ image }) => image === added))
    throw new AppError('bad-argument', `The image "${added}" is a layer of "${id}" already.`);
  if (layers.length >= MOST_LAYERS)
    throw new AppError('over-budget', `An image has at most ${MOST_LAYERS} layers.`, {
      remedy: 'Remove one first.',
    });
}

function changed(layers: readonly MaskLayer[], action: LayerAction): readonly MaskLayer[] {
  switch (action.type) {
    case 'add-layer':
      return [...layers, action.layer];
    case 'change-layer':
      return layers.map((layer) =>
        layer.image === action.layer ? { ...layer, ...(action.change as Partial<MaskLayer>) } : layer,
      );
    case 'remove-layer':
      return layers.filter(({ image }) => image !== action.layer);
  }
}
