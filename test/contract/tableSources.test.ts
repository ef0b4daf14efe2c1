import { beforeAll, describe, expect, it } from 'vitest';
import { headOf, type Step, type TableView } from '../../src/shared/index.ts';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { TableWindow } from '../support/tableWindow.ts';
import { testEngine } from '../support/testEngine.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);
let tables: TableWindow;
let grid: TableView;

/** Two clumps and a stray; the last row lacks y. */
const POINTS =
  'id,x,y,kind\n1,0,0,a\n2,0.1,0,a\n3,0,0.1,b\n4,5,5,b\n5,5.1,5,b\n6,5,5.1,c\n7,20,-20,c\n8,1,,c\n';

beforeAll(async () => {
  tables = new TableWindow(await newWindow(), engine(), folder);
  grid = await tables.text(POINTS);
});

const failure = (view: TableView) => tables.window.failure(headOf(view));
const step = (operation: string, params: object, inputs: Record<string, string>): Step =>
  ({ id: 'probe', operation, version: 1, params, inputs }) as Step;

describe('two tables side by side', () => {
  const combine = (operation: 'join' | 'crossmatch', left: TableView, right: TableView, params: object) =>
    tables.added({
      type: 'combine-tables',
      operation,
      left: left.id,
      right: right.id,
      name: 'both',
      params: params as never,
    });

  it('where values are equal', async () => {
    const names = await tables.text('kind,what,id\na,star,100\nb,galaxy,101\nb,quasar,102\nd,none,103\n');
    const inner = await tables.cells(await combine('join', grid, names, { left_on: ['kind'] }));
    expect(Object.keys(inner)).toEqual(['id', 'x', 'y', 'kind', 'kind (2)', 'what', 'id (2)']);
    expect(inner['what']).toEqual(['star', 'star', ...Array(3).fill(['galaxy', 'quasar']).flat()]);
    const left = await tables.cells(await combine('join', grid, names, { left_on: ['kind'], how: 'left' }));
    expect(left['what']!.slice(-3)).toEqual([null, null, null]);
    const other = { left_on: ['id'], right_on: ['id'] };
    expect((await tables.cells(await combine('join', grid, names, other)))['id']).toEqual([]);
    for (const params of [
      {},
      { left_on: ['nope'] },
      { left_on: ['kind', 'x'], right_on: ['kind'] },
      { left_on: ['x'], right_on: ['what'] },
    ]) {
      const { code } = await failure(await combine('join', grid, names, params));
      expect(['bad-argument', 'not-found']).toContain(code);
    }
  });

  it('with itself', async () => {
    const self = await combine('join', grid, grid, { left_on: ['id'] });
    expect((await tables.cells(self))['id (2)']).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('where they are near in the sky', async () => {
    const degrees = await tables.text('ra,dec,n\n10,20,1\n359.9999,-45,2\n100,0,3\n,,4\n');
    const sexagesimal = await tables.text(
      'RAJ2000,DEJ2000,m\n00:40:00,+20:00:01,11\n00:00:00.0,-45:00:00,12\n',
    );
    const best = await combine('crossmatch', degrees, sexagesimal, { radius: 2 });
    const cells = await tables.cells(best);
    expect([cells['n'], cells['m']]).toEqual([
      ['1', '2'],
      ['11', '12'],
    ]);
    expect(cells['separation']!.map((value) => Number(Number(value).toFixed(3)))).toEqual([1, 0.255]);
    const left = await combine('crossmatch', degrees, sexagesimal, { radius: 0.5, how: 'left' });
    expect(await tables.cells(left)).toMatchObject({ n: ['1', '2', '3', '4'], m: [null, '12', null, null] });
    expect((await failure(await combine('crossmatch', degrees, grid, {}))).code).toBe('bad-argument');
  });
});

describe('stars as a table', () => {
  it('follow the cut', async () => {
    const window = await newWindow();
    const own = new TableWindow(window, engine(), folder);
    const { image } = await window.addImage(folder.write('stars.fits', starFile(60, 50)));
    const view = await own.added({ type: 'add-star-table', image });
    const count = async () => (await window.summary(`${image}.cut`, 'catalogue')).count;
    expect((await own.summary(view)).rows).toBe(await count());
    const before = await own.cells(view);
    const csv = await window.bytes('download', { step: `${image}.cut` });
    const written = await window.bytes('tableDownload', { step: headOf(view), format: 'csv' });
    expect(Buffer.from(written).toString()).toBe(Buffer.from(csv).toString());
    await window.act({ type: 'set-params', step: `${image}.cut`, params: { flux_cut: 0.9 } });
    const after = await own.cells(view);
    expect((await own.summary(view)).rows).toBe(await count());
    expect(after['x']!.length).toBeLessThan(before['x']!.length);
    await window.act({ type: 'remove-image', image });
    expect(await own.cells(view)).toEqual(after);
  });
});

describe('long work', () => {
  it('is cancelled, leaves nothing, and the engine goes on', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${(i * 7919) % 30_011},${(i * 104_729) % 30_013}`);
    const view = await tables.text(`x,y\n${rows.join('\n')}\n`);
    await tables.summary(view);
    const long = [
      step('kmeans', { columns: ['x', 'y'], n_clusters: 60, n_init: 100 }, { table: headOf(view) }),
    ];
    const { job } = await tables.window.call('evaluate', { step: 'probe', steps: long });
    await tables.window.until((event) => event.type === 'progress' && event.job === job);
    const begun = performance.now();
    expect(await tables.window.call('cancel', { job })).toEqual({ cancelled: true });
    expect(await tables.window.outcome(job)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(performance.now() - begun).toBeLessThan(8000);
    const short = [
      step('kmeans', { columns: ['x', 'y'], n_clusters: 2, n_init: 1 }, { table: headOf(view) }),
    ];
    expect(await tables.window.summary('probe', 'clustering', short)).toMatchObject({ clusters: 2 });
  });
});
