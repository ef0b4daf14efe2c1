import { AppError } from '../../core/errors/index.ts';
import { checkExpression, parseExpression, type Expression } from '../../core/expression/index.ts';
import { uniqueNames, type Column, type ColumnInfo } from '../../core/table/index.ts';
import { appendRows } from './appendRows.ts';
import type { Watch } from './database.ts';
import { openTable, refuseTooWide, type CellSource, type OpenTable } from './openTable.ts';

/** The table with more columns, whose cells are at hand: one for each of its rows. The given table stays as it is, and shares
 * its rows with the new one, so several tables may have different columns added. A name that is there gets "(2)". */
export async function addColumns(
  table: OpenTable,
  columns: readonly Column[],
  watch?: Watch,
): Promise<OpenTable> {
  for (const { info, data } of columns)
    if (data.values.length !== table.rows)
      throw new AppError(
        'bad-argument',
        `Column "${info.name}" has ${data.values.length} cells; the table has ${table.rows} rows.`,
      );
  if (columns.length === 0) return table;
  const types = columns.map(({ data }) => data.type);
  const side = await appendRows(table.base.database, types, [columns.map(({ data }) => data)], watch);
  return withColumns(
    table,
    columns.map(({ info, data }) => ({ ...info, type: data.type })),
    columns.map((_, i) => ({ kind: 'stored', table: side, column: `k${i}` })),
  );
}

/** The table with a column computed from its others; nothing is stored, it is computed whenever it is looked at. */
export function addComputed(
  table: OpenTable,
  info: Pick<ColumnInfo, 'name'> & Partial<ColumnInfo>,
  expression: string | Expression,
): OpenTable {
  const tree = typeof expression === 'string' ? parseExpression(expression) : expression;
  const type = checkExpression(tree, table.columns);
  const column: ColumnInfo = {
    unit: '',
    ucd: '',
    description: '',
    ...info,
    type: type === 'number' ? 'float64' : type,
  };
  return withColumns(table, [column], [{ kind: 'computed', tree }]);
}

function withColumns(
  table: OpenTable,
  infos: readonly ColumnInfo[],
  sources: readonly CellSource[],
): OpenTable {
  const all = [...table.columns, ...infos];
  refuseTooWide(all.length);
  const names = uniqueNames(all.map(({ name }) => name));
  const { id: _, ...rest } = table;
  return openTable({
    ...rest,
    columns: all.map((info, i) => ({ ...info, name: names[i]! })),
    sources: [...table.sources, ...sources],
  });
}
