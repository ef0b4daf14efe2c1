import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';
import { OPERATIONS, parametersSchema, type ParameterValues } from '../core/operations/index.ts';
import type { Step } from './recipe.ts';

/** A step with checked parameters; defaults fill what is not given. */
export function makeStep(
  id: string,
  operationName: string,
  params: Readonly<Record<string, unknown>>,
  inputs: Readonly<Record<string, string>>,
  handle?: string,
): Step {
  const operation = OPERATIONS.get(operationName);
  if (!operation)
    throw new AppError(
      'bad-argument',
      `There is no operation "${operationName}"; there is ${[...OPERATIONS.keys()].join(', ')}.`,
    );
  return {
    id,
    operation: operationName,
    version: operation.version,
    params: checkedParams(operationName, params),
    inputs: { ...inputs },
    ...(handle === undefined ? {} : { handle }),
  } as Step;
}

/** The parameters of an operation, checked and completed; a refusal names the parameter. */
export function checkedParams(
  operationName: string,
  params: Readonly<Record<string, unknown>>,
): ParameterValues {
  const operation = OPERATIONS.get(operationName);
  if (!operation) throw new AppError('bad-argument', `There is no operation "${operationName}".`);
  const result = v.safeParse(parametersSchema(operation.parameters), params);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const name = issue.path?.map((item) => String(item.key)).join('.') ?? 'parameters';
  throw new AppError('bad-argument', `${operation.title}: ${name}: ${issue.message}`);
}
