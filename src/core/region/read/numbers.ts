import { parseSexagesimal } from '../../table/index.ts';

/** A number of a region file with the unit written behind it; `sexagesimal` is still text. */
export type Token =
  | { readonly unit: '' | 'd' | 'r' | 'p' | 'i' | '"' | "'"; readonly value: number }
  | { readonly unit: 'sexagesimal'; readonly text: string };

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(["'drpi]?)$/i;
const SEXAGESIMAL = /^[+-]?\d+[:hd]\d+(\.\d*)?([:m](\d+(\.\d*)?)?s?)?$/i;
const DEGREES_PER_RADIAN = 57.29577951308232;

/** Why a statement cannot be kept: half a sentence. */
export class NotKept extends Error {}

export function tokenOf(text: string): Token {
  const number = NUMBER.exec(text);
  if (number) {
    const value = Number(number[1]);
    if (!Number.isFinite(value)) throw new NotKept(`${shortened(text)} is too large`);
    return { unit: number[2]!.toLowerCase() as '', value };
  }
  if (SEXAGESIMAL.test(text)) return { unit: 'sexagesimal', text };
  throw new NotKept(`"${shortened(text)}" is not a number`);
}

/** Degrees of a coordinate on the sky; NaN when the token is none. */
export function degreesOfToken(token: Token, sexagesimal: 'hours' | 'degrees'): number {
  switch (token.unit) {
    case '':
    case 'd':
      return token.value;
    case 'r':
      return token.value * DEGREES_PER_RADIAN;
    case 'sexagesimal':
      return parseSexagesimal(token.text, sexagesimal);
    default:
      return NaN;
  }
}

/** A length in pixels, physical pixels or degrees; a bare number is `bare`. */
export function lengthOfToken(
  token: Token,
  bare: 'px' | 'physical' | 'deg',
): { readonly unit: 'px' | 'physical' | 'deg'; readonly value: number } {
  if (token.unit === 'sexagesimal') throw new NotKept(`${shortened(token.text)} is not a length`);
  if (token.value < 0) throw new NotKept(`the length ${token.value} is negative`);
  switch (token.unit) {
    case '':
      return { unit: bare, value: token.value };
    case 'i':
      return { unit: 'px', value: token.value };
    case 'p':
      return { unit: 'physical', value: token.value };
    case 'd':
      return { unit: 'deg', value: token.value };
    case 'r':
      return { unit: 'deg', value: token.value * DEGREES_PER_RADIAN };
    case "'":
      return { unit: 'deg', value: token.value / 60 };
    case '"':
      return { unit: 'deg', value: token.value / 3600 };
  }
}

/** Degrees of an angle. */
export function angleOfToken(token: Token): number {
  if (token.unit === '' || token.unit === 'd') return token.value;
  if (token.unit === 'r') return token.value * DEGREES_PER_RADIAN;
  throw new NotKept('an angle is not in degrees or radians');
}

/** Text for a message, cut where it is long. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
