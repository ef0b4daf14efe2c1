import { findStep, type Recipe } from '../../shared/index.ts';

/** What a step's result depends on, as text: two equal signatures mean equal results. */
export function signatureOf(recipe: Recipe, id: string): string {
  const step = findStep(recipe, id);
  if (!step) return '';
  const inputs = Object.entries(step.inputs).map(([name, input]) => [name, signatureOf(recipe, input)]);
  return JSON.stringify([step.operation, step.version, step.params, step.handle ?? null, inputs]);
}
