import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';
import { OPERATIONS } from '../core/operations/index.ts';
import { EMPTY_DOCUMENT, type Document } from './document.ts';
import { checkedParams } from './makeStep.ts';
import { findStep, type Step } from './recipe.ts';
import { applyAction } from './reducer.ts';
import { documentSchema, imageViewSchema, plotViewSchema, tableViewSchema } from './sessionSchema.ts';

type Plain = Readonly<Record<string, unknown>>;

/** A document from a file: of the right shape, with everything that it names in it, and with the parameters that its
 * operations take. What an earlier version did not know has the value it has in a new document.
 *
 * Errors: `bad-session`; `not-supported` for an operation that is not there. */
export function checkedDocument(value: Plain): Document {
  const fresh = newViews();
  const document = checked(documentSchema, completed(value, EMPTY_DOCUMENT, 'document'), 'document');
  const images = document.images.map((image) =>
    checked(imageViewSchema, completed(image, fresh.image, image.id), image.id),
  );
  const tables = document.tables.map((table) => {
    const whole = checked(tableViewSchema, completed(table, fresh.table, table.id), table.id);
    const plots = whole.plots.map((plot) =>
      checked(plotViewSchema, completed(plot, fresh.plot, plot.id), plot.id),
    );
    return { ...whole, plots };
  });
  const layout = completed(document.layout, EMPTY_DOCUMENT.layout, 'layout');
  const steps = document.recipe.steps.map(checkedStep);
  const whole = { ...document, recipe: { ...document.recipe, steps }, images, tables, layout };
  refuseDangling(whole as unknown as Document);
  return numbered(whole as unknown as Document);
}

/** A new image, table and plot, as patterns for those of a file. */
function newViews(): { image: Plain; table: Plain; plot: Plain } {
  const handle = 'sessionfile';
  const withImage = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle, hdu: 0 });
  const withTable = applyAction(withImage, { type: 'add-table', handle, name: 'table', params: {} });
  const { images, tables } = applyAction(withTable, { type: 'add-plot', table: 't1', plot: {} });
  return {
    image: images[0] as unknown as Plain,
    table: { ...tables[0], plots: [] },
    plot: tables[0]!.plots[0] as unknown as Plain,
  };
}

/** Keys of which there is no usual value. */
const OWN = new Set(['id', 'handle', 'steps', 'chain', 'recipe']);

/** A value with what it lacks of a pattern; refused where a part is of another type than the pattern's. */
function completed(value: Plain, pattern: object, where: string): Plain {
  const whole: Record<string, unknown> = { ...value };
  for (const [key, usual] of Object.entries(pattern)) {
    if (!(key in whole)) {
      if (!OWN.has(key)) whole[key] = usual;
    } else if (usual !== null && whole[key] !== null && typeOf(whole[key]) !== typeOf(usual))
      throw damaged(`${where}.${key} is of the wrong type`);
  }
  return whole;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  where: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw damaged(`${[where, v.getDotPath(issue)].filter(Boolean).join('.')}: ${issue.message}`);
}

function checkedStep(step: Step): Step {
  const operation = OPERATIONS.get(step.operation);
  if (!operation || step.version > operation.version)
    throw new AppError(
      'not-supported',
      operation
        ? `The session uses “${operation.title}” of a later version of Asterism.`
        : `The session uses the operation "${step.operation}", which this version of Asterism has not.`,
      { remedy: 'Open it with the version that saved it, or a later one.' },
    );
  const params = checkedParams(step.operation, step.params) as Step['params'];
  return { ...step, version: operation.version, params };
}

/** Refuses what names something that is not there, or comes before what it needs. */
function refuseDangling(document: Document): void {
  const { recipe, images, tables } = document;
  const steps = new Set<string>();
  for (const { id, inputs } of recipe.steps) {
    for (const input of Object.values(inputs))
      if (!steps.has(input)) throw damaged(`step ${id} takes "${input}", which does not come before it`);
    if (steps.has(id)) throw damaged(`step ${id} is there twice`);
    steps.add(id);
  }
  const need = (id: string | null, owner: string): void => {
    if (id !== null && !steps.has(id)) throw damaged(`${owner} names the step "${id}", which is not there`);
  };
  const imageIds = idsOf(images);
  const tableIds = idsOf(tables);
  for (const image of images) {
    for (const id of Object.values(image.steps)) need(id, image.id);
    for (const layer of image.layers)
      if (!imageIds.has(layer.image))
        throw damaged(`a layer of ${image.id} names an image that is not there`);
    if (image.rgb) [image.rgb.green, image.rgb.blue].forEach((id) => need(id, image.id));
  }
  for (const table of tables) {
    for (const id of table.chain) need(id, table.id);
    for (const model of table.models) [model.step, model.columns].forEach((id) => need(id, table.id));
    for (const one of table.clusterings) [one.step, one.labels].forEach((id) => need(id, table.id));
    idsOf([...table.plots, ...table.models, ...table.clusterings]);
    if (table.image !== null && !imageIds.has(table.image)) throw damaged(`${table.id} has no image`);
  }
  if (document.active !== null && !imageIds.has(document.active))
    throw damaged('the shown image is not there');
  if (document.activeTable !== null && !tableIds.has(document.activeTable))
    throw damaged('the shown table is not there');
  if (document.selection && !imageIds.has(document.selection.image))
    throw damaged('the selection is of an image that is not there');
}

function idsOf(views: readonly { readonly id: string }[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id } of views) {
    if (ids.has(id)) throw damaged(`${id} is there twice`);
    ids.add(id);
  }
  return ids;
}

/** The document with counters beyond every number in use, so that no id is given again. */
function numbered(document: Document): Document {
  const { images, tables, recipe } = document;
  const numberIn = (id: string): number => Number(/[0-9]+$/.exec(id)?.[0] ?? 0);
  const after = (next: number, ids: Iterable<string>): number => {
    let free = next;
    for (const id of ids) free = Math.max(free, numberIn(id) + 1);
    return free;
  };
  const parts = tables.flatMap((table) => [...table.plots, ...table.models, ...table.clusterings]);
  const columns = tables.flatMap(({ chain }) => chain.filter((id) => findStep(recipe, id)));
  const partIds = [...parts.map(({ id }) => id), ...columns.flatMap((id) => id.split('.').slice(1))];
  return {
    ...document,
    nextImage: after(
      document.nextImage,
      images.map(({ id }) => id),
    ),
    nextTable: after(
      document.nextTable,
      tables.map(({ id }) => id),
    ),
    nextPart: after(document.nextPart, partIds),
  };
}

function damaged(what: string): AppError {
  return new AppError('bad-session', `The session is damaged: ${what}.`);
}
