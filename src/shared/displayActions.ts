import * as v from 'valibot';
import { COLOUR_DIGITS } from '../core/colormap/index.ts';
import { MAX_CONTRAST } from '../core/stretch/index.ts';
import { parametersRecordSchema } from './recipe.ts';

const finite = v.pipe(v.number(), v.finite());
const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const gesture = v.optional(v.pipe(v.string(), v.maxLength(60)));

/** A colour as `#rrggbb`. */
export const colourSchema = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));

/** A colour map from a file. */
export const loadedColormapSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  colours: v.pipe(v.string(), v.length(COLOUR_DIGITS), v.regex(/^[0-9a-f]+$/)),
});

/** What can be done to how images are shown. */
export const displayActionSchemas = [
  v.strictObject({
    type: v.literal('set-stretch'),
    image,
    stretch: v.pipe(v.string(), v.maxLength(40)),
    /** The limits to keep, in units of the new stretch's input; null for those of the limits' step. */
    inRange: v.nullable(v.tuple([finite, finite])),
  }),
  v.strictObject({
    type: v.literal('set-colours'),
    image,
    colormap: v.optional(v.pipe(v.string(), v.maxLength(100))),
    inverted: v.optional(v.boolean()),
    contrast: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(MAX_CONTRAST))),
    bias: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1))),
    missing: v.optional(colourSchema),
    gesture,
  }),
  /** Limits at percentiles, or by zscale; limits of the person's own go. */
  v.strictObject({
    type: v.literal('set-limits'),
    image,
    method: v.picklist(['percentile-limits', 'zscale-limits']),
    params: parametersRecordSchema,
    gesture,
  }),
  /** Raw pixel values between which all images are shown; null for each between its own. */
  v.strictObject({ type: v.literal('share-limits'), limits: v.nullable(v.tuple([finite, finite])), gesture }),
  /** Gives other images the colours, the stretch and the limits of one. */
  v.strictObject({
    type: v.literal('match-colours'),
    image,
    others: v.pipe(v.array(image), v.maxLength(10_000)),
  }),
  /** A colour map from a file; the image is shown with it. */
  v.strictObject({ type: v.literal('add-colormap'), image, ...loadedColormapSchema.entries }),
] as const;

export type DisplayAction = v.InferOutput<(typeof displayActionSchemas)[number]>;
