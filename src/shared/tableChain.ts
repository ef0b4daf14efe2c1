import type { ParameterValues } from '../core/operations/index.ts';
import type { Document } from './document.ts';
import { makeStep } from './makeStep.ts';
import { findStep, type Recipe, type Step } from './recipe.ts';
import { headOf, type TableView } from './tables.ts';

const BEHIND = new Set(['label-column', 'model-columns']);
/** Columns that `model-columns` adds, before its ending. */
const MODEL_COLUMNS = [
  'prediction',
  'residual',
  'standardised_residual',
  'leverage',
  'cook',
  'outlier',
  'high_leverage',
] as const;

/** The last step of a table's chain before any that holds what a model or a clustering found. */
export function frontOf(recipe: Recipe, table: TableView): string {
  let front = table.chain[0]!;
  for (const id of table.chain) {
    if (BEHIND.has(findStep(recipe, id)?.operation ?? '')) break;
    front = id;
  }
  return front;
}

/** Names of the columns that come after the front of the chain, up to a step that is not looked at any more. */
export function namesBehind(recipe: Recipe, table: TableView, until?: string): ReadonlySet<string> {
  const names = new Set<string>();
  const front = frontOf(recipe, table);
  for (const id of table.chain.slice(table.chain.indexOf(front) + 1)) {
    if (id === until) break;
    const step = findStep(recipe, id);
    const name = String(step?.params['name'] ?? '');
    if (step?.operation === 'model-columns') for (const column of MODEL_COLUMNS) names.add(column + name);
    else names.add(name);
  }
  return names;
}

/** Adds a regression, or a clustering with its column of labels. */
export function addModelPart(
  document: Document,
  table: TableView,
  operation: string,
  params: Readonly<Record<string, unknown>>,
  label?: string,
): Document {
  const isModel = operation === 'fit';
  const id = `${isModel ? 'm' : 'k'}${document.nextPart}`;
  const input = tableFor(document.recipe, table, params);
  const step = makeStep(`${table.id}.${id}`, operation, params, { table: input });
  const recipe = stepsAfter(document.recipe, input, [step]);
  const change = (changed: Partial<TableView>, steps: Recipe): Document => ({
    ...document,
    recipe: steps,
    nextPart: document.nextPart + 1,
    tables: document.tables.map((one) => (one.id === table.id ? { ...one, ...changed } : one)),
  });
  if (isModel)
    return change({ models: [...table.models, { id, step: step.id, columns: null, at: [] }] }, recipe);
  const labels = makeStep(
    `${step.id}.labels`,
    'label-column',
    { name: label ?? labelName(document.recipe, table) },
    { table: headOf(table), clustering: step.id },
  );
  return change(
    {
      clusterings: [...table.clusterings, { id, step: step.id, labels: labels.id }],
      chain: [...table.chain, labels.id],
    },
    { ...recipe, steps: [...recipe.steps, labels] },
  );
}

/** The step whose table a model or a clustering takes: the front of the chain, or, where it uses columns that come behind, the
 * last step before its own. */
function tableFor(
  recipe: Recipe,
  table: TableView,
  params: Readonly<Record<string, unknown>>,
  own: string | null = null,
): string {
  const behind = namesBehind(recipe, table, own ?? undefined);
  const used = [params['columns'] ?? params['x'] ?? [], params['y'] ?? []].flat().map(String);
  if (!used.some((name) => behind.has(name))) return frontOf(recipe, table);
  return own === null ? headOf(table) : table.chain[table.chain.indexOf(own) - 1]!;
}

/** The document with a model or a clustering, whose parameters have changed, on the table that has the columns it now uses. */
export function onItsTable(document: Document, id: string): Document {
  for (const table of document.tables) {
    const model = table.models.find((one) => one.step === id);
    const clustering = table.clusterings.find((one) => one.step === id);
    if (!model && !clustering) continue;
    const step = findStep(document.recipe, id)!;
    const own = model ? model.columns : clustering!.labels;
    const input = tableFor(document.recipe, table, step.params, own);
    if (input === step.inputs['table']) return document;
    const others = { ...document.recipe, steps: document.recipe.steps.filter((other) => other !== step) };
    return {
      ...document,
      recipe: stepsAfter(others, input, [{ ...step, inputs: { ...step.inputs, table: input } }]),
    };
  }
  return document;
}

/** "label", or the first "label_2", "label_3" … that is not taken. */
function labelName(recipe: Recipe, table: TableView): string {
  const taken = namesBehind(recipe, table);
  for (let i = 1; ; i++) {
    const name = i === 1 ? 'label' : `label_${i}`;
    if (!taken.has(name)) return name;
  }
}

/** A recipe with steps put behind one of its own, so that inputs still come before their use. */
export function stepsAfter(recipe: Recipe, id: string, added: readonly Step[]): Recipe {
  const at = recipe.steps.findIndex((step) => step.id === id) + 1;
  return { ...recipe, steps: [...recipe.steps.slice(0, at), ...added, ...recipe.steps.slice(at)] };
}

/** A recipe without a step that adds a column; what took its table takes the one before. */
export function rewired(recipe: Recipe, id: string): Recipe {
  const before = findStep(recipe, id)?.inputs['table'];
  if (before === undefined) return recipe;
  const steps = recipe.steps
    .filter((step) => step.id !== id)
    .map((step) => ({
      ...step,
      inputs: Object.fromEntries(
        Object.entries(step.inputs).map(([name, input]) => [name, input === id ? before : input]),
      ),
    }));
  return { ...recipe, steps };
}

/** The recipe without steps that no image, table, model or clustering of the document leads to. */
export function prunedRecipe(document: Document): Recipe {
  const wanted = new Set<string>();
  const visit = (id: string): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const input of Object.values(findStep(document.recipe, id)?.inputs ?? {})) visit(input);
  };
  for (const { steps, rgb } of document.images) {
    Object.values(steps).forEach(visit);
    if (rgb) [rgb.green, rgb.blue].forEach(visit);
  }
  for (const table of document.tables) {
    table.chain.forEach(visit);
    for (const part of [...table.models, ...table.clusterings]) visit(part.step);
  }
  return { ...document.recipe, steps: document.recipe.steps.filter((step) => wanted.has(step.id)) };
}

/** Parameters of a step as its operation's values. */
export function paramsOf(recipe: Recipe, id: string): ParameterValues {
  return (findStep(recipe, id)?.params ?? {}) as ParameterValues;
}
