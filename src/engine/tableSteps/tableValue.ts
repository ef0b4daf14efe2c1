import type { Warning } from '../../core/errors/index.ts';
import { contentKey } from '../contentKey.ts';
import type { OpenTable } from '../tables/index.ts';
import type { TableValue } from '../values.ts';

/** A table that a step has made anew: every column belongs to the step. */
export function tableValue(table: OpenTable, key: string, warnings: readonly Warning[] = []): TableValue {
  const notes = [
    ...table.report.notes,
    ...table.report.lostCells.map(
      ({ column, count, examples }) =>
        `${count === 1 ? '1 cell' : `${count} cells`} of "${column}" ${count === 1 ? 'is no number' : 'are no numbers'} and became missing, such as ${examples.map((text) => `“${text}”`).join(', ')}.`,
    ),
  ];
  return {
    kind: 'table',
    table,
    columnKeys: table.columns.map((_, i) => contentKey(key, i)),
    warnings: [...warnings, ...notes.map((message) => ({ code: 'table', message }))],
  };
}

/** A table with columns added by a step; those that were there keep their keys. */
export function withColumnKeys(before: TableValue, table: OpenTable, key: string): TableValue {
  const added = table.columns.slice(before.columnKeys.length).map((_, i) => contentKey(key, i));
  return { ...before, table, columnKeys: [...before.columnKeys, ...added] };
}
