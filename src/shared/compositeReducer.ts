import { AppError } from '../core/errors/index.ts';
import type { CompositeLook } from '../core/composite/index.ts';
import type { CompositeAction } from './compositeActions.ts';
import type { Composite, Document } from './document.ts';
import { imageOf, withImage, withParams } from './imageEdits.ts';
import { makeStep } from './makeStep.ts';
import { imageSteps, withNewImage } from './newImage.ts';
import { findStep, type Recipe, type Step } from './recipe.ts';

/** The document after something was done with colour composites. `remove` takes an image away. */
export function applyCompositeAction(
  document: Document,
  action: CompositeAction,
  remove: (document: Document, image: string) => Document,
): Document {
  switch (action.type) {
    case 'make-composite': {
      const made = makeComposite(document, action);
      return action.replacing === undefined ? made : inPlaceOf(made, action.replacing, remove);
    }
    case 'set-composite':
      return withImage(document, action.image, (image) => {
        if (!image.rgb)
          throw new AppError('bad-argument', `The image "${action.image}" is not a colour composite.`);
        const look = { ...image.rgb.look, ...action.look } as CompositeLook;
        return { ...image, rgb: { ...image.rgb, look } };
      });
  }
}

type Made = Extract<CompositeAction, { type: 'make-composite' }>;

/** The red image's pixels as an image of their own, and two more steps, for pixels of the same size. */
function makeComposite(document: Document, { images, onSky, look, section = null }: Made): Document {
  const [red, green, blue] = [images.red, images.green, images.blue].map((id) => imageOf(document, id));
  const { source, crop } = imageSteps(`i${document.nextImage}`);
  const whole = makeStep(source, 'crop', { section: null }, { image: red!.steps.crop });
  const { handle, missing } = red!;
  const title = 'Colour composite';
  const next = withNewImage(document, whole, section, { handle, title, madeOf: red!.id, missing });
  const channel = (name: 'green' | 'blue', input: string): Step => {
    const id = `${next.active}.${name}`;
    return onSky[name]
      ? makeStep(id, 'reproject', {}, { image: input, grid: crop })
      : makeStep(id, 'crop', { section }, { image: input });
  };
  const channels = [channel('green', green!.steps.crop), channel('blue', blue!.steps.crop)];
  const recipe = { ...next.recipe, steps: [...next.recipe.steps, ...channels] };
  const rgb: Composite = { images, green: channels[0]!.id, blue: channels[1]!.id, look };
  return withImage({ ...next, recipe }, next.active!, (image) => ({ ...image, stretch: 'linear', rgb }));
}

/** The newest image at the place of another, which goes. */
function inPlaceOf(
  document: Document,
  replaced: string,
  remove: (document: Document, image: string) => Document,
): Document {
  const made = imageOf(document, document.active!);
  const images = document.images
    .filter(({ id }) => id !== made.id)
    .flatMap((image) => (image.id === replaced ? [made, image] : [image]));
  const { panels } = document.layout;
  const layout = {
    ...document.layout,
    panels: panels && panels.map((panel) => (panel === replaced ? made.id : panel)),
  };
  return remove({ ...document, images, layout }, replaced);
}

/** The recipe with the channels of a composite cut as its red image was: by its step `crop`. */
export function withChannelsCut(recipe: Recipe, images: Document['images'], step: string): Recipe {
  const rgb = images.find(({ steps }) => steps.crop === step)?.rgb;
  const params = rgb && findStep(recipe, step)?.params;
  if (!rgb || !params) return recipe;
  return [rgb.green, rgb.blue].reduce(
    (cut, id) => (findStep(cut, id)?.operation === 'crop' ? withParams(cut, id, params) : cut),
    recipe,
  );
}

/** A copy of a composite with copies of its channels' steps; `crop` is the step of the original that they lie on. */
export function withOwnChannels(document: Document, copy: string, crop: string): Document {
  const { rgb, steps } = imageOf(document, copy);
  if (!rgb) return document;
  const own = { green: `${copy}.green`, blue: `${copy}.blue` };
  const copies = (['green', 'blue'] as const).map((name): Step => {
    const { inputs, ...step } = findStep(document.recipe, rgb[name])!;
    const grid = inputs['grid'] === crop ? { grid: steps.crop } : {};
    return { ...step, id: own[name], inputs: { ...inputs, ...grid } };
  });
  const recipe = { ...document.recipe, steps: [...document.recipe.steps, ...copies] };
  return withImage({ ...document, recipe }, copy, (image) => ({ ...image, rgb: { ...rgb, ...own } }));
}
