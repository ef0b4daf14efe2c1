import { AppError } from '../core/errors/index.ts';
import { expressionColumns, parseExpression } from '../core/expression/index.ts';
import type { EditAction } from './actions.ts';
import type { Document } from './document.ts';
import { exampleDocument } from './exampleTables.ts';
import { makeStep } from './makeStep.ts';
import { withNewTable } from './newTable.ts';
import { findStep, type Recipe } from './recipe.ts';
import {
  addModelPart,
  frontOf,
  namesBehind,
  paramsOf,
  prunedRecipe,
  rewired,
  stepsAfter,
} from './tableChain.ts';
import { withoutNames } from './tableSelections.ts';
import { headOf, type PlotView, type TableView } from './tables.ts';

export type TableAction = Extract<
  EditAction,
  { table: string | null } | { type: 'add-table' | 'add-star-table' | 'add-example' | 'combine-tables' }
>;

const EMPTY_PLOT: Omit<PlotView, 'id'> = {
  kind: 'scatter',
  title: '',
  columns: [],
  colour: '',
  size: '',
  flipX: false,
  flipY: false,
  logX: false,
  logY: false,
  equal: false,
  shading: 'auto',
  range: null,
  of: '',
};

/** The document after an action on its tables. */
export function applyTableAction(document: Document, action: TableAction): Document {
  switch (action.type) {
    case 'add-table': {
      const id = `t${document.nextTable}`;
      const step = makeStep(`${id}.source`, 'table-source', action.params, {}, action.handle);
      return withNewTable(document, step, { name: action.name, handle: action.handle });
    }
    case 'add-star-table': {
      const image = document.images.find(({ id }) => id === action.image);
      if (!image) throw new AppError('not-found', `There is no image "${action.image}" in the document.`);
      const known = document.tables.find((table) => table.image === image.id);
      if (known) return { ...document, activeTable: known.id };
      const step = makeStep(
        `t${document.nextTable}.source`,
        'star-table',
        {},
        { catalogue: image.steps.cut },
      );
      return withNewTable(document, step, { name: 'Stars', image: image.id });
    }
    case 'add-example':
      return exampleDocument(document, action.example, applyTableAction);
    case 'combine-tables': {
      const inputs = {
        left: headOf(tableOf(document, action.left)),
        right: headOf(tableOf(document, action.right)),
      };
      const step = makeStep(`t${document.nextTable}.source`, action.operation, action.params, inputs);
      return withNewTable(document, step, { name: action.name });
    }
    case 'table-of-rows': {
      const from = tableOf(document, action.table);
      const where = withoutNames(from, action.where);
      const step = makeStep(
        `t${document.nextTable}.source`,
        'select-rows',
        { where },
        { table: headOf(from) },
      );
      return withNewTable(document, step, { name: action.name, places: from.places });
    }
    case 'activate-table':
      return {
        ...document,
        activeTable: action.table === null ? null : tableOf(document, action.table).id,
        layout: { ...document.layout, side: action.table === null ? 'image' : 'table' },
      };
    case 'remove-table':
      return removeTable(document, action.table);
    case 'set-table':
      return withTable(document, action.table, (table) => ({
        ...table,
        ...(action.change as Partial<TableView>),
      }));
    case 'compute-column':
      return computeColumn(document, tableOf(document, action.table), action.name, action.expression);
    case 'remove-column':
      return takeOutColumn(document, tableOf(document, action.table), action.step);
    case 'add-plot': {
      const plot = { ...EMPTY_PLOT, ...(action.plot as Partial<PlotView>), id: `p${document.nextPart}` };
      return withTable({ ...document, nextPart: document.nextPart + 1 }, action.table, (table) => ({
        ...table,
        plots: [...table.plots, plot],
      }));
    }
    case 'set-plot':
      refuseUnknown(tableOf(document, action.table), 'plots', action.plot);
      return withTable(document, action.table, (table) => ({
        ...table,
        plots: table.plots.map((plot) =>
          plot.id === action.plot ? { ...plot, ...(action.change as Partial<PlotView>) } : plot,
        ),
      }));
    case 'remove-plot':
      refuseUnknown(tableOf(document, action.table), 'plots', action.plot);
      return withTable(document, action.table, (table) => ({
        ...table,
        plots: table.plots.filter((plot) => plot.id !== action.plot),
      }));
    case 'add-model':
      return addModelPart(document, tableOf(document, action.table), 'fit', action.params);
    case 'add-clustering':
      return addModelPart(
        document,
        tableOf(document, action.table),
        action.operation,
        action.params,
        action.label,
      );
    case 'remove-model':
    case 'remove-clustering':
      return removePart(
        document,
        tableOf(document, action.table),
        action.type === 'remove-model' ? action.model : action.clustering,
      );
    case 'predict-at':
      refuseUnknown(tableOf(document, action.table), 'models', action.model);
      return withTable(document, action.table, (table) => ({
        ...table,
        models: table.models.map((model) =>
          model.id === action.model ? { ...model, at: action.at } : model,
        ),
      }));
    case 'set-model-columns':
      return setModelColumns(document, tableOf(document, action.table), action.model, action.wanted);
    case 'select-rows':
      return withTable(document, action.table, (table) => ({
        ...table,
        selection: action.where && withoutNames(table, action.where),
      }));
    case 'keep-selection':
      return withTable(document, action.table, (table) => ({
        ...table,
        selections: [
          ...table.selections.filter(({ name }) => name !== action.name),
          { name: action.name, where: withoutNames(table, action.where) },
        ],
      }));
    case 'forget-selection':
      return withTable(document, action.table, (table) => ({
        ...table,
        selections: table.selections.filter(({ name }) => name !== action.name),
      }));
  }
}

