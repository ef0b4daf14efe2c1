// A CSV of 1e6 rows x 10 (or `-- ROWS COLUMNS`, 1e7 x 20 say) from the page cache to its first page, and what a window asks
// next; the longest time for which the event loop did not turn is printed beside each.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Dialect } from '../src/core/table/index.ts';
import { silentWork } from '../src/engine/jobTracker.ts';
import { Tables, type TablesOptions } from '../src/engine/tables/index.ts';
import { seededTableFile, uniformNames } from './seededTable.ts';

const root = process.argv[2] ?? '.';
const rows = Number(process.argv[3] ?? 1e6);
const columns = Number(process.argv[4] ?? 10);
const TARGET_MS = 2000;

const file = seededTableFile(path.join(root, 'bench/data'), rows, columns);
// Into the page cache, piece by piece.
const bytes = statSync(file).size;
if (bytes < 2 ** 30) readFileSync(file);

// No job of the pool takes part in opening a sound CSV.
const pool = {
  threads: 2,
  run: () => Promise.reject(new Error('no job')),
} as unknown as TablesOptions['pool'];
const tables = new Tables({ pool });
const delay = monitorEventLoopDelay({ resolution: 2 });
delay.enable();

console.log(`${rows} rows x ${columns} columns, ${(bytes / 2 ** 20).toFixed(0)} MiB`);
const start = performance.now();
const source = { kind: 'delimited', file: { path: file, bytes, modifiedMs: 0 }, dialect: dialect() } as const;
const table = await timed('open', () => tables.open(source, silentWork()));
const first = await timed('first page of 100', () => tables.page(table, null, { start: 0, count: 100 }));
const shown = performance.now() - start;
if (table.rows !== rows || first.rows.length !== 100 || first.rows[99]![0] !== '99')
  throw new Error(`The table has ${table.rows} rows, and its 100th is ${JSON.stringify(first.rows[99])}.`);
console.log(
  `  open and first page ${(shown / 1000).toFixed(2)} s (target for 1e6 x 10: ${TARGET_MS / 1000} s)`,
);
await timed('a column as numbers', () => tables.numbers(table, 'c1'));
const sorted = await timed('sorted', () => tables.view(table, { sort: { column: 'c1', descending: true } }));
await timed('filtered and sorted', () =>
  tables.view(table, { filter: 'c1 > 0.5 and c2 < 0.25', sort: { column: 'c3', descending: false } }),
);
await timed('a page in the middle of the sorted rows', () =>
  tables.page(table, sorted, { start: Math.floor(rows / 2), count: 100 }),
);
await timed('statistics of four columns', () => tables.statistics(table, ['id', 'c1', 'c2', 'name']));
const labels = Int32Array.from({ length: rows }, (_, i) => i % 7);
const info = { name: 'label', type: 'int32', unit: '', ucd: '', description: '' } as const;
const added = await timed('a column added', () =>
  tables.addColumns(table, [{ info, data: { type: 'int32', values: labels, missing: null } }]),
);
await timed('filtered by it', () => tables.view(added, { filter: 'label = 3 and c1 > 0.5' }));
await timed('categories of texts', () => tables.categories(table, 'name'));
tables.close();
process.exit(0);

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  delay.reset();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const stall = delay.max / 1e6;
  const busy = ((user + system) / 1000).toFixed(0);
  console.log(`  ${what}: ${took.toFixed(0)} ms (CPU ${busy} ms), longest stall ${stall.toFixed(0)} ms`);
  return result;
}

function dialect(): Dialect {
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
    columns: [
      { name: 'id', type: 'int64', sexagesimal: false },
      ...uniformNames(columns).map((name) => ({ name, type: 'float64', sexagesimal: false }) as const),
      { name: 'name', type: 'text', sexagesimal: false },
    ],
    nullWords: [],
    longestLine: 300,
    gzip: false,
    needsNormalising: false,
    notes: [],
  };
}
