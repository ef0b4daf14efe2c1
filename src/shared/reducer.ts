import type { EditAction } from './actions.ts';
import { applyCompositeAction, withChannelsCut } from './compositeReducer.ts';
import { applyDerivedAction } from './derivedReducer.ts';
import { applyDisplayAction, withLockedLimits } from './displayReducer.ts';
import type { Document } from './document.ts';
import { imageOf, withImage, withParams } from './imageEdits.ts';
import { applyLayerAction, withoutLayers } from './layerReducer.ts';
import { makeStep } from './makeStep.ts';
import { imageSteps, withNewImage } from './newImage.ts';
import { applyRegionAction } from './regionReducer.ts';
import { onItsTable, prunedRecipe } from './tableChain.ts';
import { applyTableAction } from './tableReducer.ts';

/** The document after an action. Pure: the engine and the window both apply it, so the window can show it at once. */
export function applyAction(document: Document, action: EditAction): Document {
  switch (action.type) {
    case 'add-image':
      return addImage(document, action.handle, action.hdu, action.section ?? null);
    case 'remove-image':
      return removeImage(document, action.image);
    case 'activate-image':
      return {
        ...document,
        active: imageOf(document, action.image).id,
        layout: { ...document.layout, side: 'image' },
      };
    case 'set-hdu': {
      const steps = imageOf(document, action.image).steps;
      const recipe = withParams(document.recipe, steps.source, { hdu: action.hdu, plane: 1 });
      const cleared = withParams(withParams(recipe, steps.crop, { section: null }), steps.rescale, {
        in_range: null,
      });
      return { ...document, recipe: cleared, selection: withoutSelection(document, action.image) };
    }
    case 'set-params': {
      const recipe = withParams(document.recipe, action.step, action.params);
      const cut = withChannelsCut(recipe, document.images, action.step);
      return onItsTable(withLockedLimits({ ...document, recipe: cut }, action.step), action.step);
    }
    case 'set-stretch':
    case 'set-colours':
    case 'set-limits':
    case 'share-limits':
    case 'match-colours':
    case 'add-colormap':
      return applyDisplayAction(document, action);
    case 'add-regions':
    case 'change-region':
    case 'remove-regions':
    case 'set-regions':
      return applyRegionAction(document, action);
    case 'derive-image':
    case 'duplicate-image':
    case 'measure-image':
    case 'add-image-example':
      return applyDerivedAction(document, action);
    case 'make-composite':
    case 'set-composite':
      return applyCompositeAction(document, action, removeImage);
    case 'add-layer':
    case 'change-layer':
    case 'remove-layer':
      return applyLayerAction(document, action);
    case 'set-detecting':
      return withImage(document, action.image, (image) => ({ ...image, detecting: action.detecting }));
    case 'select':
      if (action.selection) imageOf(document, action.selection.image);
      return { ...document, selection: action.selection };
    case 'set-layout':
      return {
        ...document,
        layout: { ...document.layout, ...(action.layout as Partial<Document['layout']>) },
      };
    default:
      return applyTableAction(document, action);
  }
}

/** Whether undo takes an action back: everything but switching images and tables and moving panels. */
export function isUndoable(action: EditAction): boolean {
  return !['activate-image', 'activate-table', 'set-layout'].includes(action.type);
}

function addImage(document: Document, handle: string, hdu: number, section: unknown): Document {
  const { source } = imageSteps(`i${document.nextImage}`);
  return withNewImage(document, makeStep(source, 'source', { hdu }, {}, handle), section, { handle });
}

function removeImage(document: Document, id: string): Document {
  imageOf(document, id);
  const images = document.images.filter((image) => image.id !== id);
  const next: Document = {
    ...document,
    images: withoutLayers(images, id).map((image) =>
      image.madeOf === id ? { ...image, madeOf: null } : image,
    ),
    // Its stars stay, as a table of their own.
    tables: document.tables.map((table) => (table.image === id ? { ...table, image: null } : table)),
    active: document.active === id ? (images.at(-1)?.id ?? null) : document.active,
    selection: withoutSelection(document, id),
    layout: withoutPanel(document.layout, id),
  };
  return { ...next, recipe: prunedRecipe(next) };
}

function withoutPanel(layout: Document['layout'], id: string): Document['layout'] {
  const panels = layout.panels?.filter((panel) => panel !== id) ?? null;
  return { ...layout, panels: panels && panels.length < 2 ? null : panels };
}

function withoutSelection(document: Document, image: string): Document['selection'] {
  return document.selection?.image === image ? null : document.selection;
}
