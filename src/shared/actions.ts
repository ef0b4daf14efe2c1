import * as v from 'valibot';
import { predicateSchema } from '../core/selection/index.ts';
import { compositeActionSchemas } from './compositeActions.ts';
import { derivedActionSchemas } from './derivedActions.ts';
import { displayActionSchemas } from './displayActions.ts';
import { layerActionSchemas } from './layerActions.ts';
import { handleSchema, parametersRecordSchema, stepIdSchema } from './recipe.ts';
import { regionActionSchemas } from './regionActions.ts';
import { tableActionSchemas } from './tableActions.ts';

const finite = v.pipe(v.number(), v.finite());

const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
/** Actions of one gesture (a drag) are one undo step. */
const gesture = v.optional(v.pipe(v.string(), v.maxLength(60)));
const size = v.pipe(v.number(), v.minValue(0), v.maxValue(4000));

/** Everything a window can do to its document. */
export const actionSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('add-image'),
    handle: handleSchema,
    hdu: v.pipe(v.number(), v.integer(), v.minValue(0)),
    section: v.optional(v.nullable(v.strictObject({ x0: finite, x1: finite, y0: finite, y1: finite }))),
  }),
  v.strictObject({ type: v.literal('remove-image'), image }),
  v.strictObject({ type: v.literal('activate-image'), image }),
  v.strictObject({ type: v.literal('set-hdu'), image, hdu: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({
    type: v.literal('set-params'),
    step: stepIdSchema,
    params: parametersRecordSchema,
    gesture,
  }),
  ...displayActionSchemas,
  v.strictObject({ type: v.literal('set-detecting'), image, detecting: v.boolean() }),
  v.strictObject({
    type: v.literal('select'),
    selection: v.nullable(v.strictObject({ image, where: predicateSchema })),
  }),
  v.strictObject({
    type: v.literal('set-layout'),
    layout: v.partial(
      v.strictObject({
        left: size,
        right: size,
        drawer: size,
        leftFolded: v.boolean(),
        rightFolded: v.boolean(),
        drawerFolded: v.boolean(),
        plots: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
        side: v.picklist(['image', 'table']),
        arrangement: v.picklist(['single', 'tiled', 'blink', 'swipe']),
        panels: v.nullable(v.pipe(v.array(image), v.maxLength(100))),
        lock: v.picklist(['none', 'pixel', 'wcs']),
        lockColours: v.boolean(),
        blinkMs: v.pipe(v.number(), v.minValue(50), v.maxValue(60_000)),
        colourBar: v.boolean(),
      }),
    ),
    gesture,
  }),
  ...derivedActionSchemas,
  ...compositeActionSchemas,
  ...layerActionSchemas,
  ...regionActionSchemas,
  ...tableActionSchemas,
  v.strictObject({ type: v.literal('undo') }),
  v.strictObject({ type: v.literal('redo') }),
]);
export type Action = v.InferOutput<typeof actionSchema>;
export type EditAction = Exclude<Action, { type: 'undo' } | { type: 'redo' }>;
