import { COLORMAP_NAMES } from '../core/colormap/index.ts';
import { AppError } from '../core/errors/index.ts';
import type { EditAction } from './actions.ts';
import type { Document, ImageSteps, ImageView } from './document.ts';
import { checkedParams, makeStep } from './makeStep.ts';
import { findStep, type Recipe, type Step } from './recipe.ts';
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
      return setStretch(document, imageOf(document, action.image), action.stretch, action.inRange);
    case 'set-colours':
      refuseUnknownColormap(action.colormap);
      return withImage(document, action.image, (image) => ({
        ...image,
        colormap: action.colormap ?? image.colormap,
        inverted: action.inverted ?? image.inverted,
      }));
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
    detecting: false,
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

function setStretch(
  document: Document,
  image: ImageView,
  stretch: string,
  inRange: readonly number[] | null,
): Document {
  const { steps } = image;
  const input = stretch === 'book' ? steps.normalise : steps.crop;
  let recipe = withInput(document.recipe, steps.limits, 'image', input);
  recipe = withInput(recipe, steps.rescale, 'image', input);
  recipe = withParams(recipe, steps.rescale, { in_range: inRange });
  recipe = withParams(recipe, steps.picture, { stretch: stretch === 'book' ? 'linear' : stretch });
  return withImage({ ...document, recipe }, image.id, (view) => ({ ...view, stretch }));
}

function refuseUnknownColormap(name: string | undefined): void {
  if (name === undefined || (COLORMAP_NAMES as readonly string[]).includes(name)) return;
  throw new AppError(
    'bad-argument',
    `There is no colour map "${name}"; there is ${COLORMAP_NAMES.join(', ')}.`,
  );
}

function withImage(document: Document, id: string, change: (image: ImageView) => ImageView): Document {
  imageOf(document, id);
  return { ...document, images: document.images.map((image) => (image.id === id ? change(image) : image)) };
}

function withParams(recipe: Recipe, id: string, params: Readonly<Record<string, unknown>>): Recipe {
  return withStep(recipe, id, (step) => ({
    ...step,
    params: checkedParams(step.operation, { ...step.params, ...params }) as Step['params'],
  }));
}

function withInput(recipe: Recipe, id: string, name: string, input: string): Recipe {
  return withStep(recipe, id, (step) => ({ ...step, inputs: { ...step.inputs, [name]: input } }));
}

function withStep(recipe: Recipe, id: string, change: (step: Step) => Step): Recipe {
  if (!findStep(recipe, id)) throw new AppError('not-found', `There is no step "${id}" in the recipe.`);
  return { ...recipe, steps: recipe.steps.map((step) => (step.id === id ? change(step) : step)) };
}

function withoutSelection(document: Document, image: string): Document['selection'] {
  return document.selection?.image === image ? null : document.selection;
}

function imageOf(document: Document, id: string): ImageView {
  const image = document.images.find((candidate) => candidate.id === id);
  if (!image) throw new AppError('not-found', `There is no image "${id}" in the document.`);
  return image;
}
