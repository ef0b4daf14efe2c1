import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { expressionSql, quoteIdentifier, type Expression } from '../../src/core/expression/index.ts';
import type { ColumnData, ColumnInfo } from '../../src/core/table/index.ts';

const SQL_TYPES = {
  float64: 'DOUBLE',
  float32: 'FLOAT',
  int64: 'BIGINT',
  int32: 'INTEGER',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
} as const;

/** The same columns for the evaluation in JavaScript and as a table of an embedded DuckDB. */
export interface ExpressionTable {
  readonly columns: ReadonlyMap<string, ColumnData>;
  readonly infos: readonly ColumnInfo[];
  readonly rows: number;
  readonly query: (tree: Expression) => Promise<unknown[]>;
  readonly close: () => void;
}

export async function expressionTable(
  columns: Record<string, ColumnData>,
  rows: number,
): Promise<ExpressionTable> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const entries = Object.entries(columns);
  const infos = entries.map(([name, { type }]) => ({ name, type, unit: '', ucd: '', description: '' }));
  const shapes = entries.map(([name, { type }]) => `${quoteIdentifier(name)} ${SQL_TYPES[type]}`);
  await connection.run(`create table t (row_number INTEGER, ${shapes.join(', ')})`);
  for (let row = 0; row < rows; row++) {
    const cells = entries.map(([, data]) => cellSql(data, row));
    await connection.run(`insert into t values (${row}, ${cells.join(', ')})`);
  }
  return {
    columns: new Map(entries),
    infos,
    rows,
    query: (tree) => run(connection, tree, infos),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function run(
  connection: DuckDBConnection,
  tree: Expression,
  infos: readonly ColumnInfo[],
): Promise<unknown[]> {
  const { sql, params } = expressionSql(tree, infos);
  const reader = await connection.runAndReadAll(`select ${sql} from t order by row_number`, params);
  return reader.getRows().map((row) => row[0]);
}

function cellSql(data: ColumnData, row: number): string {
  if (data.type === 'text') {
    const text = data.values[row]!;
    return text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
  }
  if ('missing' in data && data.missing?.[row]) return 'NULL';
  const value = data.values[row]!;
  if (data.type === 'boolean') return value === 0 ? 'false' : 'true';
  if (typeof value === 'bigint') return String(value);
  return `'${Object.is(value, -0) ? '-0' : value}'::DOUBLE`;
}
