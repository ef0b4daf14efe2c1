import * as v from 'valibot';
import { regionOutlinesSchema } from '../core/region/index.ts';
import { predicateSchema } from '../core/selection/index.ts';
import type { ParameterValue } from '../core/operations/index.ts';

/** Parameter values as plain JSON; each operation's own schema checks them again. */
const parameterValueSchema: v.GenericSchema<unknown, ParameterValue> = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.maxLength(4000)),
  v.null(),
  v.boolean(),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(4000))), v.maxLength(1000)),
  v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]),
  predicateSchema,
  regionOutlinesSchema,
  v.strictObject({ x0: v.number(), x1: v.number(), y0: v.number(), y1: v.number() }),
]) as v.GenericSchema<unknown, ParameterValue>;

export const stepIdSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9.-]{0,40}$/));
export const handleSchema = v.pipe(v.string(), v.regex(/^[a-z0-9]{8,40}$/));

export const parametersRecordSchema = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,40}$/)), parameterValueSchema),
  v.check((record) => Object.keys(record).length <= 64, 'at most 64 parameters'),
);

/** One step: an operation, its parameters, and the steps it takes as input. */
export const stepSchema = v.strictObject({
  id: stepIdSchema,
  operation: v.pipe(v.string(), v.maxLength(60)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  params: parametersRecordSchema,
  inputs: v.record(v.pipe(v.string(), v.maxLength(40)), stepIdSchema),
  /** Sources only: the handle of the open file. */
  handle: v.optional(handleSchema),
});
export type Step = v.InferOutput<typeof stepSchema>;

/** The analysis as a value: steps in an order in which every input comes before its use. */
export interface Recipe {
  readonly version: 1;
  readonly steps: readonly Step[];
}

/** The step of that id, or undefined. */
export function findStep(recipe: Recipe, id: string): Step | undefined {
  return recipe.steps.find((step) => step.id === id);
}

/** Where the pixels of a step come from in the end, along the images that it is like. */
export function sourceStep(recipe: Recipe, id: string): Step | undefined {
  const step = findStep(recipe, id);
  const below = step?.inputs['image'];
  return below === undefined ? step : sourceStep(recipe, below);
}
