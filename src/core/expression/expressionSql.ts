import type { ColumnInfo } from '../table/index.ts';
import { checkTypes, comparesExactly, typeOfColumn, type ColumnTypes } from './checkExpression.ts';
import type { BinaryNode, Expression, NumberLiteral, TextLiteral } from './expression.ts';
import { functionSql } from './functionSql.ts';
import {
  booleanSql,
  cleaned,
  finiteSql,
  missingSql,
  numberSql,
  quoteIdentifier,
  type Fragment,
} from './sql.ts';

export interface SqlOptions {
  /** Number of the first parameter, so that several expressions can share a statement; 1 unless given. */
  readonly firstParameter?: number;
  /** The SQL of a column, where the table's own names are others; the quoted name unless given. */
  readonly columnSql?: (name: string) => string;
}

export interface ExpressionSql {
  /** One scalar expression of DuckDB, in brackets where it needs them. A number is DOUBLE, a truth value is never NULL. */
  readonly sql: string;
  /** The values of $1, $2, …, in order; each is cast in the SQL, so a number may come as text. */
  readonly params: (string | number | boolean)[];
}

interface Compiler {
  readonly columns: ColumnTypes;
  readonly params: (string | number | boolean)[];
  readonly first: number;
  readonly columnSql: (name: string) => string;
}

/** An expression as DuckDB's SQL, meaning the same as evaluateExpression.
 *
 * Method: every identifier is quoted, every literal is a numbered parameter with a cast. Numbers are DOUBLE; a missing number
 *         is NULL or, inside, NaN. No operand is written twice unless it is a column or a literal, so the text grows with
 *         the tree. Functions are kept from the values at which DuckDB raises errors.
 * Non-finite and masked: NULL, NaN and infinities are missing; what is not finite becomes NULL; a comparison with a missing
 *         side is false.
 * Errors: bad-expression, as checkExpression.
 * Checked against: DuckDB 1.5.6, by random trees against evaluateExpression. */
export function expressionSql(
  tree: Expression,
  columns: readonly ColumnInfo[],
  options: SqlOptions = {},
): ExpressionSql {
  const types: ColumnTypes = new Map(columns.map((column) => [column.name, column.type]));
  const type = checkTypes(tree, types);
  const compiler: Compiler = {
    columns: types,
    params: [],
    first: options.firstParameter ?? 1,
    columnSql: options.columnSql ?? quoteIdentifier,
  };
  const result = compile(tree, compiler);
  const { params } = compiler;
  if (type === 'boolean') return { sql: certain(result), params };
  if (result.type === 'null') return { sql: 'CAST(NULL AS DOUBLE)', params };
  // Written twice, at this one level only: DuckDB finds the common part and evaluates it once.
  return {
    sql: result.clean ? result.sql : `(CASE WHEN isfinite(${result.sql}) THEN ${result.sql} END)`,
    params,
  };
}

function compile(node: Expression, compiler: Compiler): Fragment {
  switch (node.kind) {
    case 'number':
      return {
        sql: parameter(bindable(node.value), 'DOUBLE', compiler),
        type: 'number',
        clean: true,
        leaf: true,
      };
    case 'text':
      return { sql: parameter(node.value, 'VARCHAR', compiler), type: 'text', clean: true, leaf: true };
    case 'boolean':
      return { sql: parameter(node.value, 'BOOLEAN', compiler), type: 'boolean', clean: true, leaf: true };
    case 'null':
      return { sql: 'NULL', type: 'null', clean: true, leaf: true };
    case 'column':
      return columnFragment(node.name, compiler);
    case 'unary': {
      const of = compile(node.of, compiler);
      if (node.op === '-') return numberSql(`(-${of.sql})`, of.clean);
      return booleanSql(`(NOT ${certain(of)})`);
    }
    case 'binary':
      return binarySql(node, compiler);
    case 'between': {
      const word = node.negated ? 'NOT BETWEEN' : 'BETWEEN';
      const exact = comparesExactly(node.of, [node.low, node.high], compiler.columns);
      const [of, low, high] = exact
        ? [exactSql(node.of, compiler), exactSql(node.low, compiler), exactSql(node.high, compiler)]
        : [node.of, node.low, node.high].map((part) => cleaned(compile(part, compiler)).sql);
      return booleanSql(`coalesce(${of} ${word} ${low} AND ${high}, false)`);
    }
    case 'in': {
      const exact = comparesExactly(node.of, node.list, compiler.columns);
      const of = exact ? exactSql(node.of, compiler) : cleaned(compile(node.of, compiler)).sql;
      const list = node.list.map((item) => (exact ? exactSql(item, compiler) : compile(item, compiler).sql));
      return booleanSql(`coalesce(${of} ${node.negated ? 'NOT IN' : 'IN'} (${list.join(', ')}), false)`);
    }
    case 'missing': {
      const missing = missingSql(compile(node.of, compiler));
      return booleanSql(node.negated ? `(NOT ${missing})` : missing);
    }
    case 'call':
      return functionSql(
        node.name,
        node.args.map((argument) => compile(argument, compiler)),
      );
  }
}

