import type { ColumnInfo, ColumnType } from '../table/index.ts';
import type { BinaryNode, CallNode, Expression, ExpressionType } from './expression.ts';
import { expressionError, nearestName } from './expressionError.ts';
import { SIGNATURES } from './functions.ts';

/** The columns an expression may name, with what their cells are. */
export type ColumnTypes = ReadonlyMap<string, ColumnType>;

/** A null fits any type. */
type Found = ExpressionType | 'null';

/** What an expression gives over those columns, or an error in words: an unknown column, a text where a number belongs.
 *
 * Errors: bad-expression. */
export function checkExpression(tree: Expression, columns: readonly ColumnInfo[]): ExpressionType {
  return checkTypes(tree, new Map(columns.map((column) => [column.name, column.type])));
}

/** As checkExpression, for types at hand. */
export function checkTypes(tree: Expression, columns: ColumnTypes): ExpressionType {
  const type = typeOf(tree, columns);
  return type === 'null' ? 'number' : type;
}

/** What a column of a table is in an expression. */
export function typeOfColumn(type: ColumnType): ExpressionType {
  return type === 'text' || type === 'boolean' ? type : 'number';
}

/** An integer beyond 2^53 with its digits, which only comparisons with an int64 column may hold. */
function isExactInteger(node: Expression): boolean {
  return node.kind === 'number' && node.digits !== undefined;
}

/** Whether a comparison is made between 64-bit integers: an int64 column on one side, an integer beyond 2^53 on the other. */
export function comparesExactly(
  of: Expression,
  others: readonly Expression[],
  columns: ColumnTypes,
): boolean {
  const isColumn = of.kind === 'column' && columns.get(of.name) === 'int64';
  const isInteger = (node: Expression): boolean =>
    isExactInteger(node) || (node.kind === 'number' && Number.isSafeInteger(node.value));
  return isColumn && others.some(isExactInteger) && others.every(isInteger);
}

function typeOf(node: Expression, columns: ColumnTypes): Found {
  switch (node.kind) {
    case 'number':
      if (node.digits !== undefined) {
        throw expressionError(
          node.at,
          `${node.digits} has more digits than a number keeps here (about 16).`,
          'Such integers can only be compared (=, <, between, in, …) with a column of 64-bit integers.',
        );
      }
      return 'number';
    case 'text':
    case 'boolean':
    case 'null':
      return node.kind;
    case 'column':
      return columnType(node.name, node.at, columns);
    case 'unary': {
      const wanted = node.op === '-' ? 'number' : 'boolean';
      expectType(node.of, wanted, node.op === '-' ? 'the sign -' : 'not', columns);
      return wanted;
    }
    case 'binary':
      return binaryType(node, columns);
    case 'between': {
      if (comparesExactly(node.of, [node.low, node.high], columns)) return 'boolean';
      const type = ordered(node.of, 'between', columns);
      expectType(node.low, type, 'between', columns);
      expectType(node.high, type, 'between', columns);
      return 'boolean';
    }
    case 'in': {
      if (comparesExactly(node.of, node.list, columns)) return 'boolean';
      const type = ordered(node.of, 'in', columns);
      for (const item of node.list) expectType(item, type, 'the list after in', columns);
      return 'boolean';
    }
    case 'missing':
      typeOf(node.of, columns);
      return 'boolean';
    case 'call':
      return callType(node, columns);
  }
}

function columnType(name: string, at: number | undefined, columns: ColumnTypes): ExpressionType {
  const type = columns.get(name);
  if (type !== undefined) return typeOfColumn(type);
  const near = nearestName(name, columns.keys());
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  throw expressionError(
    at,
    `there is no column "${name}".${hint}`,
    "A text is written in single quotes: 'M 31'.",
  );
}

