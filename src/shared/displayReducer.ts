import { COLORMAP_NAMES } from '../core/colormap/index.ts';
import { AppError } from '../core/errors/index.ts';
import { curveOfStretch, DISPLAY_STRETCH_NAMES } from '../core/stretch/index.ts';
import type { DisplayAction } from './displayActions.ts';
import { loadedColormapId, shownImages, type Document, type ImageView } from './document.ts';
import { imageOf, withImage, withInput, withParams, withStep } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';
import { findStep } from './recipe.ts';

/** Colour maps from files that one document keeps. */
const MOST_COLORMAPS = 50;

export function applyDisplayAction(document: Document, action: DisplayAction): Document {
  switch (action.type) {
    case 'set-stretch':
      return onEach(document, action.image, (before, image) =>
        setStretch(before, image, action.stretch, action.inRange),
      );
    case 'set-colours': {
      refuseUnknownColormap(document, action.colormap);
      const { type: _type, image, gesture: _gesture, ...colours } = action;
      return onEach(document, image, (before, { id }) =>
        withImage(before, id, (view) => ({ ...view, ...(colours as Partial<ImageView>) })),
      );
    }
    case 'set-limits':
      return onEach(document, action.image, (before, image) =>
        setLimits(before, image, action.method, action.params),
      );
    case 'share-limits':
      if (action.limits && !(action.limits[0] < action.limits[1]))
        throw new AppError(
          'bad-argument',
          `The low limit (${action.limits[0]}) must be below the high one (${action.limits[1]}).`,
        );
      return { ...document, sharedLimits: action.limits };
    case 'match-colours': {
      const model = imageOf(document, action.image);
      return action.others
        .filter((id) => id !== model.id)
        .reduce((before, id) => likeModel(before, model, imageOf(before, id)), document);
    }
    case 'add-colormap':
      return addColormap(document, action);
  }
}

/** The document with limits by hand of a shown image given to the others too, where colours are locked: to those whose
 * limits are in the same units. `step` is the one whose parameters were set. */
export function withLockedLimits(document: Document, step: string): Document {
  if (!document.layout.lockColours) return document;
  const image = shownImages(document).find(({ steps }) => steps.rescale === step);
  const range = findStep(document.recipe, step)?.params['in_range'];
  if (!image || range === undefined) return document;
  return lockedTo(document, image.id)
    .filter((other) => (other.stretch === 'book') === (image.stretch === 'book'))
    .reduce(
      (before, { steps }) => ({
        ...before,
        recipe: withParams(before.recipe, steps.rescale, { in_range: range }),
      }),
      document,
    );
}

/** The other images that get what this one is given. */
function lockedTo(document: Document, image: string): readonly ImageView[] {
  const shown = document.layout.lockColours ? shownImages(document) : [];
  if (!shown.some(({ id }) => id === image)) return [];
  return shown.filter(({ id, rgb }) => id !== image && !rgb);
}

/** The document after a change of an image, and of those that are locked to it. */
function onEach(
  document: Document,
  image: string,
  change: (document: Document, image: ImageView) => Document,
): Document {
  return [imageOf(document, image), ...lockedTo(document, image)].reduce(change, document);
}

/** An image shown as another one is: limits by a rule are found by the same rule, limits by hand are the same numbers. */
function likeModel(document: Document, model: ImageView, image: ImageView): Document {
  const { colormap, inverted, contrast, bias, missing, stretch } = model;
  const step = (id: string) => findStep(document.recipe, id)!;
  const limits = step(model.steps.limits);
  const { in_range: range } = step(model.steps.rescale).params;
  const { a } = step(model.steps.picture).params;
  let next = setLimits(document, image, limits.operation, limits.params);
  next = setStretch(next, image, stretch, (range ?? null) as readonly number[] | null);
  const recipe = withParams(next.recipe, image.steps.picture, { a });
  const colours = { colormap, inverted, contrast, bias, missing };
  return withImage({ ...next, recipe }, image.id, (view) => ({ ...view, ...colours }));
}

function setStretch(
  document: Document,
  image: ImageView,
  stretch: string,
  inRange: readonly number[] | null,
): Document {
  if (!(DISPLAY_STRETCH_NAMES as readonly string[]).includes(stretch))
    throw new AppError(
      'bad-argument',
      `There is no stretch "${stretch}"; there is ${DISPLAY_STRETCH_NAMES.join(', ')}.`,
    );
  const { steps } = image;
  const input = stretch === 'book' ? steps.normalise : steps.crop;
  let recipe = withInput(document.recipe, steps.limits, 'image', input);
  recipe = withInput(recipe, steps.rescale, 'image', input);
  recipe = withParams(recipe, steps.rescale, { in_range: inRange });
  recipe = withParams(recipe, steps.picture, { stretch: curveOfStretch(stretch), a: 0 });
  return withImage({ ...document, recipe }, image.id, (view) => ({ ...view, stretch }));
}

function setLimits(
  document: Document,
  { steps }: ImageView,
  method: string,
  params: Readonly<Record<string, unknown>>,
): Document {
  const recipe = withStep(document.recipe, steps.limits, (step) => {
    const before = step.operation === method ? step.params : {};
    return makeStep(step.id, method, { ...before, ...params }, step.inputs);
  });
  return { ...document, recipe: withParams(recipe, steps.rescale, { in_range: null }) };
}

function addColormap(
  document: Document,
  { image, name, colours }: Extract<DisplayAction, { type: 'add-colormap' }>,
): Document {
  const others = document.colormaps.filter((map) => map.name !== name);
  if (others.length >= MOST_COLORMAPS)
    throw new AppError('over-budget', `A document keeps at most ${MOST_COLORMAPS} colour maps from files.`);
  const colormaps = [...others, { name, colours }];
  const colormap = loadedColormapId(name);
  return onEach({ ...document, colormaps }, image, (before, { id }) =>
    withImage(before, id, (view) => ({ ...view, colormap })),
  );
}

function refuseUnknownColormap(document: Document, name: string | undefined): void {
  const known = [...COLORMAP_NAMES, ...document.colormaps.map((map) => loadedColormapId(map.name))];
  if (name === undefined || known.includes(name)) return;
  throw new AppError('bad-argument', `There is no colour map "${name}"; there is ${known.join(', ')}.`);
}
