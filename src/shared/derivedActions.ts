import * as v from 'valibot';
import { parametersRecordSchema } from './recipe.ts';

const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const operation = v.pipe(v.string(), v.maxLength(60));
/** Images for the further inputs of the operation, by input. */
const others = v.optional(
  v.pipe(
    v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,40}$/)), image),
    v.check((record) => Object.keys(record).length <= 8, 'at most 8 images'),
  ),
);

/** What can be made of open images. */
export const derivedActionSchemas = [
  /** An image that an operation makes of the pixels of others; it is shown. */
  v.strictObject({
    type: v.literal('derive-image'),
    image,
    operation,
    params: parametersRecordSchema,
    others,
    /** Images made in one gesture are one undo step. */
    gesture: v.optional(v.pipe(v.string(), v.maxLength(60))),
  }),
  /** Another look at the pixels of an image, with limits, colours and stars of its own. */
  v.strictObject({ type: v.literal('duplicate-image'), image }),
  /** A table that an operation measures on images; it is shown. */
  v.strictObject({
    type: v.literal('measure-image'),
    image,
    operation,
    params: parametersRecordSchema,
    others,
    /** Only rows with at least so much in a column; it can be dragged on the column's distribution. */
    cut: v.optional(
      v.strictObject({ column: v.pipe(v.string(), v.maxLength(200)), low: v.pipe(v.number(), v.finite()) }),
    ),
  }),
  /** One of the worked examples on images; the stellar cluster needs the sample's handle. */
  v.strictObject({
    type: v.literal('add-image-example'),
    example: v.picklist(['dynamic-threshold', 'local-maxima', 'stellar-cluster']),
    handle: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{8,40}$/))),
  }),
] as const;

export type DerivedAction = v.InferOutput<(typeof derivedActionSchemas)[number]>;
