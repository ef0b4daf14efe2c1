import * as v from 'valibot';
import { predicateSchema } from '../core/selection/index.ts';
import { handleSchema, parametersRecordSchema, stepIdSchema } from './recipe.ts';
import { CLUSTER_OPERATIONS } from './tables.ts';

const finite = v.pipe(v.number(), v.finite());
const name = v.pipe(v.string(), v.maxLength(4000));
const title = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const names = v.pipe(v.array(name), v.maxLength(1000));
const table = v.pipe(v.string(), v.regex(/^t[0-9]{1,9}$/));
const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const part = v.pipe(v.string(), v.regex(/^[pmk][0-9]{1,9}$/));
const gesture = v.optional(v.pipe(v.string(), v.maxLength(60)));
const pair = v.tuple([finite, finite]);

export const placesSchema = v.strictObject({
  ra: v.nullable(name),
  dec: v.nullable(name),
  x: v.nullable(name),
  y: v.nullable(name),
  firstPixel: v.picklist([0, 1]),
});
export const plotSchema = v.strictObject({
  kind: v.picklist([
    'scatter',
    'histogram',
    'corner',
    'scatter3d',
    'residuals',
    'path',
    'k-distance',
    'k-curves',
    'silhouette',
    'dendrogram',
  ]),
  title: v.pipe(v.string(), v.maxLength(200)),
  columns: names,
  colour: name,
  size: name,
  flipX: v.boolean(),
  flipY: v.boolean(),
  logX: v.boolean(),
  logY: v.boolean(),
  equal: v.boolean(),
  shading: v.picklist(['auto', 'points', 'density']),
  range: v.nullable(v.tuple([pair, pair])),
  of: v.pipe(v.string(), v.maxLength(20)),
});

/** What a window can do to the tables of its document. */
export const tableActionSchemas = [
  v.strictObject({
    type: v.literal('add-table'),
    handle: handleSchema,
    name: title,
    params: parametersRecordSchema,
  }),
  /** The stars of an image as a table that follows its cut. */
  v.strictObject({ type: v.literal('add-star-table'), image }),
  v.strictObject({ type: v.literal('add-example'), example: v.picklist(['plane-regression', 'dbscan']) }),
  v.strictObject({ type: v.literal('remove-table'), table }),
  /** null goes back to the catalogue of the image. */
  v.strictObject({ type: v.literal('activate-table'), table: v.nullable(table) }),
  v.strictObject({
    type: v.literal('set-table'),
    table,
    change: v.partial(
      v.strictObject({
        name: title,
        hidden: names,
        sort: v.nullable(v.strictObject({ column: name, descending: v.boolean() })),
        filter: name,
        onlySelected: v.boolean(),
        places: v.nullable(placesSchema),
      }),
    ),
  }),
  v.strictObject({ type: v.literal('compute-column'), table, name: title, expression: name }),
  /** Takes a computed column out again. */
  v.strictObject({ type: v.literal('remove-column'), table, step: stepIdSchema }),
  v.strictObject({ type: v.literal('add-plot'), table, plot: v.partial(plotSchema) }),
  v.strictObject({ type: v.literal('set-plot'), table, plot: part, change: v.partial(plotSchema), gesture }),
  v.strictObject({ type: v.literal('remove-plot'), table, plot: part }),
  v.strictObject({ type: v.literal('add-model'), table, params: parametersRecordSchema }),
  v.strictObject({ type: v.literal('remove-model'), table, model: part }),
  /** The values at which a model predicts. */
  v.strictObject({
    type: v.literal('predict-at'),
    table,
    model: part,
    at: v.pipe(v.array(finite), v.maxLength(1000)),
    gesture,
  }),
  /** Whether predictions, residuals, leverages and flags of a model are columns of the table. */
  v.strictObject({ type: v.literal('set-model-columns'), table, model: part, wanted: v.boolean() }),
  v.strictObject({
    type: v.literal('add-clustering'),
    table,
    operation: v.picklist(CLUSTER_OPERATIONS),
    params: parametersRecordSchema,
    /** Name of the column of labels, where "label" is taken. */
    label: v.optional(title),
  }),
  v.strictObject({ type: v.literal('remove-clustering'), table, clustering: part }),
  v.strictObject({ type: v.literal('select-rows'), table, where: v.nullable(predicateSchema), gesture }),
  v.strictObject({ type: v.literal('keep-selection'), table, name: title, where: predicateSchema }),
  v.strictObject({ type: v.literal('forget-selection'), table, name: title }),
  v.strictObject({ type: v.literal('table-of-rows'), table, name: title, where: predicateSchema }),
  v.strictObject({
    type: v.literal('combine-tables'),
    operation: v.picklist(['join', 'crossmatch']),
    left: table,
    right: table,
    name: title,
    params: parametersRecordSchema,
  }),
] as const;
