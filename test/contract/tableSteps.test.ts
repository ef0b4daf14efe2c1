import { beforeAll, describe, expect, it } from 'vitest';
import { headOf, type Action, type Step, type TableView } from '../../src/shared/index.ts';
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

/** The shown table again, as it is now. */
async function now(view: TableView): Promise<TableView> {
  const { document } = await tables.window.call('document', {});
  return document.tables.find(({ id }) => id === view.id)!;
}
const failure = (view: TableView) => tables.window.failure(headOf(view));
const step = (operation: string, params: object, inputs: Record<string, string>): Step =>
  ({ id: 'probe', operation, version: 1, params, inputs }) as Step;

describe('columns that steps add', () => {
  it('are computed', async () => {
    const view = await tables.text(POINTS);
    await tables.window.act({
      type: 'compute-column',
      table: view.id,
      name: 'r "2"',
      expression: 'sqrt(x^2 + y^2)',
    });
    await tables.window.act({
      type: 'compute-column',
      table: view.id,
      name: 'twice',
      expression: '2 * "r ""2"""',
    });
    const cells = await tables.cells(await now(view));
    expect((cells['twice'] as number[]).slice(3, 4)[0]).toBeCloseTo(2 * Math.hypot(5, 5), 12);
    expect(cells['twice']![7]).toBeNull();
    const keys = (await tables.summary(await now(view))).columns.map(({ key }) => key);
    expect(keys.slice(0, 4)).toEqual((await tables.summary(view)).columns.map(({ key }) => key));
    expect(new Set(keys).size).toBe(6);
  });

  it.each(['nope + 1', 'kind + 1', 'sqrt(kind)'])('are refused with a sentence: %s', async (expression) => {
    const view = await tables.text(POINTS);
    await tables.window.act({ type: 'compute-column', table: view.id, name: 'z', expression });
    expect((await failure(await now(view))).code).toBe('bad-expression');
  });

  it('hold labels: clusters from 0, noise -1, missing where a row was left out', async () => {
    const view = await tables.text(POINTS);
    for (const [operation, params] of [
      ['dbscan', { eps: 0.5, min_samples: 3 }],
      ['hdbscan', { min_cluster_size: 3 }],
    ] as const)
      await tables.window.act({
        type: 'add-clustering',
        table: view.id,
        operation,
        params: { columns: ['x', 'y'], ...params },
      });
    const cells = await tables.cells(await now(view));
    expect(cells['label']).toEqual([0, 0, 0, 1, 1, 1, -1, null]);
    expect(cells['label_2']!.slice(0, 6).map((label, i, all) => label === all[i < 3 ? 0 : 3])).not.toContain(
      false,
    );
    const [first] = (await now(view)).clusterings;
    expect(await tables.window.summary(first!.step, 'clustering')).toMatchObject({
      operation: 'dbscan',
      clusters: 2,
      noise: 1,
      skipped: 1,
      sizes: [3, 3],
    });
    expect(await tables.numbers(await now(view), 'label')).toEqual([0, 0, 0, 1, 1, 1, -1, NaN]);
  });

  it('hold what a regression says of each row', async () => {
    const view = await tables.text('x,y\n0,1\n1,3\n2,5\n3,7.5\n4,\n');
    await tables.window.act({ type: 'add-model', table: view.id, params: { x: ['x'], y: 'y' } });
    const [model] = (await now(view)).models;
    const { result } = await tables.window.summary(model!.step, 'model');
    expect(result).toMatchObject({ rows: 4, skipped: 1, rank: 1 });
    await tables.window.act({ type: 'set-model-columns', table: view.id, model: model!.id, wanted: true });
    const cells = await tables.cells(await now(view));
    const [slope] = result.coefficients;
    for (let i = 0; i < 4; i++) {
      expect(cells['prediction']![i]).toBeCloseTo(result.intercept + slope! * i, 10);
      expect(cells['residual']![i]).toBeCloseTo(Number(cells['y']![i]) - Number(cells['prediction']![i]), 10);
    }
    expect(cells['residual']![4]).toBeNull();
    expect((cells['leverage'] as number[]).slice(0, 4).reduce((a, b) => a + b)).toBeCloseTo(2, 10);
  });

  it('get another name where theirs is taken', async () => {
    const view = await tables.text('label,x\n7,1\n8,2\n');
    await tables.window.act({
      type: 'add-clustering',
      table: view.id,
      operation: 'kmeans',
      params: { columns: ['x'], n_clusters: 2 },
    });
    const { label, ...others } = await tables.cells(await now(view));
    expect(label).toEqual(['7', '8']);
    expect(Object.keys(others)).toEqual(['x', 'label (2)']);
  });
});

