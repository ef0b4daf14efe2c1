import * as v from 'valibot';
import { AppError } from '../errors/index.ts';
import { allowedValues, parametersSchema, type ParameterValues } from '../operations/index.ts';
import { crestedMaxima } from './crestedMaxima.ts';
import { dynamicThreshold } from './dynamicThreshold.ts';
import { gaussianClumps } from './gaussianClumps.ts';
import { planeRegression } from './planeRegression.ts';
import type { SynthImage, SynthRecipe, SynthTable } from './recipe.ts';
import { starField } from './starField.ts';

/** Every kind of synthetic data there is, by name. */
export const SYNTH_RECIPES: ReadonlyMap<string, SynthRecipe> = new Map(
  [dynamicThreshold, crestedMaxima, planeRegression, gaussianClumps, starField].map((recipe) => [
    recipe.name,
    recipe,
  ]),
);

/** Makes the data of a recipe; parameters left out have their defaults.
 *
 * Errors: `not-found` for an unknown name, `bad-argument` for a parameter that is unknown or out of range.
 * Cost:   the recipe's. */
export function synthesise(name: string, params: ParameterValues = {}): SynthImage | SynthTable {
  const recipe = SYNTH_RECIPES.get(name);
  if (recipe === undefined)
    throw new AppError('not-found', `There is no synthetic data called "${name}".`, {
      remedy: `Choose ${[...SYNTH_RECIPES.keys()].join(', ')}.`,
      details: { name },
    });
  const checked = v.safeParse(parametersSchema(recipe.parameters), params);
  if (checked.success) return recipe.make(checked.output);
  const key = String(checked.issues[0].path?.[0]?.key ?? '');
  const parameter = Object.hasOwn(recipe.parameters, key) ? recipe.parameters[key] : undefined;
  throw new AppError(
    'bad-argument',
    parameter === undefined
      ? `The recipe ${name} has no parameter "${key}".`
      : `${parameter.title} of the recipe ${name} cannot be ${JSON.stringify(params[key])}.`,
    {
      remedy:
        parameter === undefined
          ? `Choose ${Object.keys(recipe.parameters).join(', ')}.`
          : `Choose ${allowedValues(parameter)}.`,
      details: { name, parameter: key },
    },
  );
}
