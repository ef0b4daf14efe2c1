import { expect, test } from 'vitest';
import { createBitset, setRow } from '../../../../src/core/selection/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { MISSING } from '../../../../src/engine/tables/index.ts';
import { floats, info, ofColumns, testTables, texts } from './openTables.ts';

const tables = testTables();
const order = async (
  table: Awaited<ReturnType<typeof ofColumns>>,
  request: Parameters<typeof tables.view>[1],
): Promise<number[] | null> => {
  const rows = await tables.view(table, request);
  return rows && Array.from(rows);
};

test('rows are sorted stably, missing cells last whichever way', async () => {
  const table = await ofColumns(tables, [
    floats('x', [2, NaN, 1, 2, 1]),
    texts('t', ['b', null, 'a', 'a', '']),
  ]);
  expect(await order(table, { sort: { column: 'x', descending: false } })).toEqual([2, 4, 0, 3, 1]);
  expect(await order(table, { sort: { column: 'x', descending: true } })).toEqual([0, 3, 2, 4, 1]);
  expect(await order(table, { sort: { column: 't', descending: false } })).toEqual([4, 2, 3, 0, 1]);
  expect(await order(table, {})).toBeNull();
});

test('a filter is a condition on the columns; a missing cell fulfils none', async () => {
  const table = await ofColumns(tables, [floats('x', [2, NaN, 1, 5]), texts('t', ["it's", 'b', null, 'b'])]);
  expect(await order(table, { filter: 'x > 1' })).toEqual([0, 3]);
  expect(await order(table, { filter: "t = 'b'", sort: { column: 'x', descending: true } })).toEqual([3, 1]);
  expect(await order(table, { filter: "t = 'it''s'" })).toEqual([0]);
  await expect(tables.view(table, { filter: 'nope > 1' })).rejects.toMatchObject({
    code: 'bad-expression',
  });
  await expect(tables.view(table, { filter: 'x + 1' })).rejects.toThrow(/condition/);
});

test('the same view is not computed twice, and the rows of a selection keep its order', async () => {
  const table = await ofColumns(tables, [floats('x', [3, 2, 1])]);
  const request = { sort: { column: 'x', descending: false } };
  const rows = await tables.view(table, request);
  expect(await tables.view(table, request)).toBe(rows);
  const picked = createBitset(3);
  setRow(picked, 0, true);
  setRow(picked, 2, true);
  expect(Array.from(tables.selected(table, rows, picked)!)).toEqual([2, 0]);
  expect(Array.from(tables.selected(table, null, picked)!)).toEqual([0, 2]);
});

test('a page has the cells of its rows in the order of the view, with every digit', async () => {
  const table = await ofColumns(tables, [
    floats('x', [1, NaN, Infinity, 4]),
    {
      info: info('id', 'int64'),
      data: {
        type: 'int64',
        values: BigInt64Array.of(9007199254740993n, 0n, -5n, 7n),
        missing: Uint8Array.of(0, 1, 0, 0),
      },
    },
    { info: info('f', 'float32'), data: { type: 'float32', values: Float32Array.of(0.1, 2, 3, NaN) } },
    {
      info: info('b', 'boolean'),
      data: { type: 'boolean', values: Uint8Array.of(1, 0, 1, 0), missing: null },
    },
    texts('t', ['<b>', '', null, 'x']),
  ]);
  const rows = await tables.view(table, {
    filter: 'id is null or id != 7',
    sort: { column: 'x', descending: true },
  });
  const page = await tables.page(table, rows, { start: 0, count: 10, locate: 0 });
  expect(page.total).toBe(3);
  expect(page.ids).toEqual([2, 0, 1]);
  expect(page.located).toBe(1);
  expect(page.rows).toEqual([
    ['inf', '-5', 3, true, null],
    [1, '9007199254740993', 0.1, true, '<b>'],
    [null, null, 2, false, ''],
  ]);
  const some = await tables.page(table, null, { start: 3, count: 5, columns: ['t', 'x'] });
  expect(some).toMatchObject({ columns: ['t', 'x'], ids: [3], rows: [['x', 4]] });
});

