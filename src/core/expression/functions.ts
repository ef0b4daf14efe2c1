import type { ExpressionType } from './expression.ts';

/** What a function takes and gives: 'any' stands for one type, the same in all its places. */
export interface Signature {
  readonly parameters: readonly (ExpressionType | 'any')[];
  /** The last parameter may come again and again. */
  readonly repeats?: boolean;
  readonly result: ExpressionType | 'any';
  /** How it is called, as a message shows it. */
  readonly usage: string;
}

const UNARY_FUNCTIONS = [
  'abs',
  'sqrt',
  'exp',
  'ln',
  'log10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sind',
  'cosd',
  'tand',
  'asind',
  'acosd',
  'atand',
  'degrees',
  'radians',
  'round',
  'floor',
  'ceil',
] as const;
export type UnaryFunction = (typeof UNARY_FUNCTIONS)[number];

/** All functions by name. `pi` is a constant, log is refused (ln or log10?), pow and mod are operators. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['pi', { parameters: [], result: 'number', usage: 'pi' }],
  ...UNARY_FUNCTIONS.map((name): [string, Signature] => [
    name,
    { parameters: ['number'], result: 'number', usage: `${name}(number)` },
  ]),
  ['atan2', { parameters: ['number', 'number'], result: 'number', usage: 'atan2(y, x)' }],
  ['atan2d', { parameters: ['number', 'number'], result: 'number', usage: 'atan2d(y, x)' }],
  ['hypot', { parameters: ['number', 'number'], result: 'number', usage: 'hypot(x, y)' }],
  ['min', { parameters: ['number', 'number'], repeats: true, result: 'number', usage: 'min(a, b, …)' }],
  ['max', { parameters: ['number', 'number'], repeats: true, result: 'number', usage: 'max(a, b, …)' }],
  [
    'angdist',
    {
      parameters: ['number', 'number', 'number', 'number'],
      result: 'number',
      usage: 'angdist(ra1, dec1, ra2, dec2)',
    },
  ],
  ['if', { parameters: ['boolean', 'any', 'any'], result: 'any', usage: 'if(condition, a, b)' }],
  ['coalesce', { parameters: ['any', 'any'], repeats: true, result: 'any', usage: 'coalesce(a, b, …)' }],
  ['lower', { parameters: ['text'], result: 'text', usage: 'lower(text)' }],
  ['upper', { parameters: ['text'], result: 'text', usage: 'upper(text)' }],
  ['length', { parameters: ['text'], result: 'number', usage: 'length(text)' }],
]);

/** Other spellings of functions. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  ['least', 'min'],
  ['greatest', 'max'],
  ['ceiling', 'ceil'],
]);

export const RADIANS_PER_DEGREE = 0.017453292519943295;
export const DEGREES_PER_RADIAN = 57.29577951308232;
export const PI = 3.141592653589793;
