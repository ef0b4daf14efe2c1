import {
  MAX_NESTING,
  MAX_NODES,
  MAX_TREE_DEPTH,
  type BinaryOperator,
  type Expression,
  type NumberLiteral,
  type TextLiteral,
} from './expression.ts';
import { expressionError, nearestName } from './expressionError.ts';
import { ALIASES, SIGNATURES } from './functions.ts';
import { treeSize } from './treeSize.ts';
import { expect, isWord, peek, shown, take, type Parser } from './parser.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Binding powers, loosest first. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARE = 4;
const ADD = 5;
const MULTIPLY = 6;
const MINUS = 7;
const POWER = 8;

interface Infix {
  readonly op: BinaryOperator;
  readonly power: number;
}

const INFIX: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['||', { op: 'or', power: OR }],
  ['or', { op: 'or', power: OR }],
  ['&&', { op: 'and', power: AND }],
  ['and', { op: 'and', power: AND }],
  ['==', { op: '=', power: COMPARE }],
  ['<>', { op: '!=', power: COMPARE }],
  ...(['=', '!=', '<', '<=', '>', '>=', 'like', 'contains', 'startswith', 'endswith'] as const).map(
    (op): [string, Infix] => [op, { op, power: COMPARE }],
  ),
  ['+', { op: '+', power: ADD }],
  ['-', { op: '-', power: ADD }],
  ['*', { op: '*', power: MULTIPLY }],
  ['/', { op: '/', power: MULTIPLY }],
  ['%', { op: '%', power: MULTIPLY }],
  ['^', { op: '^', power: POWER }],
]);
const TEXT_TESTS: ReadonlySet<string> = new Set(['like', 'contains', 'startswith', 'endswith']);
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'between', 'like']);

/** The tree of an expression's text.
 *
 * Method: precedence climbing (Pratt), loosest first: or, and, not, comparisons, + -, * / %, unary minus, ^ (to the right).
 * Errors: bad-expression with the character at which it goes wrong. */
export function parseExpression(text: string): Expression {
  const parser: Parser = { tokens: tokensOf(text), next: 0, nesting: 0 };
  if (parser.tokens.length === 1)
    throw expressionError(0, 'an expression is expected, and there is nothing.');
  const tree = operand(parser, 0);
  const rest = peek(parser);
  if (rest.kind !== 'end') {
    throw expressionError(rest.at, `an operator or the end is expected, not ${shown(rest)}.`);
  }
  const size = treeSize(tree);
  if (size === null || size.depth > MAX_TREE_DEPTH || size.nodes > MAX_NODES) {
    throw expressionError(
      undefined,
      `it chains more than ${MAX_TREE_DEPTH} operations.`,
      'Make computed columns of its parts, or test a list with in (…).',
    );
  }
  return tree;
}

function operand(parser: Parser, power: number): Expression {
  let left = prefix(parser);
  let compared = false;
  for (;;) {
    const comparison = power < COMPARE ? wordComparison(parser, left) : null;
    const infix = comparison === null ? infixAt(peek(parser)) : undefined;
    if (comparison === null && (infix === undefined || infix.power <= power)) break;
    if (compared && (comparison !== null || infix!.power === COMPARE)) {
      const at = parser.tokens[parser.next]!.at;
      throw expressionError(at, 'comparisons do not chain.', 'Write a < b and b < c, or use brackets.');
    }
    if (comparison !== null) {
      left = comparison;
      compared = true;
      continue;
    }
    const { at } = take(parser);
    // To the right of ^ a sign is read first: 2^-3; and ^ itself groups to the right.
    const right = operand(parser, infix!.power === POWER ? MINUS : infix!.power);
    left = { kind: 'binary', op: infix!.op, left, right, at };
    compared ||= infix!.power === COMPARE;
    if (infix!.power < COMPARE) compared = false;
  }
  return left;
}

function infixAt(token: Token): Infix | undefined {
  if (token.kind === 'operator') return INFIX.get(token.text);
  return token.kind === 'word' ? INFIX.get(token.text.toLowerCase()) : undefined;
}

/** `between`, `in`, `is` and the negated text tests, or null when none of them follows. */
function wordComparison(parser: Parser, of: Expression): Expression | null {
  const first = peek(parser);
  const negated = isWord(first, 'not');
  const token = negated ? parser.tokens[parser.next + 1]! : first;
  if (token.kind !== 'word') return null;
  const word = token.text.toLowerCase();
  const flag = negated ? { negated: true } : {};
  const at = token.at;
  if (word === 'is' && !negated) {
    take(parser);
    const not = isWord(peek(parser), 'not');
    if (not) take(parser);
    const what = take(parser);
    if (!['null', 'missing', 'nan'].some((name) => isWord(what, name))) {
      throw expressionError(what.at, `after is comes null or missing, not ${shown(what)}.`);
    }
    return { kind: 'missing', of, ...(not ? { negated: true } : {}), at };
  }
  if (word !== 'between' && word !== 'in' && !(negated && TEXT_TESTS.has(word))) return null;
  parser.next += negated ? 2 : 1;
  if (word === 'between') {
    const low = operand(parser, COMPARE);
    if (!isWord(peek(parser), 'and') && peek(parser).text !== '&&') {
      throw expressionError(peek(parser).at, `between … and … needs its and, not ${shown(peek(parser))}.`);
    }
    take(parser);
    return { kind: 'between', of, low, high: operand(parser, COMPARE), ...flag, at };
  }
  if (word === 'in') return { kind: 'in', of, list: literals(parser), ...flag, at };
  return {
    kind: 'binary',
    op: word as BinaryOperator,
    left: of,
    right: operand(parser, COMPARE),
    ...flag,
    at,
  };
}

