import type { Expression } from '../../core/expression/index.ts';
import {
  createBitset,
  encodeBitset,
  evaluatePredicate,
  predicateColumns,
  setRow,
  type Bitset,
  type Predicate,
} from '../../core/selection/index.ts';
import { AppError } from '../../core/errors/index.ts';
import type { OpenTable, Tables } from '../tables/index.ts';

/** The rows that a condition holds. Conditions in words and on texts are answered by the database, the others from columns.
 *
 * Errors: those of `evaluatePredicate`; `not-found` for columns that the table has not. */
export async function selectionRows(tables: Tables, table: OpenTable, where: Predicate): Promise<Bitset> {
  const resolved = await resolve(tables, table, where);
  const columns = new Map<string, Float64Array>();
  for (const name of predicateColumns(resolved))
    columns.set(name, (await tables.numbers(table, name)).values);
  return evaluatePredicate(resolved, table.rows, { numbers: (name) => columns.get(name)! });
}

/** The condition with every part that is about texts, or in words, replaced by its rows. */
async function resolve(tables: Tables, table: OpenTable, where: Predicate): Promise<Predicate> {
  switch (where.op) {
    case 'and':
    case 'or':
      return { op: where.op, of: await Promise.all(where.of.map((part) => resolve(tables, table, part))) };
    case 'not':
      return { op: 'not', of: await resolve(tables, table, where.of) };
    case 'expression':
      return rowsOf(tables, table, where.text);
    case 'equal': {
      const type = table.columns.find(({ name }) => name === where.column)?.type;
      if (type !== 'text') return where;
      const column = { kind: 'column', name: where.column } as const;
      const filter: Expression =
        where.value === null
          ? { kind: 'missing', of: column }
          : { kind: 'binary', op: '=', left: column, right: { kind: 'text', value: String(where.value) } };
      return rowsOf(tables, table, filter);
    }
    case 'named':
      throw new AppError('not-found', `There is no selection "${where.name}" here.`);
    default:
      return where;
  }
}

async function rowsOf(tables: Tables, table: OpenTable, filter: string | Expression): Promise<Predicate> {
  const set = await filterRows(tables, table, filter);
  return { op: 'rows', rows: encodeBitset(set.set), count: set.count, total: table.rows };
}

/** The rows that fulfil a filter. */
export async function filterRows(
  tables: Tables,
  table: OpenTable,
  filter: string | Expression,
): Promise<{ readonly set: Bitset; readonly count: number }> {
  const rows = await tables.view(table, { filter });
  if (rows === null) return { set: createBitset(table.rows, true), count: table.rows };
  const set = createBitset(table.rows);
  for (const row of rows) setRow(set, row, true);
  return { set, count: rows.length };
}
