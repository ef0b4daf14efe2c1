import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { cells, floats, identity, info, ofColumns, testTables, texts } from './openTables.ts';

const folder = temporaryFolder();
const tables = testTables();

async function stars() {
  const table = await ofColumns(tables, [
    floats('id', [1, 2, 3, NaN]),
    texts('name', ['Vega', 'Deneb', null, 'Altair']),
  ]);
  return tables.addComputed(table, { name: 'half', unit: 'mag' }, 'id / 2');
}

test('rows taken from a table come in the order asked for, computed cells and all', async () => {
  const taken = await tables.takeRows(await stars(), Uint32Array.of(3, 0, 0));
  expect(await cells(tables, taken)).toEqual([
    [null, 'Altair', null],
    [1, 'Vega', 0.5],
    [1, 'Vega', 0.5],
  ]);
  expect(taken.columns[2]).toMatchObject({ name: 'half', unit: 'mag', type: 'float64' });
});

test('a join puts rows with equal cells side by side, missing ones with nothing', async () => {
  const left = await stars();
  const right = await ofColumns(tables, [floats('id', [2, 2, NaN, 1]), floats('mag', [1.25, 1.3, 9, 0.03])]);
  const inner = await tables.join(left, right, { on: [['id', 'id']], how: 'inner' });
  expect(inner.columns.map(({ name }) => name)).toEqual(['id', 'name', 'half', 'id (2)', 'mag']);
  expect((await cells(tables, inner)).map((row) => [(row as unknown[])[1], (row as unknown[])[4]])).toEqual([
    ['Vega', 0.03],
    ['Deneb', 1.25],
    ['Deneb', 1.3],
  ]);
  const outer = await tables.join(left, right, { on: [['id', 'mag']], how: 'left' });
  expect(outer.rows).toBe(4);
  await expect(tables.join(left, right, { on: [['name', 'id']], how: 'inner' })).rejects.toMatchObject({
    code: 'bad-argument',
  });
  // A table joined with itself needs no file in between.
  expect((await tables.join(left, left, { on: [['half', 'half']], how: 'inner' })).rows).toBe(3);
});

test('pairs of rows make a table with their own columns', async () => {
  const left = await stars();
  const right = await ofColumns(tables, [texts('other', ['a', 'b'])]);
  const pairs = { left: Uint32Array.of(2, 0), right: Int32Array.of(-1, 1) };
  const made = await tables.joinPairs(left, right, pairs, [floats('separation', [NaN, 0.5])]);
  expect(await cells(tables, made)).toEqual([
    [3, null, 1.5, null, null],
    [1, 'Vega', 0.5, 'b', 0.5],
  ]);
});

test('a view is written as text, FITS and Parquet, and Parquet reads back', async () => {
  const table = await stars();
  const rows = await tables.view(table, { sort: { column: 'id', descending: true } });
  const request = { inputs: [], rows, columns: ['name', 'half'] };
  const csv = folder.file('out.csv');
  const written = await tables.write(table, { ...request, target: csv, format: 'csv' }, silentWork());
  expect(written).toMatchObject({ rows: 4, guarded: 0 });
  expect(readFileSync(csv, 'utf8')).toBe('name,half\n,1.5\nDeneb,1\nVega,0.5\nAltair,\n');
  const fits = folder.file('out.fits');
  await tables.write(table, { ...request, target: fits, format: 'fits' }, silentWork());
  expect(readFileSync(fits).length % 2880).toBe(0);
  expect(readFileSync(fits, 'latin1')).toContain("TTYPE2  = 'half");
  const parquet = folder.file("o'ut [1].parquet");
  await tables.write(table, { ...request, target: parquet, format: 'parquet' }, silentWork());
  const read = await tables.open({ kind: 'parquet', file: identity(parquet) }, silentWork());
  expect(await cells(tables, read)).toEqual([
    [null, 1.5],
    ['Deneb', 1],
    ['Vega', 0.5],
    ['Altair', null],
  ]);
});

test('cells that a spreadsheet would run are guarded and counted; an input is never written over', async () => {
  const table = await ofColumns(tables, [texts('t', ['=1+1', '-12:30:00', '@x'])]);
  const target = folder.file('guarded.csv');
  const request = { target, format: 'csv', inputs: [], rows: null } as const;
  const { guarded } = await tables.write(table, request, silentWork());
  expect(guarded).toBeGreaterThan(0);
  writeFileSync(target, 'input');
  const over = tables.write(table, { ...request, inputs: [target] }, silentWork());
  await expect(over).rejects.toMatchObject({ code: 'refused' });
  expect(readFileSync(target, 'utf8')).toBe('input');
});

test('cancelled work stops, says so, and leaves no file behind', async () => {
  const table = await ofColumns(tables, [
    floats(
      'x',
      Array.from({ length: 50_000 }, (_, i) => i),
    ),
  ]);
  const work = silentWork();
  Atomics.store(new Int32Array(work.control.cancel), 0, 1);
  const target = folder.file('cancelled.csv');
  const written = tables.write(table, { target, format: 'csv', inputs: [], rows: null }, work);
  await expect(written).rejects.toMatchObject({ code: 'cancelled' });
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(folder.path).filter((name) => name.includes('cancelled'))).toEqual([]);
});

test('a damaged Parquet file is one clear error', async () => {
  const path = folder.write('bad.parquet', 'PAR1 nothing of the kind PAR1');
  await expect(tables.open({ kind: 'parquet', file: identity(path) }, silentWork())).rejects.toMatchObject({
    code: 'bad-table',
  });
});

test('FITS pieces that come back in any order are appended in the order of the table', async () => {
  const plan = {
    hdu: 1,
    name: '',
    columns: [{ info: info('n', 'int32'), offset: 0, width: 1024 }],
    rowBytes: 1024,
    rows: 20_001,
    claimedRows: 20_005,
    dataOffset: 0,
  };
  const fits = testTables({
    fitsTableRows: async ({ first, count }: { first: number; count: number }) => {
      await new Promise((resolve) => setTimeout(resolve, first === 0 ? 30 : 0));
      const values = Int32Array.from({ length: count }, (_, i) => first + i);
      return { columns: [{ type: 'int32', values, missing: null }], unreadable: 0, problems: [] };
    },
  });
  const file = { path: '/none', bytes: 0, modifiedMs: 0 };
  const table = await fits.open({ kind: 'fits', file, plan: plan as never }, silentWork());
  expect(table.rows).toBe(20_001);
  expect(table.report.notes[0]).toContain('20005');
  const { values } = await fits.numbers(table, 'n');
  expect(values.every((value, i) => value === i)).toBe(true);
});

test('rows are dropped when no table refers to them any more, and not before', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const table = await ofColumns(tables, [floats('x', [1, 2, 3])]);
  const { database } = table.base;
  const stored = async (): Promise<number> =>
    Number((await database.rows({ sql: 'SELECT count(*) FROM duckdb_tables()' }))[0]![0]);
  const before = await stored();
  await (async () => {
    const taken = await tables.takeRows(table, Uint32Array.of(2));
    expect(await stored()).toBe(before + 1);
    expect(taken.rows).toBe(1);
  })();
  for (let i = 0; i < 50 && (await stored()) > before; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await stored()).toBe(before);
  expect(await cells(tables, table)).toEqual([[1], [2], [3]]);
});
