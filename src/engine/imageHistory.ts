import { findStep, type Recipe, type Step } from '../shared/index.ts';

/** How the image of a step was made, from the first step to the last: operations with their parameters, sources with the
 * names of their files. */
export function imageHistory(
  recipe: Recipe,
  id: string,
  nameOf: (handle: string) => string,
): readonly string[] {
  const needed = new Set([id]);
  // A set takes in what is added while it is gone through.
  for (const below of needed)
    for (const input of Object.values(findStep(recipe, below)?.inputs ?? {})) needed.add(input);
  return recipe.steps.filter((step) => needed.has(step.id) && !isWholeCrop(step)).map(textOf);

  function textOf({ operation, params, handle }: Step): string {
    const file = handle === undefined ? [] : [JSON.stringify(nameOf(handle))];
    const values = Object.entries(params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return [operation, ...file, ...values].join(' ');
  }
}

function isWholeCrop({ operation, params }: Step): boolean {
  return operation === 'crop' && params['section'] === null;
}
