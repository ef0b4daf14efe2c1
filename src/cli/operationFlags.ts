import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  allowedValues,
  flagName,
  type Operation,
  type Parameter,
  type ParameterValue,
} from '../core/operations/index.ts';
import { numberIn, numbersIn } from './flagValues.ts';
import { UsageError } from './usageError.ts';

/** A flag as the person gave it, before its operation is known. */
type Flags = Readonly<Record<string, unknown>>;

/** Adds a flag for every parameter of some operations; one that several share says what it is for each. What it may be is
 * only known with the operation, see givenParameters. */
export function addParameterFlags(
  command: Command,
  operations: readonly Operation[],
  leaveOut: readonly string[] = [],
): Command {
  const seen = new Set(leaveOut);
  for (const operation of operations) {
    for (const name of Object.keys(operation.parameters)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const users = operations.filter((other) => name in other.parameters);
      command.addOption(new Option(`${flagName(name)} <value>`, helpOf(name, users, operations.length)));
    }
  }
  return command;
}

/** What a flag is for the operations that have it, those together for which it is the same. */
function helpOf(name: string, users: readonly Operation[], all: number): string {
  const meanings = new Map<string, string[]>();
  for (const user of users) {
    const parameter = user.parameters[name]!;
    const values = parameter.kind === 'choice' ? ` Allowed: ${allowedValues(parameter)}.` : '';
    const text = `${parameter.description}${values} Default: ${defaultText(parameter)}.`;
    meanings.set(text, [...(meanings.get(text) ?? []), user.name]);
  }
  const whose = (names: readonly string[]): string => (names.length === all ? '' : ` (${names.join(', ')})`);
  return [...meanings].map(([text, names]) => `${text}${whose(names)}`).join(' ');
}

/** The parameters of one operation among the flags.
 *
 * Errors: UsageError for a flag that belongs to another operation only, and for a value that is not allowed. */
export function givenParameters(
  operation: Operation,
  flags: Flags,
  allowed: readonly string[] = [],
): Record<string, ParameterValue> {
  const params: Record<string, ParameterValue> = {};
  for (const [key, value] of Object.entries(flags)) {
    if (value === undefined || allowed.includes(key)) continue;
    const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const parameter = operation.parameters[name];
    if (!parameter) throw new UsageError(`${flagName(name)} does not belong to ${operation.name}.`);
    params[name] = givenValue(name, parameter, String(value));
  }
  return params;
}

function givenValue(name: string, parameter: Parameter, text: string): ParameterValue {
  try {
    return parseParameter(parameter, text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(`${flagName(name)} cannot be '${text}'. ${error.message}`);
  }
}

/** A value as its parameter wants it. Errors: InvalidArgumentError naming what is allowed. */
export function parseParameter(parameter: Parameter, text: string): ParameterValue {
  const refuse = (): never => {
    throw new InvalidArgumentError(`Allowed: ${allowedValues(parameter)}.`);
  };
  switch (parameter.kind) {
    case 'choice':
      return parameter.options.some((option) => option.value === text) ? text : refuse();
    case 'number':
    case 'integer': {
      const value = numberIn(text);
      const { min = -Infinity, max = Infinity } = parameter;
      const fits = Number.isFinite(value) && value >= min && value <= max;
      return fits && (parameter.kind === 'number' || Number.isInteger(value)) ? value : refuse();
    }
    case 'boolean':
      return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : refuse();
    case 'columns':
    case 'words':
      return splitNames(text);
    case 'text':
      return text;
    case 'range': {
      const [low = NaN, high = NaN, ...more] = numbersIn(text);
      const fits = Number.isFinite(low) && Number.isFinite(high) && low < high && more.length === 0;
      return fits ? [low, high] : refuse();
    }
    case 'section':
    case 'predicate':
    case 'regions':
      return refuse();
  }
}

/** Names between commas; one that holds a comma stands in double quotes. */
function splitNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const [, quoted, plain] of text.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))(?=,|$)/g))
    names.push(quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"'));
  return names.filter((name) => name !== '');
}

function defaultText(parameter: Parameter): string {
  const value = parameter.default;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  return value === '' || value === null ? 'none' : String(value);
}
