import { MAX_LENGTH } from './expression.ts';
import { expressionError } from './expressionError.ts';

/** A piece of the text. `text` is the name without its quotes, the literal's value, or the operator. */
export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'column' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const SPACE = /\s+/y;
const OPERATOR = /==|!=|<>|<=|>=|&&|\|\||[-+*/%^=<>!(),]/y;
/** Signs that people paste, and what they mean. */
const SYMBOLS = new Map([
  ['−', '-'],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);
const CLOSING = new Map([
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
  ["'", "'"],
]);

/** The text in pieces, with one of kind 'end' after the last. */
export function tokensOf(text: string): Token[] {
  if (text.length > MAX_LENGTH) {
    throw expressionError(
      undefined,
      `it has ${text.length} characters, and at most ${MAX_LENGTH} are read.`,
      'Make computed columns of its parts.',
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const quote = text[at]!;
    if (CLOSING.has(quote)) {
      const { value, next } = quoted(text, at);
      tokens.push({ kind: quote === "'" ? 'text' : 'column', text: value, at });
      at = next;
      continue;
    }
    const token = plainToken(text, at);
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function plainToken(text: string, at: number): { token: Token; next: number } {
  const number = match(NUMBER, text, at);
  if (number !== null) {
    const next = at + number.length;
    const tail = match(WORD, text, next);
    if (tail !== null) {
      const name = number + tail;
      throw expressionError(
        at,
        `${name} is neither a number nor a plain name.`,
        `A column of that name is written "${name}", in double quotes.`,
      );
    }
    return { token: { kind: 'number', text: number, at }, next };
  }
  const word = match(WORD, text, at);
  if (word !== null) return { token: { kind: 'word', text: word, at }, next: at + word.length };
  const operator = match(OPERATOR, text, at);
  if (operator !== null)
    return { token: { kind: 'operator', text: operator, at }, next: at + operator.length };
  const symbol = SYMBOLS.get(text[at]!);
  if (symbol !== undefined) return { token: { kind: 'operator', text: symbol, at }, next: at + 1 };
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const doubled = character === '&' || character === '|' ? ` Did you mean ${character}${character}?` : '';
  throw expressionError(
    at,
    `the character ${character} means nothing here.${doubled}`,
    'Names with other characters than letters, digits and _ are written in double quotes: "B.V".',
  );
}

/** A quoted piece; the quote itself is written twice inside it. */
function quoted(text: string, at: number): { value: string; next: number } {
  const open = text[at]!;
  const close = CLOSING.get(open)!;
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== close) {
      value += text[i];
    } else if (text[i + 1] === close) {
      value += close;
      i++;
    } else {
      if (value === '' && close !== "'")
        throw expressionError(at, `a column's name stands between ${open} and ${close}.`);
      return { value, next: i + 1 };
    }
  }
  throw expressionError(at, `${open} opens something that no ${close} closes.`);
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
