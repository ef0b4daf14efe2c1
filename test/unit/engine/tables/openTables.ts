import { statSync } from 'node:fs';
import { afterAll } from 'vitest';
import type { Column, ColumnInfo, Dialect, DialectColumn } from '../../../../src/core/table/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { Tables, type OpenTable, type TablesOptions } from '../../../../src/engine/tables/index.ts';
import type { FileIdentity } from '../../../../src/shared/planes.ts';

/** Tables for a test file, closed when its tests are done; a job of the pool that is not given fails. */
export function testTables(
  jobs: Readonly<Record<string, (input: never) => unknown>> = {},
  options: Partial<TablesOptions> = {},
): Tables {
  const run = async (job: string, input: unknown): Promise<unknown> => {
    const handler = jobs[job] as ((input: unknown) => unknown) | undefined;
    if (!handler) throw new Error(`No job "${job}" here.`);
    return handler(input);
  };
  const pool = { threads: 2, run } as unknown as TablesOptions['pool'];
  const tables = new Tables({ pool, memoryBytes: 2 ** 29, ...options });
  afterAll(() => tables.close());
  return tables;
}

export function identity(path: string): FileIdentity {
  const { size, mtimeMs } = statSync(path);
  return { path, bytes: size, modifiedMs: mtimeMs };
}

export function dialect(
  columns: readonly (readonly [string, DialectColumn['type']])[],
  changes: Partial<Dialect> = {},
): Dialect {
  return {
    encoding: 'utf-8',
    bom: false,
    delimiter: ',',
    quote: '"',
    decimal: '.',
    lineEnd: '\n',
    skipLines: 0,
    commentMark: '',
    commentLines: 0,
    header: true,
    commentedHeader: false,
    columns: columns.map(([name, type]) => ({ name, type, sexagesimal: false })),
    nullWords: [],
    longestLine: 100,
    gzip: false,
    needsNormalising: false,
    notes: [],
    ...changes,
  };
}

export function info(name: string, type: ColumnInfo['type'] = 'float64'): ColumnInfo {
  return { name, type, unit: '', ucd: '', description: '' };
}

export function floats(name: string, values: readonly number[]): Column {
  return { info: info(name), data: { type: 'float64', values: Float64Array.from(values) } };
}

export function texts(name: string, values: readonly (string | null)[]): Column {
  return { info: info(name, 'text'), data: { type: 'text', values } };
}

export function ofColumns(tables: Tables, columns: readonly Column[]): Promise<OpenTable> {
  return tables.open({ kind: 'columns', columns }, silentWork());
}

/** All cells of a table, row by row. */
export async function cells(tables: Tables, table: OpenTable): Promise<unknown[]> {
  return [...(await tables.page(table, null, { start: 0, count: 10_000 })).rows];
}
