import { expressionError } from './expressionError.ts';
import type { Token } from './tokens.ts';

/** Where the parser is. */
export interface Parser {
  readonly tokens: readonly Token[];
  next: number;
  nesting: number;
}

export function peek(parser: Parser): Token {
  return parser.tokens[parser.next]!;
}

export function take(parser: Parser): Token {
  const token = parser.tokens[parser.next]!;
  if (token.kind !== 'end') parser.next++;
  return token;
}

export function expect(parser: Parser, operator: string): void {
  const token = take(parser);
  if (token.kind !== 'operator' || token.text !== operator) {
    throw expressionError(token.at, `${operator} is expected, not ${shown(token)}.`);
  }
}

export function isWord(token: Token, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}

export function shown(token: Token): string {
  if (token.kind === 'end') return 'the end';
  if (token.kind === 'text') return `the text '${token.text}'`;
  return token.kind === 'column' ? `the column "${token.text}"` : token.text;
}
