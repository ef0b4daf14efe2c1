import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { cells, dialect, identity, testTables } from './openTables.ts';

const folder = temporaryFolder();
const tables = testTables({
  // A stand-in for the rewriting job: short rows are padded, long ones cut.
  normaliseText: ({ file, target }: { file: { path: string }; target: string }) => {
    const lines = readFileSync(file.path, 'latin1')
      .split('\n')
      .filter((line) => line !== '');
    const fitted = lines.map((line) => [...line.split(','), '', ''].slice(0, 3).join(','));
    writeFileSync(target, `${fitted.join('\n')}\n`);
    const repaired = lines.filter((line) => line.split(',').length !== 3).length;
    return { rows: lines.length - 1, repaired, skipped: 0, problems: [] };
  },
});
let files = 0;

const THREE = [
  ['a', 'int64'],
  ['b', 'float64'],
  ['c', 'text'],
] as const;

function open(text: string, columns = THREE as Parameters<typeof dialect>[0], changes = {}, wishes = {}) {
  const path = folder.write(`t${++files}.csv`, text);
  return tables.open(
    { kind: 'delimited', file: identity(path), dialect: dialect(columns, changes), ...wishes },
    silentWork(),
  );
}

test('a sound text keeps its types, its order, and its missing cells', async () => {
  const table = await open('a,b,c\n1,2.5,x\n2,,y\n-3,nan,"q, ""r"""\n,1e3,\n');
  expect(table.rows).toBe(4);
  expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'a int64',
    'b float64',
    'c text',
  ]);
  expect(await cells(tables, table)).toEqual([
    ['1', 2.5, 'x'],
    ['2', null, 'y'],
    ['-3', null, 'q, "r"'],
    [null, 1000, null],
  ]);
  expect(table.report).toMatchObject({ repaired: 0, skipped: 0, lostCells: [], notes: [] });
});

test('an integer column with a fraction far down becomes one of numbers, unrounded', async () => {
  const table = await open(`a,b,c\n${'1,2,x\n'.repeat(5000)}1.5,2,x\n`);
  expect(table.columns[0]!.type).toBe('float64');
  const { values } = await tables.numbers(table, 'a');
  expect(values[5000]).toBe(1.5);
});

test('a text cell far down makes the column text, and no cell or row is lost', async () => {
  const table = await open(`a,b,c\n${'007,2,x\n'.repeat(5000)}n/k,2,x\n`);
  expect(table.rows).toBe(5001);
  expect(table.columns[0]!.type).toBe('text');
  expect(table.report.notes.join()).toContain('n/k');
  const { rows } = await tables.page(table, null, { start: 4999, count: 2 });
  expect(rows.map(([a]) => a)).toEqual(['007', 'n/k']);
});

test('a person can have such a column as numbers: the cells that are none are counted and shown', async () => {
  const text = `a,b,c\n${'7,2,x\n'.repeat(50)}n/k,2,x\n`;
  const table = await open(text, THREE, {}, { numberColumns: ['a'] });
  expect(table.columns[0]!.type).toBe('int64');
  expect(table.report.lostCells).toEqual([{ column: 'a', count: 1, examples: ['n/k'] }]);
  const read = await open(text, THREE, {}, { textColumns: ['b'] });
  expect(read.columns[1]!.type).toBe('text');
});

test('and with decimal commas, whose numbers are read as such', async () => {
  const text = `a;b;c\n${'2,5;2;x\n'.repeat(50)}n/k;2;x\n`;
  const columns = [
    ['a', 'text'],
    ['b', 'int64'],
    ['c', 'text'],
  ] as const;
  const table = await open(text, columns, { delimiter: ';', decimal: ',' }, { numberColumns: ['a'] });
  expect(table.columns[0]!.type).toBe('float64');
  expect(table.report.lostCells).toEqual([{ column: 'a', count: 1, examples: ['n/k'] }]);
  const { rows } = await tables.page(table, null, { start: 49, count: 2 });
  expect(rows.map(([a]) => a)).toEqual([2.5, null]);
});

test('identifiers of 19 digits keep every digit, wherever the first of them is', async () => {
  const long = '9007199254740993';
  const near = await open(`a,b,c\n${long},1,x\n`);
  const far = await open(`a,b,c\n${'1,2,x\n'.repeat(3000)}${long},1,x\n`);
  for (const table of [near, far]) {
    expect(table.columns[0]!.type).toBe('int64');
    const { rows } = await tables.page(table, null, { start: table.rows - 1, count: 1, columns: ['a'] });
    expect(rows).toEqual([[long]]);
    expect((await tables.numbers(table, 'a')).inexact).toBe(1);
  }
});

test('ragged rows send the text to be rewritten, and what was repaired is said', async () => {
  const table = await open('a,b,c\n1,2,x\n3,4\n5,6,z,extra\n');
  expect(table.rows).toBe(3);
  expect(table.report.repaired).toBe(2);
  expect((await cells(tables, table))[1]).toEqual(['3', 4, null]);
});

test('zero rows, one row and a column without a cell are tables too', async () => {
  expect((await open('a,b,c\n')).rows).toBe(0);
  const one = await open('a,b,c\n1,,x');
  expect(await cells(tables, one)).toEqual([['1', null, 'x']]);
  const [statistics] = await tables.statistics(await open('a,b,c\n1,,x\n2,,y\n'), ['b']);
  expect(statistics).toMatchObject({ count: 0, missing: 2, minimum: null, histogram: null });
});

test('other delimiters, missing words, comments and decimal commas are read as the dialect says', async () => {
  const table = await open(`# made\na;b;c\n1;2,5;x\n# between\nNA;3;'y'\n`, THREE, {
    delimiter: ';',
    decimal: ',',
    quote: "'",
    commentMark: '#',
    commentLines: 1,
    skipLines: 1,
    nullWords: ['NA'],
  });
  expect(await cells(tables, table)).toEqual([
    ['1', 2.5, 'x'],
    [null, 3, 'y'],
  ]);
});

test('hostile names and words are data, never SQL', async () => {
  const hostile = `"; DROP TABLE t1; --`;
  const word = "x']}); SELECT * FROM read_csv('/etc/passwd'); --";
  mkdirSync(folder.file("it's [a] *{b}"), { recursive: true });
  const path = folder.write("it's [a] *{b}/q'; --.csv", `a,b,c\n1,2,${word}\n3,4,ok\n`);
  const columns = [
    [hostile, 'int64'],
    ["b'); --", 'float64'],
    ['k0', 'text'],
  ] as const;
  const source = {
    kind: 'delimited',
    file: identity(path),
    dialect: dialect(columns, { nullWords: ["'", word.slice(0, 6)] }),
  } as const;
  const table = await tables.open(source, silentWork());
  expect(table.columns.map(({ name }) => name)).toEqual(columns.map(([name]) => name));
  expect(table.rows).toBe(2);
  const byTree = await tables.view(table, {
    filter: {
      kind: 'binary',
      op: '=',
      left: { kind: 'column', name: 'k0' },
      right: { kind: 'text', value: "ok' OR '1'='1" },
    },
  });
  expect(byTree).toHaveLength(0);
  const sorted = await tables.view(table, { sort: { column: hostile, descending: true } });
  expect(Array.from(sorted!)).toEqual([1, 0]);
  expect(await cells(tables, table)).toEqual([
    ['1', 2, word],
    ['3', 4, 'ok'],
  ]);
});
