import { AppError } from '../../core/errors/index.ts';
import { uniqueNames, type Column, type ColumnInfo } from '../../core/table/index.ts';
import { withRows } from './appendRows.ts';
import type { Watch } from './database.ts';
import { withGuest } from './guestTable.ts';
import { materialise } from './materialise.ts';
import { columnIndex, refuseTooWide, type OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';
import type { Staging } from './staging.ts';

export interface JoinOptions {
  /** Pairs of columns whose cells are equal: left, right. */
  readonly on: readonly (readonly [string, string])[];
  /** Whether rows of the left table without a partner stay. */
  readonly how: 'inner' | 'left';
}

/** Two tables side by side where cells are equal; a missing cell equals nothing. Rows come in the order of the left table,
 * then of the right one. */
export async function joinTables(
  left: OpenTable,
  right: OpenTable,
  { on, how }: JoinOptions,
  staging: Staging,
  watch?: Watch,
): Promise<OpenTable> {
  if (on.length === 0)
    throw new AppError('bad-argument', 'A join needs at least one pair of columns to compare.', {
      remedy: 'Name the columns that hold the same thing in both tables.',
    });
  const conditions = on.map(([a, b]) => joinCondition(left, right, a, b)).join(' AND ');
  const columns = sideBySide(left, right, []);
  const l = wholeRelation(left);
  return withGuest(
    right,
    left,
    staging,
    l.params.length,
    (x) => {
      const join = `(${l.sql}) l ${how === 'left' ? 'LEFT JOIN' : 'JOIN'} (${x.sql}) x ON ${conditions}`;
      const sql = `SELECT ${cellsOf(left, right).join(', ')} FROM ${join} ORDER BY l.r, x.r`;
      return materialise(left.base.database, { sql, params: [...l.params, ...x.params] }, columns, watch);
    },
    watch,
  );
}

/** Rows of two tables by their ids; -1 stands for no partner in the right table. */
export interface RowPairs {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
}

/** Two tables side by side by pairs of rows, in the order of the pairs, with further columns of the pairs (separations). */
export async function joinPairs(
  left: OpenTable,
  right: OpenTable,
  pairs: RowPairs,
  extra: readonly Column[],
  staging: Staging,
  watch?: Watch,
): Promise<OpenTable> {
  const { database } = left.base;
  const columns = sideBySide(
    left,
    right,
    extra.map(({ info }) => info),
  );
  const l = wholeRelation(left);
  const cells = [
    ...cellsOf(left, right),
    ...extra.map((_, i) => `p.k${2 + i} AS k${left.columns.length + right.columns.length + i}`),
  ].join(', ');
  const picked = [
    { type: 'float64', values: Float64Array.from(pairs.left) },
    { type: 'float64', values: Float64Array.from(pairs.right) },
    ...extra.map(({ data }) => data),
  ] as const;
  return withRows(
    database,
    picked,
    (name) =>
      withGuest(
        right,
        left,
        staging,
        l.params.length,
        (x) => {
          const joins = `${name} p JOIN (${l.sql}) l ON l.r = CAST(p.k0 AS BIGINT) LEFT JOIN (${x.sql}) x ON x.r = CAST(p.k1 AS BIGINT)`;
          const sql = `SELECT ${cells} FROM ${joins} ORDER BY p.rowid`;
          return materialise(database, { sql, params: [...l.params, ...x.params] }, columns, watch);
        },
        watch,
      ),
    watch,
  );
}

function wholeRelation(table: OpenTable): ReturnType<typeof relation> {
  return relation(
    table,
    table.columns.map((_, i) => i),
  );
}

function cellsOf(left: OpenTable, right: OpenTable): string[] {
  return [
    ...left.columns.map((_, i) => `l.${cell(i)} AS k${i}`),
    ...right.columns.map((_, i) => `x.${cell(i)} AS k${left.columns.length + i}`),
  ];
}

function joinCondition(left: OpenTable, right: OpenTable, a: string, b: string): string {
  const i = columnIndex(left, a);
  const j = columnIndex(right, b);
  const kind = (type: ColumnInfo['type']): string =>
    type === 'text' ? 'text' : type === 'boolean' ? 'truth values' : 'numbers';
  const kinds = [kind(left.columns[i]!.type), kind(right.columns[j]!.type)];
  if (kinds[0] !== kinds[1])
    throw new AppError(
      'bad-argument',
      `Column "${a}" holds ${kinds[0]} and column "${b}" holds ${kinds[1]}, so no cells of them are equal.`,
      { remedy: 'Read both as the same type.' },
    );
  return `l.${cell(i)} = x.${cell(j)}`;
}

function sideBySide(left: OpenTable, right: OpenTable, extra: readonly ColumnInfo[]): ColumnInfo[] {
  const all = [...left.columns, ...right.columns, ...extra];
  refuseTooWide(all.length);
  const names = uniqueNames(all.map(({ name }) => name));
  return all.map((info, i) => ({ ...info, name: names[i]! }));
}