function prefix(parser: Parser): Expression {
  parser.nesting++;
  if (parser.nesting > MAX_NESTING) {
    throw expressionError(
      peek(parser).at,
      `expressions nest at most ${MAX_NESTING} deep.`,
      'Make computed columns of its parts.',
    );
  }
  const value = prefixed(parser);
  parser.nesting--;
  return value;
}

function prefixed(parser: Parser): Expression {
  const token = take(parser);
  switch (token.kind) {
    case 'number':
      return numberLiteral(token, token.text);
    case 'text':
      return { kind: 'text', value: token.text, at: token.at };
    case 'column':
      return { kind: 'column', name: token.text, at: token.at };
    case 'word':
      return word(parser, token);
    case 'operator':
      if (token.text === '(') {
        const inner = operand(parser, 0);
        expect(parser, ')');
        return inner;
      }
      if (token.text === '-') return negative(operand(parser, MINUS), token.at);
      if (token.text === '+') return operand(parser, MINUS);
      if (token.text === '!') return { kind: 'unary', op: 'not', of: operand(parser, MINUS), at: token.at };
      break;
    case 'end':
      break;
  }
  throw expressionError(token.at, `a value or a column is expected, not ${shown(token)}.`);
}

function negative(of: Expression, at: number): Expression {
  // A number with its sign is one literal, so that integers beyond 2^53 keep their digits.
  if (of.kind !== 'number' || of.value < 0 || Object.is(of.value, -0))
    return { kind: 'unary', op: '-', of, at };
  return { ...of, value: -of.value, ...(of.digits === undefined ? {} : { digits: `-${of.digits}` }), at };
}

function word(parser: Parser, token: Token): Expression {
  const name = token.text.toLowerCase();
  const { at } = token;
  if (name === 'not') return { kind: 'unary', op: 'not', of: operand(parser, NOT), at };
  if (peek(parser).text === '(' && peek(parser).kind === 'operator' && !KEYWORDS.has(name))
    return call(parser, token);
  if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true', at };
  if (name === 'null' || name === 'missing') return { kind: 'null', at };
  if (name === 'pi') return { kind: 'call', name, args: [], at };
  if (KEYWORDS.has(name)) {
    throw expressionError(
      at,
      `a value or a column is expected, not ${token.text}.`,
      `A column of that name is written "${token.text}", in double quotes.`,
    );
  }
  return { kind: 'column', name: token.text, at };
}

function call(parser: Parser, token: Token): Expression {
  const { at } = token;
  const lower = token.text.toLowerCase();
  const name = ALIASES.get(lower) ?? lower;
  if (name === 'log') {
    throw expressionError(at, 'log is ambiguous: ln is the natural logarithm, log10 the decimal one.');
  }
  const special = [
    'isnan',
    'ismissing',
    'isnull',
    'pow',
    'power',
    'mod',
    'contains',
    'startswith',
    'endswith',
  ];
  if (!SIGNATURES.has(name) && !special.includes(name)) {
    const near = nearestName(name, [...SIGNATURES.keys(), ...special]);
    const all = [...SIGNATURES.keys()].join(', ');
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    throw expressionError(at, `there is no function ${token.text}.${hint}`, `There are ${all}.`);
  }
  const args = list(parser, () => operand(parser, 0));
  if (!special.includes(name)) return { kind: 'call', name, args, at };
  const wanted = name.startsWith('is') ? 1 : 2;
  if (args.length !== wanted) {
    throw expressionError(
      at,
      `${name} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${args.length}.`,
    );
  }
  if (wanted === 1) return { kind: 'missing', of: args[0]!, at };
  const op = name === 'pow' || name === 'power' ? '^' : name === 'mod' ? '%' : (name as BinaryOperator);
  return { kind: 'binary', op, left: args[0]!, right: args[1]!, at };
}

function literals(parser: Parser): (NumberLiteral | TextLiteral)[] {
  const at = peek(parser).at;
  const items = list(parser, () => {
    const item = prefix(parser);
    if (item.kind === 'number' || item.kind === 'text') return item;
    throw expressionError(
      item.at,
      'a list after in holds numbers and texts only.',
      'Join comparisons with or.',
    );
  });
  if (items.length === 0) throw expressionError(at, 'the list after in is empty.');
  return items;
}

function list<T>(parser: Parser, item: () => T): T[] {
  expect(parser, '(');
  const items: T[] = [];
  if (peek(parser).kind === 'operator' && peek(parser).text === ')') {
    take(parser);
    return items;
  }
  for (;;) {
    items.push(item());
    const token = take(parser);
    if (token.kind === 'operator' && token.text === ')') return items;
    if (token.kind !== 'operator' || token.text !== ',') {
      throw expressionError(token.at, `a comma or ) is expected, not ${shown(token)}.`);
    }
  }
}

function numberLiteral(token: Token, text: string): Expression {
  const value = Number(text);
  if (!Number.isFinite(value)) throw expressionError(token.at, `${text} is too large for a number.`);
  // Larger integers are no identifiers of 64 bits, and stand for the nearest double.
  const exact = !/^\d+$/.test(text) || value >= 2 ** 63 || BigInt(text) === BigInt(value);
  return { kind: 'number', value, ...(exact ? {} : { digits: BigInt(text).toString() }), at: token.at };
}
