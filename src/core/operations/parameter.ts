import * as v from 'valibot';
import { regionOutlinesSchema, type RegionOutline } from '../region/index.ts';
import { predicateSchema, type Predicate } from '../selection/index.ts';

/** What a parameter is called in the library whose meaning it shares. */
export interface PeerName {
  readonly library: 'scikit-image' | 'scikit-learn' | 'photutils' | 'numpy' | 'scipy';
  readonly name: string;
}

interface ParameterBase {
  readonly title: string;
  readonly description: string;
  readonly unit?: string;
  readonly peer?: PeerName;
  /** Another parameter, and the value of it with which alone this one matters. */
  readonly only?: readonly [name: string, value: string];
}

export interface NumberParameter extends ParameterBase {
  readonly kind: 'number' | 'integer';
  readonly default: number;
  readonly min?: number;
  readonly max?: number;
}

export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
}

/** A pair low < high, or null for "take it from the input". */
export interface RangeParameter extends ParameterBase {
  readonly kind: 'range';
  readonly default: null;
}

/** A rectangle of pixels, 1-based and inclusive as users see it, or null for the whole image. */
export interface SectionParameter extends ParameterBase {
  readonly kind: 'section';
  readonly default: null;
}

export interface BooleanParameter extends ParameterBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** Free text: a column's name, an expression. */
export interface TextParameter extends ParameterBase {
  readonly kind: 'text';
  readonly default: string;
}

/** Names of columns of the input table. */
export interface ColumnsParameter extends ParameterBase {
  readonly kind: 'columns';
  readonly default: readonly string[];
}

/** Any words, in no order. */
export interface WordsParameter extends ParameterBase {
  readonly kind: 'words';
  readonly default: readonly string[];
}

/** Which rows of a table. */
export interface PredicateParameter extends ParameterBase {
  readonly kind: 'predicate';
  readonly default: Predicate;
}

/** Regions of an image. */
export interface RegionsParameter extends ParameterBase {
  readonly kind: 'regions';
  readonly default: readonly RegionOutline[];
}

export type Parameter =
  | NumberParameter
  | ChoiceParameter
  | RangeParameter
  | SectionParameter
  | BooleanParameter
  | TextParameter
  | ColumnsParameter
  | WordsParameter
  | PredicateParameter
  | RegionsParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

export type Section = { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number };
export type ParameterValue =
  | number
  | string
  | boolean
  | null
  | readonly [number, number]
  | readonly string[]
  | readonly RegionOutline[]
  | Section
  | Predicate;

/** Most columns, and characters of a text, that a parameter holds. */
const PARAMETER_LIMITS = { columns: 1000, characters: 4000 } as const;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

function schemaOf(parameter: Parameter): v.GenericSchema<unknown, ParameterValue> {
  switch (parameter.kind) {
    case 'number':
    case 'integer': {
      const low = parameter.min ?? -Number.MAX_VALUE;
      const high = parameter.max ?? Number.MAX_VALUE;
      const number = v.pipe(v.number(), v.finite(), v.minValue(low), v.maxValue(high));
      return parameter.kind === 'integer' ? v.pipe(number, v.integer()) : number;
    }
    case 'choice':
      return v.picklist(parameter.options.map((option) => option.value));
    case 'range':
      return v.nullable(
        v.pipe(
          v.tuple([v.pipe(v.number(), v.finite()), v.pipe(v.number(), v.finite())]),
          v.check(([low, high]) => low < high, 'the first number must be below the second'),
        ),
      );
    case 'boolean':
      return v.boolean();
    case 'text':
      return v.pipe(v.string(), v.maxLength(PARAMETER_LIMITS.characters));
    case 'columns':
    case 'words':
      return v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(PARAMETER_LIMITS.characters))),
        v.maxLength(PARAMETER_LIMITS.columns),
      );
    case 'predicate':
      return predicateSchema;
    case 'regions':
      return regionOutlinesSchema;
    case 'section':
      return v.nullable(
        v.pipe(
          v.strictObject({ x0: pixelNumber, x1: pixelNumber, y0: pixelNumber, y1: pixelNumber }),
          v.check((s) => s.x0 <= s.x1 && s.y0 <= s.y1, 'a section ends after it begins'),
        ),
      );
  }
}

const pixelNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The schema of an operation's parameters: missing ones take their default, unknown ones are refused. */
export function parametersSchema(parameters: Parameters): v.GenericSchema<unknown, ParameterValues> {
  const entries = Object.entries(parameters).map(([name, parameter]) => [
    name,
    v.optional(schemaOf(parameter), parameter.default),
  ]);
  return v.strictObject(Object.fromEntries(entries) as v.ObjectEntries) as unknown as v.GenericSchema<
    unknown,
    ParameterValues
  >;
}

/** The values a person may give, in words, for messages and help. */
export function allowedValues(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
    case 'integer': {
      const what = parameter.kind === 'integer' ? 'a whole number' : 'a number';
      if (parameter.min !== undefined && parameter.max !== undefined)
        return `${what} from ${parameter.min} to ${parameter.max}`;
      if (parameter.min !== undefined) return `${what} of ${parameter.min} or more`;
      if (parameter.max !== undefined) return `${what} of at most ${parameter.max}`;
      return what;
    }
    case 'choice':
      return parameter.options.map((option) => option.value).join(' or ');
    case 'range':
      return 'two numbers with a comma between them, the first below the second';
    case 'boolean':
      return 'true or false';
    case 'text':
      return 'text';
    case 'columns':
      return 'names of columns, comma-separated';
    case 'words':
      return 'words, comma-separated';
    case 'predicate':
      return 'a condition on rows';
    case 'regions':
      return 'regions drawn on the picture';
    case 'section':
      return 'x0:x1,y0:y1, 1-based and inclusive';
  }
}

/** The flag of a parameter on the command line: `flux_cut` is `--flux-cut`. */
export function flagName(parameterName: string): string {
  return `--${parameterName.replaceAll('_', '-')}`;
}
