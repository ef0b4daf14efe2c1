import { NEUTRAL } from '../core/stretch/index.ts';
import type { Document, ImageSteps, ImageView } from './document.ts';
import { makeStep } from './makeStep.ts';
import type { Step } from './recipe.ts';

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

/** The document with an image that a first step makes, shown; the step's id is the one that `imageSteps` says. */
export function withNewImage(
  document: Document,
  first: Step,
  section: unknown,
  about: Partial<ImageView> & { readonly handle: string | null },
): Document {
  const id = `i${document.nextImage}`;
  const s = imageSteps(id);
  const steps: Step[] = [
    first,
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
    title: '',
    madeOf: null,
    steps: s,
    stretch: 'book',
    colormap: 'grey',
    inverted: false,
    contrast: NEUTRAL.contrast,
    bias: NEUTRAL.bias,
    missing: '#262c42',
    detecting: false,
    circles: 'orange',
    regions: [],
    layers: [],
    rgb: null,
    ...about,
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
