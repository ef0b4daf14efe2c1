export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** What a card can hold; null is the undefined value (nothing before the slash). */
export type CardValue = string | number | bigint | boolean | Complex | null;

export interface ParsedField {
  readonly value: CardValue;
  readonly comment: string;
  /** False where the field is not FITS; `value` is then its text. */
  readonly valid: boolean;
  /** A string before its trailing blanks are taken off: CONTINUE needs them. */
  readonly rawString?: string;
}

const INTEGER = /^[+-]?\d+$/;
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EeDd][+-]?\d+)?$/;

/** Reads a value field, fixed or free format: everything after the value indicator of a card. */
export function parseValueField(field: string): ParsedField {
  const start = skipBlanks(field, 0);
  if (start === field.length) return { value: null, comment: '', valid: true };
  switch (field[start]) {
    case "'":
      return parseString(field, start);
    case '(':
      return parseComplex(field, start);
    case '/':
      return { value: null, comment: commentFrom(field, start), valid: true };
    default:
      return parseToken(field, start);
  }
}

/** A number as FITS writes it: an integer (bigint beyond 2^53), a real with exponent E or D, or undefined. */
function parseNumber(text: string): number | bigint | undefined {
  if (INTEGER.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value + 0 : BigInt(text.replace('+', ''));
  }
  return REAL.test(text) ? Number(text.replace(/[Dd]/, 'E')) : undefined;
}

/** Trailing blanks are not significant, but a string of blanks differs from an empty one. */
function trimString(raw: string): string {
  const trimmed = trimBlanks(raw);
  return trimmed === '' && raw !== '' ? ' ' : trimmed;
}

/** `text` without blanks at its end. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

function parseString(field: string, start: number): ParsedField {
  let raw = '';
  let i = start + 1;
  for (;;) {
    const quote = field.indexOf("'", i);
    if (quote < 0) {
      const value = trimBlanks(field.slice(start + 1));
      return { value, comment: '', valid: false };
    }
    raw += field.slice(i, quote);
    if (field[quote + 1] !== "'") {
      return { value: trimString(raw), comment: commentFrom(field, quote + 1), valid: true, rawString: raw };
    }
    raw += "'";
    i = quote + 2;
  }
}

function parseComplex(field: string, start: number): ParsedField {
  const close = field.indexOf(')', start);
  const parts = close < 0 ? [] : field.slice(start + 1, close).split(',');
  const numbers = parts.map((part) => parseNumber(part.trim()));
  const [re, im] = numbers;
  if (parts.length !== 2 || re === undefined || im === undefined) return parseToken(field, start);
  return { value: { re: Number(re), im: Number(im) }, comment: commentFrom(field, close + 1), valid: true };
}

function parseToken(field: string, start: number): ParsedField {
  const slash = field.indexOf('/', start);
  const token = trimBlanks(field.slice(start, slash < 0 ? field.length : slash));
  const comment = slash < 0 ? '' : commentFrom(field, slash);
  const whole = plainValue(token);
  if (whole !== undefined) return { value: whole, comment, valid: true };
  // Some writers leave out the slash before the comment.
  const blank = token.indexOf(' ');
  const first = blank < 0 ? undefined : plainValue(token.slice(0, blank));
  if (first !== undefined) return { value: first, comment: field.slice(start + blank).trim(), valid: true };
  return { value: token, comment, valid: false };
}

function plainValue(token: string): number | bigint | boolean | undefined {
  if (token === 'T') return true;
  if (token === 'F') return false;
  return parseNumber(token);
}

function commentFrom(field: string, from: number): string {
  const at = skipBlanks(field, from);
  return field.slice(field[at] === '/' ? at + 1 : at).trim();
}

function skipBlanks(field: string, from: number): number {
  let i = from;
  while (i < field.length && field[i] === ' ') i++;
  return i;
}
