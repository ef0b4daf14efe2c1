import { COLORMAP_NAMES } from '../core/colormap/index.ts';
import { AppError } from '../core/errors/index.ts';
import { curveOfStretch, DISPLAY_STRETCH_NAMES } from '../core/stretch/index.ts';
import type { DisplayAction } from './displayActions.ts';
import { loadedColormapId, type Document, type ImageView } from './document.ts';
import { imageOf, withImage, withInput, withParams, withStep } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';

/** Colour maps from files that one document keeps. */
const MOST_COLORMAPS = 50;

export function applyDisplayAction(document: Document, action: DisplayAction): Document {
  switch (action.type) {
    case 'set-stretch':
      return setStretch(document, imageOf(document, action.image), action.stretch, action.inRange);
    case 'set-colours': {
      refuseUnknownColormap(document, action.colormap);
      const { type: _type, image, gesture: _gesture, ...colours } = action;
      return withImage(document, image, (view) => ({ ...view, ...(colours as Partial<ImageView>) }));
    }
    case 'set-limits':
      return setLimits(document, imageOf(document, action.image), action.method, action.params);
    case 'share-limits':
      if (action.limits && !(action.limits[0] < action.limits[1]))
        throw new AppError(
          'bad-argument',
          `The low limit (${action.limits[0]}) must be below the high one (${action.limits[1]}).`,
        );
      return { ...document, sharedLimits: action.limits };
    case 'add-colormap':
      return addColormap(document, action);
  }
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
  return withImage({ ...document, colormaps }, image, (view) => ({
    ...view,
    colormap: loadedColormapId(name),
  }));
}

function refuseUnknownColormap(document: Document, name: string | undefined): void {
  const known = [...COLORMAP_NAMES, ...document.colormaps.map((map) => loadedColormapId(map.name))];
  if (name === undefined || known.includes(name)) return;
  throw new AppError('bad-argument', `There is no colour map "${name}"; there is ${known.join(', ')}.`);
}
