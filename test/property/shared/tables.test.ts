import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { AppError } from '../../../src/core/errors/index.ts';
import { DocumentStore } from '../../../src/engine/documentStore.ts';
import { actionSchema } from '../../../src/shared/actions.ts';
import { stepSchema } from '../../../src/shared/recipe.ts';
import { prunedRecipe } from '../../../src/shared/tableChain.ts';
import { checkedParams, findStep, type Action, type Document } from '../../../src/shared/index.ts';

const handle = 'abcdefgh';
const table = fc.constantFrom('t1', 't2', 't3', 't4');
const image = fc.constantFrom('i1', 'i2');
const number = fc.integer({ min: 1, max: 12 });
/** Names of columns, among them those that labels and models get. */
const name = fc.constantFrom('x', 'y', 'a', 'label', 'label_2', 'residual', 'residual_2', 'it\'s "odd"');
const columns = fc.uniqueArray(name, { maxLength: 3 });
const quoted = name.map((text) => `"${text.replaceAll('"', '""')}"`);
const where = fc.oneof(
  fc.constant({ op: 'all' as const }),
  name.map((column) => ({ op: 'range' as const, column, low: 0, high: null })),
  fc.constant({ op: 'not' as const, of: { op: 'named' as const, name: 'kept' } }),
);

/** Actions of every kind on tables; many do not fit the document they meet. */
const edit: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>({ type: 'add-table', handle, name: 'file', params: {} }),
  fc.constant<Action>({ type: 'add-image', handle, hdu: 0 }),
  image.map((one): Action => ({ type: 'remove-image', image: one })),
  image.map((one): Action => ({ type: 'add-star-table', image: one })),
  fc
    .constantFrom('plane-regression' as const, 'dbscan' as const)
    .map((example): Action => ({ type: 'add-example', example })),
  table.map((one): Action => ({ type: 'remove-table', table: one })),
  fc.option(table).map((one): Action => ({ type: 'activate-table', table: one })),
  fc.tuple(table, name, quoted).map(([one, made, from]): Action => ({
    type: 'compute-column',
    table: one,
    name: made,
    expression: `${from} + 1`,
  })),
  fc
    .tuple(
      table,
      number,
      fc.constantFrom('c', 'k', 'm'),
      fc.constantFrom('', '.labels', '.columns', '.source'),
    )
    .map(([one, at, kind, end]): Action => ({
      type: 'remove-column',
      table: one,
      step: `${one}.${kind}${at}${end}`,
    })),
  fc
    .tuple(table, columns, name)
    .map(([one, x, y]): Action => ({ type: 'add-model', table: one, params: { x, y } })),
  fc.tuple(table, columns).map(([one, used]): Action => ({
    type: 'add-clustering',
    table: one,
    operation: 'kmeans',
    params: { columns: used },
  })),
  fc
    .tuple(table, number, columns)
    .map(([one, at, x]): Action => ({ type: 'set-params', step: `${one}.m${at}`, params: { x } })),
  fc.tuple(table, number, columns).map(([one, at, used]): Action => ({
    type: 'set-params',
    step: `${one}.k${at}`,
    params: { columns: used },
  })),
  fc.tuple(table, number, fc.boolean()).map(([one, at, wanted]): Action => ({
    type: 'set-model-columns',
    table: one,
    model: `m${at}`,
    wanted,
  })),
  fc.tuple(table, number).map(([one, at]): Action => ({ type: 'remove-model', table: one, model: `m${at}` })),
  fc.tuple(table, number).map(([one, at]): Action => ({
    type: 'remove-clustering',
    table: one,
    clustering: `k${at}`,
  })),
  fc
    .tuple(table, number)
    .map(([one, at]): Action => ({ type: 'add-plot', table: one, plot: { of: `k${at}` } })),
  fc.tuple(table, where).map(([one, rows]): Action => ({ type: 'select-rows', table: one, where: rows })),
  fc
    .tuple(table, where)
    .map(([one, rows]): Action => ({ type: 'keep-selection', table: one, name: 'kept', where: rows })),
  fc
    .tuple(table, where)
    .map(([one, rows]): Action => ({ type: 'table-of-rows', table: one, name: 'rows', where: rows })),
  fc
    .tuple(fc.constantFrom('join' as const, 'crossmatch' as const), table, table)
    .map(([operation, left, right]): Action => ({
      type: 'combine-tables',
      operation,
      left,
      right,
      name: 'both',
      params: {},
    })),
);
const travel = fc.constantFrom<Action>({ type: 'undo' }, { type: 'redo' });
const actions = fc.array(fc.oneof({ weight: 6, arbitrary: edit }, { weight: 1, arbitrary: travel }), {
  minLength: 5,
  maxLength: 60,
});

