import { childrenOf, type BinaryOperator, type Expression } from './expression.ts';

/** Binding powers as the parser has them, loosest first. */
const POWER: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  like: 4,
  contains: 4,
  startswith: 4,
  endswith: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '^': 8,
};
const NOT = 3;
const COMPARE = 4;
const MINUS = 7;
const ATOM = 9;

/** The names of the columns in an expression, each once, in the order in which they come. */
export function expressionColumns(tree: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'column') names.add(node.name);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return [...names];
}

/** An expression as text that parses to the same tree (its positions aside), with brackets only where they are needed. */
export function expressionText(tree: Expression): string {
  switch (tree.kind) {
    case 'number':
      return tree.digits ?? numberText(tree.value);
    case 'text':
      return `'${tree.value.replaceAll("'", "''")}'`;
    case 'boolean':
      return String(tree.value);
    case 'null':
      return 'null';
    case 'column':
      return columnText(tree.name);
    case 'unary':
      // A sign before a number would become part of the number.
      if (tree.op === '-')
        return `-${tree.of.kind === 'number' ? `(${expressionText(tree.of)})` : within(tree.of, MINUS)}`;
      return `not ${within(tree.of, NOT)}`;
    case 'binary': {
      const power = POWER[tree.op];
      const right = tree.op === '^' ? MINUS : power + 1;
      // Comparisons do not chain, ^ groups to the right, the others to the left.
      const left = power === COMPARE || tree.op === '^' ? power + 1 : power;
      return `${within(tree.left, left)} ${not(tree.negated)}${tree.op} ${within(tree.right, right)}`;
    }
    case 'between': {
      const limits = `${within(tree.low, COMPARE + 1)} and ${within(tree.high, COMPARE + 1)}`;
      return `${within(tree.of, COMPARE + 1)} ${not(tree.negated)}between ${limits}`;
    }
    case 'in':
      return `${within(tree.of, COMPARE + 1)} ${not(tree.negated)}in (${tree.list.map(expressionText).join(', ')})`;
    case 'missing':
      return `${within(tree.of, COMPARE + 1)} is ${not(tree.negated)}missing`;
    case 'call':
      return tree.name === 'pi' ? 'pi' : `${tree.name}(${tree.args.map(expressionText).join(', ')})`;
  }
}

/** In brackets where the node binds more loosely than its place asks. */
function within(node: Expression, power: number): string {
  const text = expressionText(node);
  return powerOf(node) < power ? `(${text})` : text;
}

function powerOf(node: Expression): number {
  switch (node.kind) {
    case 'binary':
      return POWER[node.op];
    case 'between':
    case 'in':
    case 'missing':
      return COMPARE;
    case 'unary':
      return node.op === '-' ? MINUS : NOT;
    case 'number':
      return node.value < 0 || Object.is(node.value, -0) ? MINUS : ATOM;
    case 'text':
    case 'boolean':
    case 'null':
    case 'column':
    case 'call':
      return ATOM;
  }
}

const RESERVED: ReadonlySet<string> = new Set(
  'and or not in is between like contains startswith endswith true false null missing pi'.split(' '),
);

function columnText(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !RESERVED.has(name.toLowerCase());
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

function not(negated: boolean | undefined): string {
  return negated ? 'not ' : '';
}

/** With every digit of a whole number that a double holds, since other digits would be read as those of an identifier. */
function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : String(value);
}
