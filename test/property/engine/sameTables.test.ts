import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/core/operations/index.ts';
import { createRandomState } from '../../../src/core/synth/index.ts';
import { createParts } from '../../../src/engine/engine.ts';
import { silentWork } from '../../../src/engine/index.ts';
import type { Tables } from '../../../src/engine/tables/index.ts';
import type { StepValue } from '../../../src/engine/values.ts';
import {
  applyAction,
  EMPTY_DOCUMENT,
  imageSteps,
  makeStep,
  type Recipe,
  type Step,
} from '../../../src/shared/index.ts';
import { imageFile } from '../../support/buildFits.ts';
import { workerFile } from '../../support/builtWorker.ts';
import { starPixels, TAN_CARDS } from '../../support/starFiles.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
/** More rows than one thread is given alone by any of the operations. */
const ROWS = 70_000;
const S = imageSteps('i1');

/** Clumps and noise, a column that depends on others with outliers, and missing cells. */
function tableText(): string {
  const random = createRandomState(5);
  const lines = ['a,b,ra,y,kind'];
  for (let i = 0; i < ROWS; i++) {
    const clump = i % 7;
    const [a, b] =
      clump < 5
        ? [random.normal(clump * 5, 0.4), random.normal(clump * 3, 0.4)]
        : [random.uniform(-5, 30), random.uniform(-5, 20)];
    const y = 2 * a - b + random.normal(0, 1) + (i % 501 === 0 ? 40 : 0);
    lines.push(
      `${a.toFixed(5)},${i % 97 === 0 ? '' : b.toFixed(5)},${(10 + i / ROWS).toFixed(6)},${y.toFixed(5)},k${clump}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const two = { columns: ['a', 'b'] };
const few = { table: 'x.few' };
const fit = { x: ['a', 'b'], y: 'y', test_size: 0.1, cv: 3 };

/** Every operation on tables, each with its inputs. */
const STEPS: readonly Step[] = [
  makeStep(
    'x.compute',
    'compute-column',
    { name: 'c', expression: 'hypot(a, b) + log10(a + 10)' },
    { table: 't1.source' },
  ),
  makeStep(
    'x.few',
    'select-rows',
    { where: { op: 'expression', text: "a > 4 and ra < 10.55 and kind in ('k1', 'k6')" } },
    { table: 'x.compute' },
  ),
  makeStep('x.ols', 'fit', { ...fit, degree: 2 }, { table: 'x.compute' }),
  makeStep('x.ridge', 'fit', { ...fit, model: 'ridge', alpha: 3 }, { table: 'x.compute' }),
  makeStep('x.lasso', 'fit', { ...fit, model: 'lasso', alpha: 0.1, shuffle: true }, { table: 'x.compute' }),
  makeStep('x.huber', 'fit', { ...fit, model: 'huber', alpha: 0.0001 }, { table: 'x.compute' }),
  makeStep('x.path', 'regression-path', {}, { model: 'x.lasso' }),
  makeStep('x.residuals', 'model-columns', {}, { table: 'x.compute', model: 'x.huber' }),
  makeStep('x.dbscan', 'dbscan', { ...two, eps: 0.3, min_samples: 12 }, { table: 'x.compute' }),
  makeStep(
    'x.kmeans',
    'kmeans',
    { ...two, n_clusters: 6, n_init: 2, scaling: 'standard' },
    { table: 'x.compute' },
  ),
  makeStep('x.tree', 'hierarchical', { ...two, n_clusters: 4 }, few),
  makeStep('x.average', 'hierarchical', { ...two, linkage: 'average' }, few),
  makeStep('x.centroid', 'hierarchical', { ...two, linkage: 'centroid' }, few),
  makeStep('x.hdbscan', 'hdbscan', { ...two, min_cluster_size: 40 }, few),
  makeStep('x.labels', 'label-column', {}, { table: 'x.residuals', clustering: 'x.dbscan' }),
  makeStep('x.labels2', 'label-column', { name: 'means' }, { table: 'x.labels', clustering: 'x.kmeans' }),
  makeStep('x.labels3', 'label-column', {}, { table: 'x.few', clustering: 'x.hdbscan' }),
  makeStep('x.labels4', 'label-column', { name: 'tree' }, { table: 'x.labels3', clustering: 'x.tree' }),
  makeStep('x.distance', 'k-distance', { ...two, k: 5 }, few),
  makeStep('x.curves', 'k-curves', { ...two, k_max: 3, n_init: 1 }, few),
  makeStep('x.silhouette', 'silhouette', two, { table: 'x.few', clustering: 'x.tree' }),
  makeStep('x.join', 'join', { left_on: ['y'] }, { left: 'x.few', right: 'x.labels4' }),
  makeStep(
    'x.match',
    'crossmatch',
    { radius: 30, left_dec: 'b', left_ra: 'ra', right_ra: 'ra', right_dec: 'b' },
    { left: 'x.few', right: 'x.labels4' },
  ),
  makeStep('x.example', 'example-table', {}, {}),
  makeStep('x.stars', 'star-table', {}, { catalogue: S.cut }),
];

const opened: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((parts) => parts.close())));

const hash = (data: ArrayBufferView | string): string =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

/** Everything that the operations give, in short. */
async function everything(threads: number, table: string, image: string): Promise<Record<string, unknown>> {
  const parts = createParts({ workerFile, threads });
  opened.push(parts);
  const withImage = applyAction(EMPTY_DOCUMENT, {
    type: 'add-image',
    handle: parts.handles.adopt(image),
    hdu: 0,
  });
  const { recipe } = applyAction(withImage, {
    type: 'add-table',
    handle: parts.handles.adopt(table),
    name: 'table',
    params: {},
  });
  const all: Recipe = { ...recipe, steps: [...recipe.steps, ...STEPS] };
  const found: Record<string, unknown> = {};
  for (const id of ['t1.source', ...STEPS.map((step) => step.id)]) {
    const { value } = await parts.evaluator.evaluate(all, id, silentWork(), { load: false });
    found[id] = await inShort(parts.tables, value);
  }
  return found;
}

async function inShort(tables: Tables, value: StepValue): Promise<unknown> {
  if (value.kind === 'model') return value.result;
  if (value.kind === 'analysis') return value.summary;
  if (value.kind === 'clustering') return { ...value, labels: hash(value.labels) };
  if (value.kind !== 'table') throw new Error(`${value.kind} is no table's`);
  const cells: Record<string, string> = {};
  for (const { name, type } of value.table.columns)
    cells[name] = hash(
      type === 'text'
        ? (await tables.categories(value.table, name)).codes
        : (await tables.numbers(value.table, name)).values,
    );
  return { rows: value.table.rows, warnings: value.warnings, cells };
}

describe('the same table gives the same bytes', () => {
  it('for every operation on tables there is', () => {
    const used = new Set(['table-source', ...STEPS.map((step) => step.operation)]);
    const all = [...OPERATIONS.values()].filter(({ shape }) => shape.kind === 'table');
    expect(all.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('whatever the threads', { timeout: 120_000 }, async () => {
    const table = folder.write('table.csv', tableText());
    const image = folder.write('stars.fits', imageFile(-32, [97, 211], starPixels(97, 211, 3), TAN_CARDS));
    const first = await everything(1, table, image);
    for (const threads of [2, 3]) expect(await everything(threads, table, image)).toEqual(first);
  });
});