function binaryType(node: BinaryNode, columns: ColumnTypes): ExpressionType {
  const { op, left, right } = node;
  switch (op) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
      expectType(left, 'number', op, columns);
      expectType(right, 'number', op, columns);
      return 'number';
    case 'and':
    case 'or':
      expectType(left, 'boolean', op, columns);
      expectType(right, 'boolean', op, columns);
      return 'boolean';
    case 'like':
    case 'contains':
    case 'startswith':
    case 'endswith':
      expectType(left, 'text', op, columns);
      expectType(right, 'text', op, columns);
      return 'boolean';
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      break;
  }
  if (comparesExactly(left, [right], columns) || comparesExactly(right, [left], columns)) return 'boolean';
  // Each side once only: twice at every level would double the work with each.
  const type = typeOf(left, columns);
  const other = typeOf(right, columns);
  if (type === 'null' || other === 'null') {
    throw expressionError(node.at, `nothing is ${op} null.`, 'Write x is null, or x is not null.');
  }
  if (type === 'boolean' && op !== '=' && op !== '!=') {
    throw expressionError(node.at, `${op} compares numbers or texts, and ${what(left)} is a truth value.`);
  }
  if (type !== other) {
    throw expressionError(
      node.at,
      `${op} compares like with like, and ${what(left)} is ${article(type)}, ${what(right)} ${article(other)}.`,
    );
  }
  return 'boolean';
}

function callType(node: CallNode, columns: ColumnTypes): Found {
  const signature = SIGNATURES.get(node.name);
  if (!signature) throw expressionError(node.at, `there is no function ${node.name}.`);
  const { parameters, repeats = false, result, usage } = signature;
  const count = node.args.length;
  if (count < parameters.length || (count > parameters.length && !repeats)) {
    const wanted = `${repeats ? 'at least ' : ''}${parameters.length}`;
    throw expressionError(
      node.at,
      `${usage} takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${count}.`,
    );
  }
  let any: Found = 'null';
  node.args.forEach((argument, i) => {
    const wanted = parameters[Math.min(i, parameters.length - 1)]!;
    if (wanted !== 'any') {
      expectType(argument, wanted, `${node.name}(…)`, columns);
      return;
    }
    const type = typeOf(argument, columns);
    if (any === 'null') any = type;
    else if (type !== 'null' && type !== any) {
      throw expressionError(
        argument.at,
        `${usage} gives one type, and ${what(argument)} is ${article(type)} where the others are ${plural(any)}.`,
      );
    }
  });
  return result === 'any' ? any : result;
}

/** The type of something compared by order or membership: number or text. */
function ordered(node: Expression, by: string, columns: ColumnTypes): 'number' | 'text' {
  const type = typeOf(node, columns);
  if (type === 'number' || type === 'text') return type;
  throw expressionError(node.at, `${by} compares numbers or texts, and ${what(node)} is ${article(type)}.`);
}

function expectType(node: Expression, wanted: ExpressionType, by: string, columns: ColumnTypes): void {
  const type = typeOf(node, columns);
  if (type === wanted) return;
  const remedy =
    type === 'null'
      ? 'null can stand in if(…) and coalesce(…) only; test with x is null.'
      : wanted === 'boolean' && type === 'number'
        ? 'Write a comparison, such as x > 0.'
        : undefined;
  throw expressionError(
    node.at,
    `${by} takes ${plural(wanted)}, and ${what(node)} is ${article(type)}.`,
    remedy,
  );
}

function what(node: Expression): string {
  if (node.kind === 'column') return `the column "${node.name}"`;
  if (node.kind === 'text') return `'${node.value}'`;
  if (node.kind === 'number') return String(node.value);
  return node.kind === 'call' ? `${node.name}(…)` : 'what stands here';
}

function article(type: Found): string {
  return { number: 'a number', text: 'a text', boolean: 'a truth value', null: 'null' }[type];
}

function plural(type: Found): string {
  return { number: 'numbers', text: 'texts', boolean: 'truth values', null: 'null' }[type];
}
