import { NEUTRAL } from '../core/stretch/index.ts';
import type { EditAction } from './actions.ts';
import { applyDisplayAction } from './displayReducer.ts';
import type { Document, ImageSteps, ImageView } from './document.ts';
import { imageOf, withImage, withParams } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';
import type { Step } from './recipe.ts';
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
    case 'set-params':
      return onItsTable(
        { ...document, recipe: withParams(document.recipe, action.step, action.params) },
        action.step,
      );
    case 'set-stretch':
    case 'set-colours':
    case 'set-limits':
    case 'share-limits':
    case 'add-colormap':
      return applyDisplayAction(document, action);
    case 'add-regions':
    case 'change-region':
    case 'remove-regions':
    case 'set-regions':
      return applyRegionAction(document, action);
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

/** The steps of a new image, wired as the book does it. */
export function imageSteps(prefix: string): ImageSteps {
  return {
    source: `${prefix}.source`,
    crop: `${prefix}.crop`,
    normalise: `${prefix}.normalise`,
    limits: `${prefix}.limits`,
    rescale: `${prefix}.rescale`,
    picture: `${prefix}.picture`,
    maxima: `${prefix}.maxima`,
    cut: `${prefix}.cut`,
  };
}

function addImage(document: Document, handle: string, hdu: number, section: unknown): Document {
  const id = `i${document.nextImage}`;
  const s = imageSteps(id);
  const steps: Step[] = [
    makeStep(s.source, 'source', { hdu }, {}, handle),
    makeStep(s.crop, 'crop', { section }, { image: s.source }),
    makeStep(s.normalise, 'book-normalise', {}, { image: s.crop }),
    makeStep(s.limits, 'percentile-limits', {}, { image: s.normalise }),
    makeStep(s.rescale, 'rescale', {}, { image: s.normalise, limits: s.limits }),
    makeStep(s.picture, 'stretch', {}, { image: s.rescale }),
    makeStep(s.maxima, 'local-maxima', {}, { image: s.normalise }),
    makeStep(s.cut, 'flux-cut', {}, { peaks: s.maxima }),
  ];
  const view: ImageView = {
    id,
    handle,
    steps: s,
    stretch: 'book',
    colormap: 'grey',
    inverted: false,
    contrast: NEUTRAL.contrast,
    bias: NEUTRAL.bias,
    missing: '#262c42',
    detecting: false,
    regions: [],
  };
  return {
    ...document,
    recipe: { ...document.recipe, steps: [...document.recipe.steps, ...steps] },
    images: [...document.images, view],
    active: id,
    nextImage: document.nextImage + 1,
    layout: { ...document.layout, side: 'image' },
  };
}

function removeImage(document: Document, id: string): Document {
  imageOf(document, id);
  const images = document.images.filter((image) => image.id !== id);
  const next: Document = {
    ...document,
    images,
    // Its stars stay, as a table of their own.
    tables: document.tables.map((table) => (table.image === id ? { ...table, image: null } : table)),
    active: document.active === id ? (images.at(-1)?.id ?? null) : document.active,
    selection: withoutSelection(document, id),
  };
  return { ...next, recipe: prunedRecipe(next) };
}

function withoutSelection(document: Document, image: string): Document['selection'] {
  return document.selection?.image === image ? null : document.selection;
}