describe('rows that a selection holds, as a table', () => {
  it.each([
    [
      'lasso',
      {
        op: 'lasso',
        x: 'x',
        y: 'y',
        polygon: [
          [4, 4],
          [6, 4],
          [6, 6],
          [4, 6],
        ],
      },
      ['4', '5', '6'],
    ],
    ['range', { op: 'range', column: 'x', low: 5, high: null }, ['4', '5', '6', '7']],
    ['equal text', { op: 'equal', column: 'kind', value: 'c' }, ['6', '7', '8']],
    ['equal number', { op: 'equal', column: 'id', value: 3 }, ['3']],
    ['missing', { op: 'equal', column: 'y', value: null }, ['8']],
    ['expression', { op: 'expression', text: "kind = 'b' and x > 1" }, ['4', '5']],
    ['circle', { op: 'circle', x: 'x', y: 'y', cx: 0, cy: 0, r: 1 }, ['1', '2', '3']],
    ['not', { op: 'not', of: { op: 'range', column: 'y', low: -100, high: 100 } }, ['8']],
    [
      'and',
      {
        op: 'and',
        of: [
          { op: 'equal', column: 'kind', value: 'b' },
          { op: 'expression', text: 'x < 1' },
        ],
      },
      ['3'],
    ],
    ['none', { op: 'none' }, []],
    ['no part', { op: 'and', of: [] }, ['1', '2', '3', '4', '5', '6', '7', '8']],
  ])('%s', async (_, where, ids) => {
    const view = await tables.added({
      type: 'table-of-rows',
      table: grid.id,
      name: 'some',
      where: where as never,
    });
    expect((await tables.cells(view))['id']).toEqual(ids);
    expect((await tables.summary(view)).rows).toBe(ids.length);
  });

  it('by text, where there are more texts than are told apart', async () => {
    const many = Array.from({ length: 12_000 }, (_, i) => `n${i},${i}`);
    const view = await tables.text(`name,i\n${many.join('\n')}\n`);
    const codes = await tables.numbers(view, 'name');
    expect(codes.filter(Number.isNaN)).toHaveLength(2000);
    const unknown = codes.findIndex(Number.isNaN);
    const rows = await tables.added({
      type: 'table-of-rows',
      table: view.id,
      name: 'one',
      where: { op: 'equal', column: 'name', value: `n${unknown}` },
    });
    expect(await tables.cells(rows)).toEqual({ name: [`n${unknown}`], i: [String(unknown)] });
  });

  it.each([
    {
      op: 'lasso',
      x: 'nope',
      y: 'y',
      polygon: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    },
    { op: 'range', column: 'kind', low: 0, high: 1 },
    { op: 'expression', text: 'x +' },
    { op: 'expression', text: "kind = 'a'; DROP TABLE t1" },
    { op: 'expression', text: "read_csv('/etc/passwd')" },
    { op: 'rows', rows: 'AAAA', count: 1, total: 999 },
  ])('is refused with a sentence: %j', async (where) => {
    const rows: Action = { type: 'table-of-rows', table: grid.id, name: 'bad', where: where as never };
    const { code, message } = await failure(await tables.added(rows));
    expect(['bad-argument', 'bad-expression', 'not-found']).toContain(code);
    expect(message).toMatch(/^[A-Z"“(].*[.?]$/);
  });
});

describe('analyses', () => {
  it('draws the tree of a clustering, each branch below the cut with the label of its rows', async () => {
    const asked = step('hierarchical', { columns: ['x', 'y'], n_clusters: 3 }, { table: headOf(grid) });
    const found = await tables.window.summary('probe', 'clustering', [asked]);
    const { segments, cut } = found.tree!;
    expect(segments).toHaveLength(3 * 6);
    expect(found.sizes).toEqual([3, 3, 1]);
    expect(found.skipped).toBe(1);
    const below = segments.filter(({ y2 }) => y2 < cut);
    expect(new Set(below.map(({ cluster }) => cluster))).toEqual(new Set([0, 1]));
    expect(segments.filter(({ y2 }) => y2 > cut).every(({ cluster }) => cluster === -1)).toBe(true);
  });

  it('tell of distances, numbers of clusters and silhouettes', async () => {
    const source = headOf(grid);
    const { window } = tables;
    const columns = ['x', 'y'];
    const distances = await window.summary('probe', 'k-distance' as never, [
      step('k-distance', { columns, k: 2 }, { table: source }),
    ]);
    expect(distances).toMatchObject({ k: 2, rank: [1, 2, 3, 4, 5, 6, 7] });
    const curves = await window.summary('probe', 'k-curves' as never, [
      step('k-curves', { columns, k_max: 4 }, { table: source }),
    ]);
    expect(curves).toMatchObject({
      k: [1, 2, 3, 4],
      best: 3,
      silhouette: [null, expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    const found = { ...step('kmeans', { columns, n_clusters: 3 }, { table: source }), id: 'found' };
    const silhouette = await window.summary('probe', 'silhouette' as never, [
      found,
      step('silhouette', { columns }, { table: source, clustering: 'found' }),
    ]);
    expect(silhouette).toMatchObject({ sampled: 7 });
    const sizes = (silhouette as unknown as { clusters: { size: number }[] }).clusters.map(
      ({ size }) => size,
    );
    expect(sizes.sort()).toEqual([1, 3, 3]);
    // No more clusters than there are rows.
    const all = await window.summary('probe', 'k-curves' as never, [
      step('k-curves', { columns, k_max: 50 }, { table: source }),
    ]);
    expect(all).toMatchObject({ k: [1, 2, 3, 4, 5, 6, 7], best: 3 });
  });

  it('follow coefficients along the penalty', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${(i * i) % 11},${3 * (i % 7) + (i % 3)}`);
    const view = await tables.text(`a,b,y\n${rows.join('\n')}\n`);
    const model = {
      ...step('fit', { model: 'lasso', x: ['a', 'b'], y: 'y' }, { table: headOf(view) }),
      id: 'lasso',
    };
    const summary = await tables.window.summary('probe', 'path' as never, [
      model,
      step('regression-path', {}, { model: 'lasso' }),
    ]);
    const { path } = summary as unknown as { path: { alphas: number[]; coefficients: number[][] } };
    expect(path.alphas.length).toBeGreaterThan(10);
    expect(path.coefficients[0]).toEqual([0, 0]);
    expect(path.coefficients.at(-1)![0]).toBeCloseTo(3, 0);
  });

  it.each([
    ['dbscan', { columns: [] }],
    ['dbscan', { columns: ['nope'] }],
    ['dbscan', { columns: ['kind'] }],
    ['dbscan', { columns: ['x', 'x'] }],
    ['kmeans', { columns: ['x'], n_clusters: 100 }],
    ['fit', { x: ['x'], y: '' }],
    ['fit', { x: [], y: 'y' }],
    ['fit', { x: ['nope'], y: 'y' }],
    ['fit', { x: ['x'], y: 'kind' }],
    ['k-distance', { columns: ['kind'] }],
    ['label-column', {}],
  ])('of %s with %j are refused with a sentence', async (operation, params) => {
    const { code, message } = await tables.window.failure('probe', [
      step(operation, params, { table: headOf(grid) }),
    ]);
    expect(['bad-argument', 'not-found', 'no-data']).toContain(code);
    expect(message).toMatch(/^\S.*[.?]$/);
  });
});