function tableOf(document: Document, id: string): TableView {
  const table = document.tables.find((candidate) => candidate.id === id);
  if (!table) throw new AppError('not-found', `There is no table "${id}" in the document.`);
  return table;
}

function withTable(document: Document, id: string, change: (table: TableView) => TableView): Document {
  tableOf(document, id);
  return { ...document, tables: document.tables.map((table) => (table.id === id ? change(table) : table)) };
}

function refuseUnknown(table: TableView, parts: 'plots' | 'models', id: string): void {
  if ((table[parts] as readonly { readonly id: string }[]).some((part) => part.id === id)) return;
  throw new AppError('not-found', `The table "${table.name}" has no ${parts.slice(0, -1)} "${id}".`);
}

function removeTable(document: Document, id: string): Document {
  tableOf(document, id);
  const tables = document.tables.filter((table) => table.id !== id);
  const next = {
    ...document,
    tables,
    activeTable: document.activeTable === id ? (tables.at(-1)?.id ?? null) : document.activeTable,
  };
  return { ...next, recipe: prunedRecipe(next) };
}

/** A column computed from columns of the data comes before the labels, so that models and clusterings can use it. */
function computeColumn(document: Document, table: TableView, name: string, expression: string): Document {
  const id = `${table.id}.c${document.nextPart}`;
  const behind = namesBehind(document.recipe, table);
  const late = expressionColumns(parseExpression(expression)).some((column) => behind.has(column));
  const before = late ? headOf(table) : frontOf(document.recipe, table);
  const step = makeStep(id, 'compute-column', { name, expression }, { table: before });
  const at = table.chain.indexOf(before) + 1;
  const next = table.chain[at];
  let recipe = stepsAfter(document.recipe, before, [step]);
  if (next !== undefined) recipe = withInput(recipe, next, 'table', id);
  if (!late) {
    for (const part of [...table.models, ...table.clusterings])
      if (findStep(recipe, part.step)?.inputs['table'] === before)
        recipe = withInput(recipe, part.step, 'table', id);
  }
  const chain = [...table.chain.slice(0, at), id, ...table.chain.slice(at)];
  return {
    ...withTable(document, table.id, (one) => ({ ...one, chain })),
    recipe,
    nextPart: document.nextPart + 1,
  };
}

/** Takes out a column that a person computed, or all that a model has added; labels go with their clustering alone. */
function takeOutColumn(document: Document, table: TableView, step: string): Document {
  const model = table.models.find(({ columns }) => columns === step);
  if (model) return setModelColumns(document, table, model.id, false);
  if (table.clusterings.some(({ labels }) => labels === step))
    throw new AppError('bad-argument', `"${step}" holds the labels of a clustering.`, {
      remedy: 'Remove the clustering.',
    });
  return removeColumn(document, table, step);
}

function removeColumn(document: Document, table: TableView, step: string): Document {
  if (table.chain.indexOf(step) < 1)
    throw new AppError('not-found', `"${step}" adds no column to the table "${table.name}".`);
  const recipe = rewired(document.recipe, step);
  const chain = table.chain.filter((one) => one !== step);
  return { ...withTable(document, table.id, (one) => ({ ...one, chain })), recipe };
}

/** Takes out a model or a clustering, its columns and its plots. */
function removePart(document: Document, table: TableView, id: string): Document {
  const model = table.models.find((one) => one.id === id);
  const clustering = table.clusterings.find((one) => one.id === id);
  const part = model ?? clustering;
  if (!part) throw new AppError('not-found', `The table "${table.name}" has no model or clustering "${id}".`);
  const column = model ? model.columns : clustering!.labels;
  const without = column === null ? document : removeColumn(document, table, column);
  const next = withTable(without, table.id, (one) => ({
    ...one,
    models: one.models.filter((other) => other.id !== id),
    clusterings: one.clusterings.filter((other) => other.id !== id),
    plots: one.plots.filter((plot) => plot.of !== id),
  }));
  return { ...next, recipe: prunedRecipe(next) };
}

function setModelColumns(document: Document, table: TableView, id: string, wanted: boolean): Document {
  const model = table.models.find((one) => one.id === id);
  if (!model) throw new AppError('not-found', `The table "${table.name}" has no model "${id}".`);
  if ((model.columns !== null) === wanted) return document;
  const set = (columns: string | null) => (one: TableView) => ({
    ...one,
    models: one.models.map((other) => (other.id === id ? { ...other, columns } : other)),
  });
  if (model.columns !== null)
    return withTable(removeColumn(document, table, model.columns), table.id, set(null));
  const stepId = `${model.step}.columns`;
  const taken = new Set(
    table.models.map((other) =>
      other.columns === null ? null : paramsOf(document.recipe, other.columns)['name'],
    ),
  );
  let ending = '';
  for (let i = 2; taken.has(ending); i++) ending = `_${i}`;
  const step = makeStep(
    stepId,
    'model-columns',
    { name: ending },
    { table: headOf(table), model: model.step },
  );
  const next = withTable(document, table.id, (one) => ({
    ...set(stepId)(one),
    chain: [...one.chain, stepId],
  }));
  return { ...next, recipe: { ...next.recipe, steps: [...next.recipe.steps, step] } };
}

function withInput(recipe: Recipe, id: string, name: string, input: string): Recipe {
  return {
    ...recipe,
    steps: recipe.steps.map((step) =>
      step.id === id ? { ...step, inputs: { ...step.inputs, [name]: input } } : step,
    ),
  };
}
