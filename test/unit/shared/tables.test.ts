import { describe, expect, it } from 'vitest';
import { DocumentStore } from '../../../src/engine/documentStore.ts';
import {
  EMPTY_DOCUMENT,
  applyAction,
  findStep,
  headOf,
  type Document,
  type EditAction,
  type TableView,
} from '../../../src/shared/index.ts';

const HANDLE = 'abcdefgh';
const open: EditAction = { type: 'add-table', handle: HANDLE, name: 'stars.csv', params: {} };
const image: EditAction = { type: 'add-image', handle: HANDLE, hdu: 0 };
const column = (name: string, expression: string, table = 't1'): EditAction => ({
  type: 'compute-column',
  table,
  name,
  expression,
});
const model = (x: string[], y: string): EditAction => ({ type: 'add-model', table: 't1', params: { x, y } });
const clustering = (columns: string[], label?: string): EditAction => ({
  type: 'add-clustering',
  table: 't1',
  operation: 'dbscan',
  params: { columns },
  ...(label === undefined ? {} : { label }),
});

const after = (...actions: EditAction[]): Document => actions.reduce(applyAction, EMPTY_DOCUMENT);
const table = (document: Document, id = 't1'): TableView => document.tables.find((one) => one.id === id)!;
const ids = (document: Document): string[] => document.recipe.steps.map(({ id }) => id);
const inputOf = (document: Document, id: string, name = 'table') =>
  findStep(document.recipe, id)?.inputs[name];
const refusal = (document: Document, action: EditAction): unknown => {
  try {
    applyAction(document, action);
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the chain of a table', () => {
  it('begins with its source, and is shown', () => {
    const document = after(open);
    expect(table(document)).toMatchObject({ name: 'stars.csv', handle: HANDLE, chain: ['t1.source'] });
    expect(document.activeTable).toBe('t1');
    expect(findStep(document.recipe, 't1.source')).toMatchObject({
      operation: 'table-source',
      handle: HANDLE,
    });
  });

  it('grows by computed columns, each on the one before', () => {
    const document = after(open, column('a', 'x + 1'), column('b', 'a * 2'));
    expect(table(document).chain).toEqual(['t1.source', 't1.c1', 't1.c2']);
    expect(inputOf(document, 't1.c2')).toBe('t1.c1');
  });

  it('has labels at its end, and computed columns of the data before them', () => {
    const document = after(open, clustering(['x', 'y']), column('a', 'x + 1'));
    expect(table(document).chain).toEqual(['t1.source', 't1.c2', 't1.k1.labels']);
    expect(inputOf(document, 't1.k1')).toBe('t1.c2');
    expect(inputOf(document, 't1.k1.labels')).toBe('t1.c2');
    expect(inputOf(document, 't1.k1.labels', 'clustering')).toBe('t1.k1');
  });

  it('has computed columns that use labels behind them, also where the name is quoted', () => {
    const document = after(open, clustering(['x'], 'my "label"'), column('a', '"my ""label""" + 1'));
    expect(table(document).chain).toEqual(['t1.source', 't1.k1.labels', 't1.c2']);
    expect(inputOf(document, 't1.k1')).toBe('t1.source');
  });

  it('does not take a name for another that holds it', () => {
    const document = after(open, clustering(['x']), column('a', 'relabelled + 1'));
    expect(table(document).chain).toEqual(['t1.source', 't1.c2', 't1.k1.labels']);
  });

  it('refuses a computed column that is no expression', () => {
    expect(refusal(after(open), column('a', 'x +'))).toBe('bad-expression');
  });

  it('gives up a column, and what stood on it stands on the one before', () => {
    const document = after(open, column('a', 'x'), column('b', 'y'), clustering(['a']), {
      type: 'remove-column',
      table: 't1',
      step: 't1.c2',
    });
    expect(table(document).chain).toEqual(['t1.source', 't1.c1', 't1.k3.labels']);
    expect(inputOf(document, 't1.k3')).toBe('t1.c1');
    expect(ids(document)).not.toContain('t1.c2');
    for (const step of ['t1.source', 't1.k3.labels', 't1.c9'])
      expect(refusal(document, { type: 'remove-column', table: 't1', step })).not.toBe('done');
  });
});

