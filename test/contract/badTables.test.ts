import { readFileSync, rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { headOf, type TableView } from '../../src/shared/index.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { TableWindow } from '../support/tableWindow.ts';
import { testEngine } from '../support/testEngine.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);
let tables: TableWindow;
beforeAll(async () => {
  tables = new TableWindow(await newWindow(), engine(), folder);
});

const SENTENCE = /^\S.*[.?!]$/;
const cluster = (view: TableView, columns: string[], operation = 'kmeans', params: object = {}) =>
  tables.window.evaluated('probe', [
    {
      id: 'probe',
      operation,
      version: 1,
      params: { columns, ...params } as never,
      inputs: { table: headOf(view) },
    },
  ]);
const fit = (view: TableView, x: string[], y: string) =>
  tables.window.evaluated('probe', [
    { id: 'probe', operation: 'fit', version: 1, params: { x, y }, inputs: { table: headOf(view) } },
  ]);

describe('a file that is not as it should be', () => {
  it('with ragged rows: repaired, counted, and told', async () => {
    const view = await tables.text('a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n');
    const summary = await tables.summary(view);
    expect(summary).toMatchObject({ rows: 4, repaired: 2, skipped: 0 });
    expect(summary.problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(summary.problems[1]!.text).toContain('9');
    expect((await tables.cells(view))['c']).toEqual(['3', null, '8', '12']);
  });

  it.each([
    ['binary', Uint8Array.from({ length: 4000 }, (_, i) => (i * 151) % 256)],
    ['empty', ''],
    ['blank', '\n\n\n'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
    ['broken XML', '<?xml version="1.0"?><VOTABLE><RESOURCE><TABLE><FIELD name="a"'],
    ['XML of another kind', '<?xml version="1.0"?><html><body>no</body></html>'],
    ['a broken head', '# %ECSV 1.0\n# ---\n# datatype: [\na b\n1 2\n'],
    ['no Parquet', 'PAR1 this is not a parquet file PAR1'],
  ])('%s: refused with one sentence', async (_, content) => {
    const path = folder.write('refused.csv', content);
    const handle = engine().adoptPath(path);
    const opened = await tables.window.request('open', { handle });
    const { error } = opened.ok
      ? {
          error: await tables.window.failure('probe', [
            { id: 'probe', operation: 'table-source', version: 1, params: {}, inputs: {}, handle },
          ]),
        }
      : ((await opened.json()) as { error: { code: string; message: string } });
    expect(error.code).not.toBe('internal');
    expect(error.message).toMatch(SENTENCE);
    expect(error.message).not.toMatch(/[\n]| at .*:\d+:\d+|kernel|duckdb|DROP/i);
  });

  it('with text in a column of numbers: read as text, said, and correctable', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},${i === 2500 ? 'faint' : i / 2}`);
    const text = `id,mag\n${rows.join('\n')}\n`;
    const view = await tables.text(text);
    const { columns, warnings } = await tables.summary(view);
    expect(columns[1]!.type).toBe('text');
    expect(warnings.map(({ message }) => message).join()).toContain('faint');
    expect(await fit(view, ['id'], 'mag')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(SENTENCE) },
    });
    const numbers = await tables.text(text, 'csv', { number_columns: ['mag'] });
    expect(await fit(numbers, ['id'], 'mag')).toMatchObject({
      ok: true,
      result: { summary: { result: { rows: 2999, skipped: 1 } } },
    });
  });

  it.each(['vot', 'ecsv', 'fits', 'parquet'] as const)('cut short, as %s', async (format) => {
    const view = await tables.text(`a,b\n${'1.5,2\n'.repeat(4000)}`);
    const whole = folder.file(`whole.${format}`);
    await tables.write(view, whole, format);
    const bytes = readFileSync(whole);
    const handle = engine().adoptPath(folder.write(`cut.${format}`, bytes.subarray(0, bytes.length * 0.6)));
    const outcome = await tables.window.evaluated('probe', [
      { id: 'probe', operation: 'table-source', version: 1, params: {}, inputs: {}, handle },
    ]);
    if (!outcome.ok) {
      expect(outcome.error.code).not.toBe('internal');
      expect(outcome.error.message).toMatch(SENTENCE);
      return;
    }
    // What is there is shown, and what is not there is said.
    const { summary } = outcome.result as unknown as {
      summary: { rows: number; warnings: unknown[]; skipped: number };
    };
    expect(summary.rows).toBeLessThan(4000);
    if (format !== 'ecsv') expect(summary.warnings.length).toBeGreaterThan(0);
  });

  it('that changes or goes while it is open', async () => {
    const path = folder.write('changing.csv', 'a\n1\n');
    const view = await tables.open(path);
    expect((await tables.cells(view))['a']).toEqual(['1']);
    folder.write('changing.csv', 'a,b\n5,6\n7,8\n');
    expect(await tables.cells(view)).toEqual({ a: ['5', '7'], b: ['6', '8'] });
    rmSync(path);
    const error = await tables.window.failure(headOf(view));
    expect(error.code).toBe('file-missing');
  });
});

describe('a table with little in it', () => {
  it('only a head: no rows, and no work on them', async () => {
    const view = await tables.text('a,b\n');
    expect(await tables.summary(view)).toMatchObject({ rows: 0, columns: [{ name: 'a' }, { name: 'b' }] });
    expect(await tables.cells(view)).toEqual({ a: [], b: [] });
    expect(await tables.window.call('tableStatistics', { step: headOf(view), columns: ['a'] })).toMatchObject(
      {
        statistics: [{ count: 0, missing: 0 }],
      },
    );
    for (const outcome of [
      await cluster(view, ['a']),
      await fit(view, ['a'], 'b'),
      await cluster(view, ['a'], 'k-distance'),
    ])
      expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(SENTENCE) } });
    expect(
      (await tables.window.bytes('tableFilter', { step: headOf(view), filter: "a = 'x'" })).byteLength,
    ).toBe(0);
    for (const format of ['csv', 'ecsv', 'vot', 'fits', 'parquet'] as const) {
      const path = folder.file(`none.${format}`);
      expect(await tables.write(view, path, format)).toMatchObject({ ok: true, result: { rows: 0 } });
      expect(await tables.summary(await tables.open(path))).toMatchObject({ rows: 0 });
    }
  });

  it('one row', async () => {
    const view = await tables.text('a,b,c\n1,2,x\n');
    expect(await cluster(view, ['a', 'b'], 'dbscan', { min_samples: 1 })).toMatchObject({
      ok: true,
      result: { summary: { clusters: 1, noise: 0 } },
    });
    for (const operation of ['kmeans', 'hierarchical', 'hdbscan', 'k-distance', 'k-curves']) {
      const outcome = await cluster(view, ['a', 'b'], operation);
      if (!outcome.ok) expect(outcome.error.message).toMatch(SENTENCE);
      if (!outcome.ok) expect(outcome.error.code).not.toBe('internal');
    }
    const outcome = await fit(view, ['a'], 'b');
    if (!outcome.ok) expect(outcome.error).toMatchObject({ message: expect.stringMatching(SENTENCE) });
  });

  it('columns without a value, and of one value', async () => {
    const view = await tables.text('id,none,same,v\n1,,5,2\n2,,5,4\n3,,5,7\n4,,5,8\n');
    expect((await tables.cells(view))['none']).toEqual([null, null, null, null]);
    const { statistics } = await tables.window.call('tableStatistics', {
      step: headOf(view),
      columns: ['none', 'same'],
    });
    expect(statistics[0]).toMatchObject({ count: 0, missing: 4, histogram: null });
    expect(statistics[1]).toMatchObject({ minimum: 5, maximum: 5, std: 0 });
    expect(await cluster(view, ['none'])).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(SENTENCE) },
    });
    expect(await fit(view, ['none'], 'v')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(SENTENCE) },
    });
    expect(await cluster(view, ['same'], 'dbscan', { scaling: 'standard' })).toMatchObject({ ok: true });
    const constant = await fit(view, ['same', 'id'], 'v');
    expect(constant).toMatchObject({ ok: true, result: { summary: { result: { rank: 1 } } } });
    expect(await fit(view, ['id'], 'same')).toMatchObject({ ok: true });
  });
});

describe('names', () => {
  it('that are there twice are told apart', async () => {
    const view = await tables.text('a,a,,A\n1,2,3,4\n');
    const { columns } = await tables.summary(view);
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toBe('a');
    for (const [i, name] of names.entries()) expect(await tables.numbers(view, name)).toEqual([i + 1]);
  });

  const HOSTILE = [
    'a"b',
    "a'b",
    '"; DROP TABLE t; --',
    '<img src=x onerror=alert(1)>',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'é \u202e ☃ 名',
    'a\nb',
    'k0',
    'rowid',
    'r',
    '$1',
    'select',
    ' ',
  ];

  it('are text and nothing else', async () => {
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const view = await tables.text(
      `${HOSTILE.map(quote).join(',')}\n${HOSTILE.map((_, i) => i + 0.5).join(',')}\n`,
    );
    const { columns } = await tables.summary(view);
    const names = columns.map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(HOSTILE.slice(0, 5));
    expect(new Set(names).size).toBe(HOSTILE.length);
    for (const [i, name] of names.entries()) {
      expect(await tables.numbers(view, name)).toEqual([i + 0.5]);
      const filter = `${quote(name)} = ${i + 0.5}`;
      const sort = { column: name, descending: true };
      const page = await tables.window.call('tableRows', {
        step: headOf(view),
        start: 0,
        count: 9,
        filter,
        sort,
      });
      expect(page.total).toBe(1);
      expect(page.rows[0]![i]).toBe(i + 0.5);
    }
    for (const format of ['csv', 'ecsv', 'vot', 'fits', 'parquet'] as const) {
      const path = folder.file(`names.${format}`);
      expect(await tables.write(view, path, format)).toMatchObject({ ok: true });
      const again = await tables.open(path);
      expect((await tables.summary(again)).columns).toHaveLength(HOSTILE.length);
      const back = Object.values(await tables.cells(again));
      expect(back.map(([cell]) => cell)).toEqual(HOSTILE.map((_, i) => i + 0.5));
    }
    expect(await fit(view, names.slice(0, 2), names[5]!)).toMatchObject({ ok: expect.any(Boolean) });
  });

  it.each([
    'x = 1; DROP TABLE t',
    'x = (SELECT 1)',
    "read_text('/etc/passwd') = ''",
    'x = 1) OR (1 = 1',
    'x = 1 --',
    'x /* */ = 1',
    "'a' = 'a' UNION SELECT 1",
    'rowid > 0',
    'k0 = 1',
    'x like',
    'x',
    "getenv('HOME') = ''",
    '('.repeat(5000),
  ])('a filter is no SQL: %s', async (filter) => {
    const view = await tables.text('x,y\n1,2\n3,4\n');
    const { code, message } = await tables.window.refusal('tableFilter', {
      step: headOf(view),
      filter: filter.slice(0, 4000),
    });
    expect(['bad-expression', 'bad-argument']).toContain(code);
    expect(message).toMatch(SENTENCE);
  });

  it('texts in a filter are texts', async () => {
    const nasty = ["' OR 1=1 --", '%', '_', '\\', '"', "it's", '<b>'];
    const view = await tables.text(
      `t,i\n${nasty.map((text, i) => `"${text.replaceAll('"', '""')}",${i}`).join('\n')}\n`,
    );
    for (const [i, text] of nasty.entries()) {
      const filter = `t = '${text.replaceAll("'", "''")}'`;
      const page = await tables.window.call('tableRows', { step: headOf(view), start: 0, count: 9, filter });
      expect(page.ids).toEqual([i]);
    }
  });
});

describe('a table that is too wide', () => {
  it('is refused with one sentence', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
    const handle = engine().adoptPath(
      folder.write('wide.csv', `${names.join(',')}\n${names.map(() => 1).join(',')}\n`),
    );
    await tables.window.call('open', { handle });
    const error = await tables.window.failure('probe', [
      { id: 'probe', operation: 'table-source', version: 1, params: {}, inputs: {}, handle },
    ]);
    expect(error).toMatchObject({ code: 'not-supported', message: expect.stringContaining('20000 columns') });
    expect(error.message).toMatch(SENTENCE);
  });
});
