import * as v from 'valibot';
import { COMPOSITE_METHODS, Q_LIMITS } from '../core/composite/index.ts';
import { stepIdSchema } from './recipe.ts';

const finite = v.pipe(v.number(), v.finite());
const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const images = v.strictObject({ red: image, green: image, blue: image });
const weight = v.pipe(finite, v.minValue(0));

const look = {
  method: v.picklist(COMPOSITE_METHODS),
  minimum: v.tuple([finite, finite, finite]),
  weights: v.tuple([weight, weight, weight]),
  stretch: v.pipe(finite, v.gtValue(0)),
  q: v.pipe(finite, v.minValue(Q_LIMITS.min), v.maxValue(Q_LIMITS.max)),
};

/** What an image view says of being a composite, as a file may have it. */
export const compositeSchema = v.strictObject({
  images,
  green: stepIdSchema,
  blue: stepIdSchema,
  look: v.strictObject(look),
});

/** What can be done with colour composites. */
export const compositeActionSchemas = [
  /** A colour picture of three images; it is shown. */
  v.strictObject({
    type: v.literal('make-composite'),
    images,
    /** Whether a channel is laid on the pixels of the red one by the sky; else pixel lies on pixel. */
    onSky: v.strictObject({ green: v.boolean(), blue: v.boolean() }),
    look: v.strictObject(look),
    /** What to cut out of it, in the pixels of the red image. */
    section: v.optional(v.nullable(v.strictObject({ x0: finite, x1: finite, y0: finite, y1: finite }))),
    /** A composite that goes for it. */
    replacing: v.optional(image),
  }),
  v.strictObject({
    type: v.literal('set-composite'),
    image,
    look: v.partial(v.strictObject(look)),
    gesture: v.optional(v.pipe(v.string(), v.maxLength(60))),
  }),
] as const;

export type CompositeAction = v.InferOutput<(typeof compositeActionSchemas)[number]>;