/** All that is numbered in a document. */
function idsOf({ images, tables }: Document): string[] {
  return [
    ...images.map(({ id }) => id),
    ...tables.flatMap(({ id, plots, models, clusterings }) => [
      id,
      ...[...plots, ...models, ...clusterings].map((part) => part.id),
    ]),
  ];
}

function expectWhole(document: Document): void {
  const { recipe, tables, activeTable } = document;
  const steps = recipe.steps.map(({ id }) => id);
  expect(new Set(steps).size).toBe(steps.length);
  for (const [at, step] of recipe.steps.entries()) {
    for (const input of Object.values(step.inputs)) expect(steps.slice(0, at)).toContain(input);
    expect(checkedParams(step.operation, step.params)).toEqual(step.params);
    expect(v.is(stepSchema, step)).toBe(true);
  }
  expect(prunedRecipe(document)).toEqual(recipe);
  expect(activeTable === null || tables.some(({ id }) => id === activeTable)).toBe(true);
  const ids = idsOf(document);
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of tables) {
    one.chain.forEach((id, i) => {
      const step = findStep(recipe, id)!;
      if (i > 0) expect(step.inputs['table']).toBe(one.chain[i - 1]);
    });
    for (const { step, columns: added } of one.models) {
      expect(steps).toContain(step);
      if (added !== null) expect(one.chain).toContain(added);
    }
    for (const { step, labels } of one.clusterings) {
      expect(steps).toContain(step);
      expect(one.chain).toContain(labels);
    }
    const parts = [...one.models, ...one.clusterings].map(({ step }) => findStep(recipe, step)!);
    for (const part of parts) expect(one.chain).toContain(part.inputs['table']);
    expect(JSON.stringify(one)).not.toContain('"named"');
    expect(one.image === null || document.images.some(({ id }) => id === one.image)).toBe(true);
  }
}

describe('documents with tables', () => {
  it('are whole after any actions, and number nothing twice', () => {
    fc.assert(
      fc.property(actions, (all) => {
        const store = new DocumentStore();
        const seen = new Set<string>();
        for (const action of all) {
          expect(v.is(actionSchema, action)).toBe(true);
          const { document, revision } = store;
          const before = new Set(idsOf(document));
          try {
            store.act(action);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect([store.document, store.revision]).toEqual([document, revision]);
            continue;
          }
          for (const id of idsOf(store.document)) {
            if (action.type !== 'undo' && action.type !== 'redo' && !before.has(id))
              expect(seen).not.toContain(id);
            seen.add(id);
          }
          expectWhole(store.document);
        }
        expect(JSON.parse(JSON.stringify(store.document))).toEqual(store.document);
      }),
      { numRuns: 150 },
    );
  });

  it('go back to where they began, and forth to where they ended', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (all) => {
        const content = ({ recipe, images, tables }: Document) => ({ recipe, images, tables });
        const store = new DocumentStore();
        const begin = content(store.document);
        for (const action of all) {
          try {
            store.act(action);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        }
        const end = content(store.document);
        while (store.canUndo) store.act({ type: 'undo' });
        expect(content(store.document)).toEqual(begin);
        while (store.canRedo) store.act({ type: 'redo' });
        expect(content(store.document)).toEqual(end);
      }),
      { numRuns: 100 },
    );
  });
});
