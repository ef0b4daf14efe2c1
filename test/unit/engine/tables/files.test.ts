import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DialectChoices, ColumnData } from '../../../../src/core/table/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import type { OpenTable } from '../../../../src/engine/tables/index.ts';
import { newJobControl } from '../../../../src/shared/jobs.ts';
import { tableHandlers } from '../../../../src/workers/table/handlers.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { cells, floats, identity, info, ofColumns, testTables, texts } from './openTables.ts';

const folder = temporaryFolder();
const tables = testTables(tableHandlers as never);
let files = 0;

/** Opens a delimited text as a person would: looked at by the worker, then loaded. */
async function openText(bytes: Uint8Array | string, choices: DialectChoices = {}): Promise<OpenTable> {
  const path = folder.write(`f${++files}.csv`, bytes);
  const scan = await tableHandlers.tableScan({ path, choices, control: newJobControl() });
  if (scan.kind !== 'delimited') throw new Error(`It is taken for ${scan.kind}.`);
  return tables.open({ kind: 'delimited', file: scan.file, dialect: scan.dialect }, silentWork());
}

test('ragged rows are repaired, counted and can be seen', async () => {
  const table = await openText('a,b,c\n1,2,x\n3,4\n5,6,y\n');
  expect(table.rows).toBe(3);
  expect(table.report.repaired + table.report.skipped).toBe(1);
  expect(table.report.problems[0]).toMatchObject({ line: 3 });
  expect((await cells(tables, table))[1]).toEqual(['3', '4', null]);
});

test('rows past the sample that are badly quoted or not UTF-8 are not lost in silence', async () => {
  const sound = '1,2,x\n'.repeat(60_000);
  for (const [bad, cell] of [
    [Buffer.from('3,4,caf\xe9\n', 'latin1'), /caf/],
    [Buffer.from('3,4,"a"b\n'), /a/],
  ] as const) {
    const table = await openText(Buffer.concat([Buffer.from(`a,b,c\n${sound}`), bad]));
    expect(table.rows + table.report.skipped).toBe(60_001);
    if (table.report.skipped > 0) continue;
    const { rows } = await tables.page(table, null, { start: 60_000, count: 1 });
    expect(rows[0]![2]).toMatch(cell);
  }
});

test('Latin-1, UTF-16, tabs, blanks and decimal commas come out alike', async () => {
  const expected = [
    ['1', 2.5, 'é'],
    ['2', null, 'ü'],
  ];
  const text = 'id,x,name\n1,2.5,é\n2,,ü\n';
  const ways = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(text, 'latin1'),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text.replaceAll(',', '\t')),
    Buffer.from(text.replaceAll('\n', '\r\n')),
    Buffer.from(text.replaceAll('\n', '\r')),
    Buffer.from(`# made by hand\n\n${text}`),
    Buffer.from(text.replaceAll(',', ';').replaceAll('.', ',')),
  ];
  for (const [i, way] of ways.entries())
    expect(await cells(tables, await openText(way)), `way ${i}`).toEqual(expected);
});

test('a file is read through a link to it', async () => {
  const target = folder.write('target.csv', 'a,b\n1,2\n3,4\n');
  symlinkSync(target, folder.file('link.csv'));
  const path = folder.file('link.csv');
  const scan = await tableHandlers.tableScan({ path, choices: {}, control: newJobControl() });
  if (scan.kind !== 'delimited') throw new Error(`It is taken for ${scan.kind}.`);
  const file = { ...scan.file, path };
  const table = await tables.open({ kind: 'delimited', file, dialect: scan.dialect }, silentWork());
  expect(table.rows).toBe(2);
});

test('what is written as a table of any kind reads back the same', async () => {
  const id: ColumnData = {
    type: 'int64',
    values: BigInt64Array.of(9007199254740993n, 0n, -1n),
    missing: Uint8Array.of(0, 1, 0),
  };
  const made = await ofColumns(tables, [
    { info: info('id', 'int64'), data: id },
    floats('x', [0.1, NaN, 1e300]),
    texts('name', ['Ünder "quotes", and\nlines', null, '<a>&']),
  ]);
  const expected = await cells(tables, made);
  for (const format of ['csv', 'tsv', 'parquet'] as const) {
    const target = folder.file(`round.${format}`);
    await tables.write(made, { target, format, inputs: [], rows: null }, silentWork());
    const scan = await tableHandlers.tableScan({ path: target, choices: {}, control: newJobControl() });
    const source =
      scan.kind === 'delimited'
        ? ({ kind: 'delimited', file: scan.file, dialect: scan.dialect } as const)
        : ({ kind: 'parquet', file: identity(target) } as const);
    const read = await tables.open(source, silentWork());
    expect(await cells(tables, read), format).toEqual(expected);
  }
  for (const [format, name] of [
    ['ecsv', 'round.ecsv'],
    ['votable', 'round.vot'],
  ] as const) {
    const target = folder.file(name);
    await tables.write(made, { target, format, inputs: [], rows: null }, silentWork());
    const input = { file: identity(target), format, index: null, control: newJobControl() };
    const { table } = await tableHandlers.parseTable(input);
    const read = await ofColumns(tables, table.columns);
    expect(await cells(tables, read), format).toEqual(expected);
  }
});
