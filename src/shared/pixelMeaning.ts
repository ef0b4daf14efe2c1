import { OPERATIONS, type Operation, type PixelMeaning } from '../core/operations/index.ts';
import { findStep, type Recipe } from './recipe.ts';

/** What the pixels are that an operation makes of the image of a step. */
export function madeMeaning(recipe: Recipe, operation: Operation, image: string | undefined): PixelMeaning {
  const { meaning = 'values', shape } = operation;
  if (meaning !== 'kept' && shape.kind !== 'window') return meaning;
  const step = image === undefined ? undefined : findStep(recipe, image);
  const below = OPERATIONS.get(step?.operation ?? '');
  return below ? madeMeaning(recipe, below, step!.inputs['image']) : 'values';
}
