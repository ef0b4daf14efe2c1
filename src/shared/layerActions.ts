import * as v from 'valibot';
import { colourSchema } from './displayActions.ts';

const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const gesture = v.optional(v.pipe(v.string(), v.maxLength(60)));
const look = {
  colour: colourSchema,
  opacity: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  outline: v.boolean(),
};
const layer = v.strictObject({ image, ...look });

/** Layers of one image: each has a canvas of its own. */
export const MOST_LAYERS = 20;

/** The layers of an image of a document. */
export const layersSchema = v.pipe(v.array(layer), v.maxLength(MOST_LAYERS));

/** What can be done with binary images that lie over an image; a layer is named by the image that it shows. */
export const layerActionSchemas = [
  v.strictObject({ type: v.literal('add-layer'), image, layer }),
  v.strictObject({
    type: v.literal('change-layer'),
    image,
    layer: image,
    change: v.partial(v.strictObject(look)),
    gesture,
  }),
  v.strictObject({ type: v.literal('remove-layer'), image, layer: image }),
] as const;

export type LayerAction = v.InferOutput<(typeof layerActionSchemas)[number]>;