describe('models and clusterings', () => {
  it('stand on the front of the chain, whatever was found before', () => {
    const document = after(open, clustering(['x']), model(['x'], 'y'), clustering(['x', 'y']));
    expect(['t1.k1', 't1.m2', 't1.k3'].map((id) => inputOf(document, id))).toEqual(
      Array(3).fill('t1.source'),
    );
    expect(table(document).chain).toEqual(['t1.source', 't1.k1.labels', 't1.k3.labels']);
    expect(findStep(document.recipe, 't1.k3.labels')!.params).toEqual({ name: 'label_2' });
  });

  it('stand on the head where they use what was found', () => {
    const document = after(open, clustering(['x']), model(['x', 'label'], 'y'));
    expect(inputOf(document, 't1.m2')).toBe('t1.k1.labels');
  });

  it('move to the table with the columns they use when those change, and back', () => {
    const set = (x: string[]): EditAction => ({ type: 'set-params', step: 't1.m1', params: { x } });
    const wanted: EditAction = { type: 'set-model-columns', table: 't1', model: 'm1', wanted: true };
    const begin = after(open, model(['x'], 'y'), clustering(['x']), wanted);
    const document = applyAction(begin, set(['x', 'label']));
    expect(inputOf(document, 't1.m1')).toBe('t1.k2.labels');
    const steps = ids(document);
    expect(steps.indexOf('t1.m1')).toBeGreaterThan(steps.indexOf('t1.k2.labels'));
    expect(steps.indexOf('t1.m1')).toBeLessThan(steps.indexOf('t1.m1.columns'));
    expect(inputOf(applyAction(document, set(['x'])), 't1.m1')).toBe('t1.source');
    // Its own residuals explain nothing.
    expect(inputOf(applyAction(document, set(['residual'])), 't1.m1')).toBe('t1.source');
  });

  it('give the columns of several models endings that are free', () => {
    const wanted = (id: string, on: boolean): EditAction => ({
      type: 'set-model-columns',
      table: 't1',
      model: id,
      wanted: on,
    });
    const three = after(open, model(['a'], 'y'), model(['b'], 'y'), model(['c'], 'y'));
    const document = [wanted('m1', true), wanted('m2', true), wanted('m1', false), wanted('m3', true)].reduce(
      applyAction,
      three,
    );
    const names = ['m2', 'm3'].map((id) => findStep(document.recipe, `t1.${id}.columns`)!.params['name']);
    expect(names).toEqual(['_2', '']);
    expect(applyAction(document, wanted('m3', true))).toBe(document);
    const without = applyAction(document, { type: 'remove-column', table: 't1', step: 't1.m2.columns' });
    expect(table(without).models.map(({ columns }) => columns)).toEqual([null, null, 't1.m3.columns']);
  });

  it('go with their columns and their plots', () => {
    const begin = after(open, clustering(['x']), model(['x'], 'y'));
    const document = [
      { type: 'add-plot', table: 't1', plot: { kind: 'silhouette', of: 'k1' } },
      { type: 'add-plot', table: 't1', plot: { kind: 'scatter' } },
      { type: 'set-model-columns', table: 't1', model: 'm2', wanted: true },
      { type: 'remove-clustering', table: 't1', clustering: 'k1' },
    ].reduce((so, action) => applyAction(so, action as EditAction), begin);
    expect(ids(document)).toEqual(['t1.source', 't1.m2', 't1.m2.columns']);
    expect(inputOf(document, 't1.m2.columns')).toBe('t1.source');
    expect(table(document).plots.map(({ kind }) => kind)).toEqual(['scatter']);
    const empty = applyAction(document, { type: 'remove-model', table: 't1', model: 'm2' });
    expect(ids(empty)).toEqual(['t1.source']);
  });

  it('refuse parts that are not there, and values that are not allowed', () => {
    const document = after(open, model(['x'], 'y'));
    for (const action of [
      { type: 'remove-model', table: 't1', model: 'm9' },
      { type: 'predict-at', table: 't1', model: 'm9', at: [1] },
      { type: 'set-plot', table: 't1', plot: 'p9', change: { title: 'x' } },
      { type: 'remove-plot', table: 't1', plot: 'p9' },
      { type: 'remove-table', table: 't9' },
      { type: 'add-star-table', image: 'i1' },
      { type: 'add-model', table: 't1', params: { alpha: -1 } },
      { type: 'add-clustering', table: 't1', operation: 'dbscan', params: { min_samples: 0 } },
      { type: 'add-table', handle: HANDLE, name: 'x', params: { delimiter: 'x' } },
    ] as EditAction[])
      expect(refusal(document, action), JSON.stringify(action)).toMatch(/^(not-found|bad-argument)$/);
  });
});