test('computed and added columns are seen by every question; the table before them stays as it was', async () => {
  const n = 10_000;
  const table = await ofColumns(tables, [
    floats(
      'x',
      Array.from({ length: n }, (_, i) => i),
    ),
  ]);
  const computed = tables.addComputed(table, { name: 'twice' }, 'x * 2');
  const again = tables.addComputed(computed, { name: 'twice' }, 'twice + 1');
  const left = await tables.addColumns(again, [
    floats(
      'noise',
      Array.from({ length: n }, (_, i) => n - i),
    ),
  ]);
  const right = await tables.addColumns(again, [
    texts(
      'noise',
      Array.from({ length: n }, (_, i) => (i % 2 ? 'odd' : null)),
    ),
  ]);
  expect(table.columns).toHaveLength(1);
  expect(left.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual([
    'x: float64',
    'twice: float64',
    'twice (2): float64',
    'noise: float64',
  ]);
  const rows = await tables.view(left, {
    filter: 'noise <= 3 and twice > 10',
    sort: { column: 'noise', descending: false },
  });
  const { rows: cells } = await tables.page(left, rows, { start: 0, count: 2 });
  expect(cells).toEqual([
    [n - 1, 2 * n - 2, 2 * n - 1, 1],
    [n - 2, 2 * n - 4, 2 * n - 3, 2],
  ]);
  // Row n of a column stands beside row n of the others, also where they are stored apart.
  const { values } = await tables.numbers(left, 'noise');
  expect(values.every((value, i) => value === n - i)).toBe(true);
  expect((await tables.view(right, { filter: "noise = 'odd' and x < 4" }))!).toEqual(Uint32Array.of(1, 3));
  await expect(tables.addColumns(table, [floats('short', [1])])).rejects.toMatchObject({
    code: 'bad-argument',
  });
});

test('numbers come in shared memory and are kept; texts are refused, or read by a reader', async () => {
  const table = await ofColumns(tables, [floats('x', [1, NaN]), texts('angle', ['12:30:00', 'x'])]);
  const first = await tables.numbers(table, 'x');
  expect(first.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect((await tables.numbers(tables.addComputed(table, { name: 'y' }, 'x'), 'x')).values).toBe(
    first.values,
  );
  await expect(tables.numbers(table, 'angle')).rejects.toMatchObject({ code: 'bad-argument' });
  const read = (text: string): number => Number.parseFloat(text);
  expect(Array.from((await tables.numbersFromText(table, 'angle', 'head', read)).values)).toEqual([12, NaN]);
});

test('categories are labels in order and a code for each row', async () => {
  const table = await ofColumns(tables, [texts('kind', ['star', null, 'galaxy', 'star'])]);
  const { codes, labels, others } = await tables.categories(table, 'kind');
  expect(labels).toEqual(['galaxy', 'star']);
  expect(Array.from(codes)).toEqual([1, MISSING, 0, 1]);
  expect(others).toBe(0);
});

test('statistics are those of the finite cells', async () => {
  const table = await ofColumns(tables, [
    floats('x', [1, 2, 3, 4, NaN, Infinity]),
    texts('t', ['a', 'b', 'a', null, 'a', 'c']),
  ]);
  const [x, t] = await tables.statistics(table, ['x', 't']);
  expect(x).toMatchObject({
    count: 5,
    missing: 1,
    minimum: 1,
    maximum: 4,
    mean: 2.5,
    quartiles: [1.75, 2.5, 3.25],
  });
  expect(x!.std).toBeCloseTo(Math.sqrt(1.25), 12);
  expect(x!.histogram!.counts.reduce((a, b) => a + b)).toBe(4);
  expect(x!.histogram!.counts[29]).toBe(1);
  expect(t).toMatchObject({ count: 5, missing: 1, distinct: 3, minimum: null });
  expect(t!.top[0]).toEqual({ value: 'a', count: 3 });
});

test('constant, all-missing and empty columns have statistics as well', async () => {
  const table = await ofColumns(tables, [floats('c', [7, 7]), floats('m', [NaN, NaN])]);
  const [constant, missing] = await tables.statistics(table, ['c', 'm']);
  expect(constant!.histogram).toMatchObject({ low: 7, high: 7 });
  expect(constant!.histogram!.counts.reduce((a, b) => a + b)).toBe(2);
  expect(missing).toMatchObject({ count: 0, missing: 2, histogram: null, quartiles: null });
  const empty = await ofColumns(tables, [floats('x', [])]);
  expect(await tables.page(empty, null, { start: 0, count: 10 })).toMatchObject({ total: 0, rows: [] });
  expect((await tables.categories(empty, 'x')).labels).toEqual([]);
});

test('too many columns, or none, are refused with a sentence', async () => {
  const column = floats('x', []);
  await expect(ofColumns(tables, new Array(100_000).fill(column))).rejects.toMatchObject({
    code: 'not-supported',
  });
  await expect(ofColumns(tables, [])).rejects.toMatchObject({ code: 'no-data' });
});

test('without the native library every question is answered with one clear error', async () => {
  const without = testTables(
    {},
    { duckdb: () => Promise.reject(new Error('libduckdb.so: cannot open shared object')) },
  );
  const source = { kind: 'columns', columns: [floats('x', [1])] } as const;
  for (let i = 0; i < 2; i++)
    await expect(without.open(source, silentWork())).rejects.toMatchObject({
      code: 'not-supported',
      remedy: expect.stringContaining('npm ci') as string,
    });
});
