/** Operators between two operands. */
export const BINARY_OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'like',
  'contains',
  'startswith',
  'endswith',
] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** Where a node begins in the text it was parsed from (0-based), for messages; trees made otherwise have none. */
interface Placed {
  readonly at?: number | undefined;
}

/** An integer that a double does not hold exactly carries its digits, and may only be compared with int64 columns. */
export type NumberLiteral = Placed & {
  readonly kind: 'number';
  readonly value: number;
  readonly digits?: string | undefined;
};
export type TextLiteral = Placed & { readonly kind: 'text'; readonly value: string };

/** An expression over the columns of a table, as plain JSON. */
export type Expression =
  | NumberLiteral
  | TextLiteral
  | (Placed & { readonly kind: 'boolean'; readonly value: boolean })
  | (Placed & { readonly kind: 'null' })
  | (Placed & { readonly kind: 'column'; readonly name: string })
  | (Placed & { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly of: Expression })
  | (Placed & {
      readonly kind: 'binary';
      readonly op: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      /** Only with like, contains, startswith and endswith: the negated comparison, false too where a side is missing. */
      readonly negated?: boolean | undefined;
    })
  | (Placed & {
      readonly kind: 'between';
      readonly of: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated?: boolean | undefined;
    })
  | (Placed & {
      readonly kind: 'in';
      readonly of: Expression;
      readonly list: readonly (NumberLiteral | TextLiteral)[];
      readonly negated?: boolean | undefined;
    })
  | (Placed & { readonly kind: 'missing'; readonly of: Expression; readonly negated?: boolean | undefined })
  | (Placed & { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] });

export type BinaryNode = Extract<Expression, { kind: 'binary' }>;
export type CallNode = Extract<Expression, { kind: 'call' }>;

/** What an expression gives in each row. */
export type ExpressionType = 'number' | 'text' | 'boolean';

/** Longest text accepted. */
export const MAX_LENGTH = 2000;
/** Deepest nesting of brackets, calls and prefixes in a text. */
export const MAX_NESTING = 60;
/** Deepest tree: a chain a + b + c … is as deep as it has terms. */
export const MAX_TREE_DEPTH = 250;
/** Most nodes in a tree. */
export const MAX_NODES = 2000;

/** The expressions a node is made of. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
    case 'missing':
      return [node.of];
    case 'binary':
      return [node.left, node.right];
    case 'between':
      return [node.of, node.low, node.high];
    case 'in':
      return [node.of, ...node.list];
    case 'call':
      return node.args;
    case 'number':
    case 'text':
    case 'boolean':
    case 'null':
    case 'column':
      return [];
  }
}
