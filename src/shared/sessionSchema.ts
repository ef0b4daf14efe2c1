import * as v from 'valibot';
import { regionsSchema } from '../core/region/index.ts';
import { predicateSchema } from '../core/selection/index.ts';
import { compositeSchema } from './compositeActions.ts';
import { colourSchema, loadedColormapSchema } from './displayActions.ts';
import { layersSchema } from './layerActions.ts';
import { handleSchema, stepIdSchema, stepSchema } from './recipe.ts';
import { placesSchema, plotSchema } from './tableActions.ts';

/* What a document that comes from a file has to be. Keys that are not named here pass: a view may have more than this
 * file knows of, and `completed` sees to it that they have the types of a new view's. */

const finite = v.pipe(v.number(), v.finite());
const word = v.pipe(v.string(), v.maxLength(60));
const name = v.pipe(v.string(), v.maxLength(4000));
const names = v.pipe(v.array(name), v.maxLength(100_000));
const imageId = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const tableId = v.pipe(v.string(), v.regex(/^t[0-9]{1,9}$/));
const partId = v.pipe(v.string(), v.regex(/^[pmk][0-9]{1,9}$/));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const MANY = 10_000;

export const imageViewSchema = v.looseObject({
  id: imageId,
  handle: v.nullable(handleSchema),
  steps: v.record(word, stepIdSchema),
  stretch: word,
  colormap: v.pipe(v.string(), v.maxLength(100)),
  inverted: v.boolean(),
  contrast: finite,
  bias: finite,
  missing: colourSchema,
  regions: regionsSchema,
  layers: layersSchema,
  madeOf: v.nullable(imageId),
  detecting: v.boolean(),
  rgb: v.nullable(compositeSchema),
});

export const plotViewSchema = v.looseObject({ ...plotSchema.entries, id: partId });

export const tableViewSchema = v.looseObject({
  id: tableId,
  name: v.pipe(v.string(), v.maxLength(200)),
  handle: v.nullable(handleSchema),
  chain: v.pipe(v.array(stepIdSchema), v.minLength(1), v.maxLength(MANY)),
  hidden: names,
  sort: v.nullable(v.strictObject({ column: name, descending: v.boolean() })),
  filter: name,
  onlySelected: v.boolean(),
  places: v.nullable(placesSchema),
  image: v.nullable(imageId),
  plots: v.pipe(v.array(v.looseObject({ id: partId })), v.maxLength(MANY)),
  models: v.pipe(
    v.array(
      v.looseObject({
        id: partId,
        step: stepIdSchema,
        columns: v.nullable(stepIdSchema),
        at: v.pipe(v.array(finite), v.maxLength(1000)),
      }),
    ),
    v.maxLength(MANY),
  ),
  clusterings: v.pipe(
    v.array(v.looseObject({ id: partId, step: stepIdSchema, labels: stepIdSchema })),
    v.maxLength(MANY),
  ),
  selection: v.nullable(predicateSchema),
  selections: v.pipe(v.array(v.looseObject({ name, where: predicateSchema })), v.maxLength(MANY)),
});

export const documentSchema = v.looseObject({
  recipe: v.strictObject({
    version: v.literal(1),
    steps: v.pipe(v.array(stepSchema), v.maxLength(100_000)),
  }),
  images: v.pipe(v.array(v.looseObject({ id: imageId })), v.maxLength(MANY)),
  active: v.nullable(imageId),
  selection: v.nullable(v.strictObject({ image: imageId, where: predicateSchema })),
  tables: v.pipe(v.array(v.looseObject({ id: tableId })), v.maxLength(MANY)),
  activeTable: v.nullable(tableId),
  colormaps: v.pipe(v.array(loadedColormapSchema), v.maxLength(MANY)),
  sharedLimits: v.nullable(v.tuple([finite, finite])),
  layout: v.record(word, v.unknown()),
  nextImage: number,
  nextTable: number,
  nextPart: number,
});