function columnFragment(name: string, compiler: Compiler): Fragment {
  const type = compiler.columns.get(name)!;
  const sql = compiler.columnSql(name);
  if (type === 'text') return { sql: `CAST(${sql} AS VARCHAR)`, type: 'text', clean: true, leaf: true };
  if (type === 'boolean')
    return { sql: `CAST(${sql} AS BOOLEAN)`, type: 'boolean', clean: false, leaf: true };
  const value = `CAST(${sql} AS DOUBLE)`;
  const floating = type === 'float64' || type === 'float32';
  const clean = floating ? `(CASE WHEN isfinite(${value}) THEN ${value} END)` : value;
  return { sql: clean, type: typeOfColumn(type), clean: true, leaf: true };
}

function binarySql(node: BinaryNode, compiler: Compiler): Fragment {
  const { op } = node;
  if (
    comparesExactly(node.left, [node.right], compiler.columns) ||
    comparesExactly(node.right, [node.left], compiler.columns)
  ) {
    return booleanSql(
      `coalesce(${exactSql(node.left, compiler)} ${op} ${exactSql(node.right, compiler)}, false)`,
    );
  }
  const left = compile(node.left, compiler);
  const right = compile(node.right, compiler);
  switch (op) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      // Division by zero is an infinity or NaN (or NULL, by DuckDB's setting): missing in any case.
      return finiteSql(`${left.sql} ${op} ${right.sql}`);
    case '^':
      return powerSql(left, right);
    case 'and':
    case 'or':
      return booleanSql(`(${certain(left)} ${op.toUpperCase()} ${certain(right)})`);
    case 'like': {
      const like = node.negated ? 'NOT LIKE' : 'LIKE';
      return booleanSql(`coalesce(${left.sql} ${like} ${right.sql}, false)`);
    }
    case 'contains':
    case 'startswith':
    case 'endswith': {
      const name = { contains: 'contains', startswith: 'starts_with', endswith: 'ends_with' }[op];
      return booleanSql(`coalesce(${node.negated ? 'NOT ' : ''}${name}(${left.sql}, ${right.sql}), false)`);
    }
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return booleanSql(`coalesce(${comparison(op, left, right)}, false)`);
  }
}

/** DuckDB takes NaN for the greatest number, equal to itself. Where one may be met, the difference is compared instead: it is
 * zero only of equal numbers, and NaN is never below or equal to a number. */
function comparison(op: '=' | '!=' | '<' | '<=' | '>' | '>=', left: Fragment, right: Fragment): string {
  if (left.type !== 'number' || (left.clean && right.clean)) return `(${left.sql} ${op} ${right.sql})`;
  switch (op) {
    case '=':
    case '<':
    case '<=':
      return `((${left.sql} - ${right.sql}) ${op} 0)`;
    case '>':
      return `((${right.sql} - ${left.sql}) < 0)`;
    case '>=':
      return `((${right.sql} - ${left.sql}) <= 0)`;
    case '!=':
      return `(-abs(${left.sql} - ${right.sql}) < 0)`;
  }
}

/** pow(NaN, 0) and pow(1, NaN) are 1, where a missing operand gives missing: so both are made NULL. */
function powerSql(left: Fragment, right: Fragment): Fragment {
  return finiteSql(`pow(${cleaned(left).sql}, ${cleaned(right).sql})`);
}

/** A truth value that is false where it is missing. */
function certain(fragment: Fragment): string {
  return fragment.clean ? fragment.sql : `coalesce(${fragment.sql}, false)`;
}

/** An operand of a comparison of 64-bit integers. */
function exactSql(node: Expression, compiler: Compiler): string {
  if (node.kind === 'column') return compiler.columnSql(node.name);
  const literal = node as NumberLiteral | TextLiteral;
  const digits =
    literal.kind === 'number' ? (literal.digits ?? BigInt(literal.value).toString()) : literal.value;
  return parameter(digits, 'BIGINT', compiler);
}

/** Drivers bind a whole number as an integer, which has no -0 and an end: such numbers go as text. */
function bindable(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;
}

function parameter(value: string | number | boolean, type: string, compiler: Compiler): string {
  compiler.params.push(value);
  return `CAST($${compiler.first + compiler.params.length - 1} AS ${type})`;
}
