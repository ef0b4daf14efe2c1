import { findStep, type Recipe, type Step } from '../../shared/index.ts';

/** What a step's result depends on, as text: two equal signatures mean equal results. */
export function signatureOf(recipe: Recipe, id: string): string {
  const step = findStep(recipe, id);
  if (!step) return '';
  const inputs = Object.entries(step.inputs).map(([name, input]) => [name, signatureOf(recipe, input)]);
  return JSON.stringify([step.operation, step.version, step.params, step.handle ?? null, inputs]);
}

/** The step and all it is made from, under names of their own: so they may be asked for before the engine has the document that
 * they are in. The step is the last one. */
export function stepsApart(recipe: Recipe, id: string): readonly Step[] {
  const found = new Map<string, Step>();
  const take = (name: string): string => {
    const step = findStep(recipe, name);
    const apart = `apart.${name}`;
    if (!step || found.has(apart)) return apart;
    const inputs = Object.fromEntries(Object.entries(step.inputs).map(([key, input]) => [key, take(input)]));
    found.set(apart, { ...step, id: apart, inputs });
    return apart;
  };
  take(id);
  return [...found.values()];
}
