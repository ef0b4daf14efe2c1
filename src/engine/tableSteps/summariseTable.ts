import type { ClusteringSummary, TableSummary } from '../../shared/index.ts';
import type { Tables } from '../tables/index.ts';
import type { ClusteringValue, TableValue } from '../values.ts';
import { rolesOf } from './skyColumns.ts';

/** What the window needs to know of a table. */
export async function tableSummary(
  tables: Tables,
  { table, columnKeys, warnings }: TableValue,
): Promise<TableSummary> {
  const { repaired, skipped, problems, dialect } = table.report;
  return {
    kind: 'table',
    rows: table.rows,
    columns: table.columns.map((info, i) => ({ ...info, key: columnKeys[i]! })),
    roles: await rolesOf(tables, table),
    skipped,
    repaired,
    problems,
    warnings,
    dialect,
  };
}

/** A clustering without its labels, which travel as a column. */
export function clusteringSummary({ labels: _, ...summary }: ClusteringValue): ClusteringSummary {
  return summary;
}