describe('what a table is made from', () => {
  it('stays in the recipe while a join needs it, and no longer', () => {
    const both = after(open, open, column('a', 'x', 't1'), {
      type: 'combine-tables',
      operation: 'join',
      left: 't1',
      right: 't2',
      name: 'both',
      params: { left_on: ['id'] },
    });
    expect(findStep(both.recipe, 't3.source')!.inputs).toEqual({ left: 't1.c1', right: 't2.source' });
    const alone = ['t1', 't2'].reduce((so, id) => applyAction(so, { type: 'remove-table', table: id }), both);
    expect(ids(alone)).toEqual(['t1.source', 't1.c1', 't2.source', 't3.source']);
    expect(alone.activeTable).toBe('t3');
    const gone = applyAction(alone, { type: 'remove-table', table: 't3' });
    expect(gone).toMatchObject({ recipe: { steps: [] }, tables: [], activeTable: null });
    expect(applyAction(gone, open).tables[0]!.id).toBe('t4');
  });

  it('is the catalogue of an image, also when the image is closed', () => {
    const stars: EditAction = { type: 'add-star-table', image: 'i1' };
    const document = after(image, stars, open, stars);
    expect(document.tables.map(({ id, image: of }) => [id, of])).toEqual([
      ['t1', 'i1'],
      ['t2', null],
    ]);
    expect(document.activeTable).toBe('t1');
    const closed = applyAction(document, { type: 'remove-image', image: 'i1' });
    expect(table(closed).image).toBeNull();
    expect(ids(closed)).toEqual([
      'i1.source',
      'i1.crop',
      'i1.normalise',
      'i1.maxima',
      'i1.cut',
      't1.source',
      't2.source',
    ]);
  });
});

describe('selections of rows', () => {
  const where = { op: 'range', column: 'x', low: 1, high: null } as const;
  const kept = after(open, { type: 'keep-selection', table: 't1', name: 'bright', where });

  it('that are named are put in, so that nothing hangs on a name', () => {
    const selected = applyAction(kept, {
      type: 'select-rows',
      table: 't1',
      where: { op: 'not', of: { op: 'named', name: 'bright' } },
    });
    const forgotten = applyAction(selected, { type: 'forget-selection', table: 't1', name: 'bright' });
    expect(table(forgotten)).toMatchObject({ selection: { op: 'not', of: where }, selections: [] });
    const rows = applyAction(kept, {
      type: 'table-of-rows',
      table: 't1',
      name: 'bright ones',
      where: { op: 'named', name: 'bright' },
    });
    expect(findStep(rows.recipe, 't2.source')).toMatchObject({ operation: 'select-rows', params: { where } });
    const named: EditAction = { type: 'select-rows', table: 't1', where: { op: 'named', name: 'faint' } };
    expect(refusal(kept, named)).toBe('not-found');
  });

  it('take the place of those of the same name', () => {
    const other = { op: 'none' } as const;
    const document = applyAction(kept, { type: 'keep-selection', table: 't1', name: 'bright', where: other });
    expect(table(document).selections).toEqual([{ name: 'bright', where: other }]);
  });
});

describe('the worked examples', () => {
  it('open as the figure of the chapter in one action', () => {
    const store = new DocumentStore();
    store.act({ type: 'add-example', example: 'plane-regression' });
    const plane = table(store.document);
    expect(plane.models).toEqual([{ id: 'm1', step: 't1.m1', columns: null, at: [1.2, 4] }]);
    expect(plane.plots).toMatchObject([{ kind: 'scatter3d', columns: ['x1', 'x2', 'y'], of: 'm1' }]);
    expect(findStep(store.document.recipe, 't1.m1')!.params).toMatchObject({ model: 'ols', test_size: 20 });
    expect(store.document.layout.plots).toBe(100);
    store.act({ type: 'undo' });
    expect(store.document.tables).toEqual([]);
    expect(store.canUndo).toBe(false);

    store.act({ type: 'add-example', example: 'dbscan' });
    const clumps = table(store.document, 't2');
    expect(clumps.plots.map(({ title, colour, equal }) => [title, colour, equal])).toEqual([
      ['Original', 'origin', true],
      ['Found by DBSCAN', 'label', true],
    ]);
    expect(findStep(store.document.recipe, clumps.clusterings[0]!.step)!.params).toMatchObject({
      eps: 0.95,
      min_samples: 10,
    });
    expect(headOf(clumps)).toBe(clumps.clusterings[0]!.labels);
  });
});
