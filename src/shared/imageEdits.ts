import { AppError } from '../core/errors/index.ts';
import type { Document, ImageView } from './document.ts';
import { checkedParams } from './makeStep.ts';
import { findStep, type Recipe, type Step } from './recipe.ts';

/** The image of that id; not-found where there is none. */
export function imageOf(document: Document, id: string): ImageView {
  const image = document.images.find((candidate) => candidate.id === id);
  if (!image) throw new AppError('not-found', `There is no image "${id}" in the document.`);
  return image;
}

export function withImage(document: Document, id: string, change: (image: ImageView) => ImageView): Document {
  imageOf(document, id);
  return { ...document, images: document.images.map((image) => (image.id === id ? change(image) : image)) };
}

export function withParams(recipe: Recipe, id: string, params: Readonly<Record<string, unknown>>): Recipe {
  return withStep(recipe, id, (step) => ({
    ...step,
    params: checkedParams(step.operation, { ...step.params, ...params }) as Step['params'],
  }));
}

export function withInput(recipe: Recipe, id: string, name: string, input: string): Recipe {
  return withStep(recipe, id, (step) => ({ ...step, inputs: { ...step.inputs, [name]: input } }));
}

export function withStep(recipe: Recipe, id: string, change: (step: Step) => Step): Recipe {
  if (!findStep(recipe, id)) throw new AppError('not-found', `There is no step "${id}" in the recipe.`);
  return { ...recipe, steps: recipe.steps.map((step) => (step.id === id ? change(step) : step)) };
}
