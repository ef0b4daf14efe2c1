import { expect, test } from 'vitest';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { dialect, identity, testTables } from './openTables.ts';
const folder = temporaryFolder();
const tables = testTables();
test('wide', async () => {
  for (const k of [1000, 5000]) {
  const n = Array.from({ length: k }, (_, i) => [`c${i}`, i % 3 ? 'float64' : 'int64'] as const);
  const line = n.map((_, i) => i % 3 ? (i / 8).toFixed(3) : i).join(',');
  const path = folder.write(`w${k}.csv`, `${n.map(([x]) => x).join(',')}\n${`${line}\n`.repeat(200)}`);
  let t = performance.now();
  const table = await tables.open({ kind: 'delimited', file: identity(path), dialect: dialect(n) }, silentWork());
  process.stderr.write(String([k, 'open', performance.now() - t]) + '\n'); t = performance.now();
  await tables.page(table, null, { start: 0, count: 100, columns: table.columns.slice(0, 30).map((c) => c.name) });
  process.stderr.write(String(['page 30', performance.now() - t]) + '\n'); t = performance.now();
  await tables.page(table, null, { start: 0, count: 100 });
  process.stderr.write(String(['page all', performance.now() - t]) + '\n'); t = performance.now();
  await tables.view(table, { filter: 'c5 > 1 and c9990 > 2'.replace('c9990', `c${k - 10}`) });
  process.stderr.write(String(['filter', performance.now() - t]) + '\n'); t = performance.now();
  await tables.write(table, { target: folder.file('w.csv'), format: 'csv', inputs: [], rows: null }, silentWork());
  process.stderr.write(String(['write', performance.now() - t]) + '\n');
  expect(table.columns[3]!.type).toBe('int64');
  }
}, 100000);
