import type { ExpressionType } from './expression.ts';

/** A piece of SQL. `clean`: a missing number is NULL, never NaN or an infinity; a truth value is never NULL. `leaf`: cheap and short enough to stand twice
 * (anything else may not, or the text would double at each level). */
export interface Fragment {
  readonly sql: string;
  readonly type: ExpressionType | 'null';
  readonly clean: boolean;
  readonly leaf: boolean;
}

const INFINITY = "'infinity'::DOUBLE";

/** An identifier of SQL, whatever characters the name has. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function numberSql(sql: string, clean: boolean): Fragment {
  return { sql, type: 'number', clean, leaf: false };
}

export function booleanSql(sql: string): Fragment {
  return { sql, type: 'boolean', clean: true, leaf: false };
}

/** A result that may overflow: the remainder by infinity is the number itself where it is finite, and NaN elsewhere. */
export function finiteSql(sql: string): Fragment {
  return numberSql(`((${sql}) % ${INFINITY})`, false);
}

/** The number with NULL for missing. */
export function cleaned(operand: Fragment): Fragment {
  if (operand.clean) return operand;
  return numberSql(
    withOne(operand, (v) => `CASE WHEN isfinite(${v}) THEN ${v} END`),
    true,
  );
}

/** Whether a number is missing. */
export function missingSql(operand: Fragment): string {
  if (operand.type !== 'number' || operand.clean) return `(${operand.sql} IS NULL)`;
  // NaN sorts above infinity.
  return `coalesce(${operand.sql} > ${INFINITY}, true)`;
}

/** A body that names its operand more than once: through a lambda, which evaluates it once and writes it once. */
export function withOne(operand: Fragment, body: (name: string) => string): string {
  if (operand.leaf) return `(${body(operand.sql)})`;
  return `list_transform([${operand.sql}], lambda v: ${body('v')})[1]`;
}

/** As withOne, for several numbers. */
export function withAll(operands: readonly Fragment[], body: (names: readonly string[]) => string): string {
  if (operands.every((operand) => operand.leaf)) return `(${body(operands.map((operand) => operand.sql))})`;
  const fields = operands.map((operand, i) => `'p${i}': ${operand.sql}`).join(', ');
  return `list_transform([{${fields}}], lambda v: ${body(operands.map((_, i) => `v.p${i}`))})[1]`;
}
