import * as v from 'valibot';
import { newRegionsSchema, regionChangeSchema, regionIdSchema } from '../core/region/index.ts';

const image = v.pipe(v.string(), v.regex(/^i[0-9]{1,9}$/));
const gesture = v.optional(v.pipe(v.string(), v.maxLength(60)));

/** What can be done to the regions of an image. */
export const regionActionSchemas = [
  v.strictObject({ type: v.literal('add-regions'), image, regions: newRegionsSchema }),
  v.strictObject({
    type: v.literal('change-region'),
    image,
    region: regionIdSchema,
    change: regionChangeSchema,
    gesture,
  }),
  v.strictObject({
    type: v.literal('remove-regions'),
    image,
    regions: v.pipe(v.array(regionIdSchema), v.maxLength(100_000)),
  }),
  /** Puts others in the place of all. */
  v.strictObject({ type: v.literal('set-regions'), image, regions: newRegionsSchema }),
] as const;
