import * as v from 'valibot';
import { FILE_PROPERTIES, filePropertyValue, type FileProperties } from './fileProperties.ts';
import { POINT_STYLES, REGION_LIMITS, type NewRegion, type Region, type RegionOutline } from './region.ts';

const finite = v.pipe(v.number(), v.finite());
const length = v.pipe(finite, v.minValue(0));
const point = v.strictTuple([finite, finite]);
const lengths = v.strictTuple([length, length]);
const text = v.pipe(v.string(), v.maxLength(REGION_LIMITS.text));
const fits = (inner: readonly [number, number] | undefined, outer: readonly [number, number]): boolean =>
  inner === undefined || (inner[0] <= outer[0] && inner[1] <= outer[1]);

const shape = v.variant('kind', [
  v.strictObject({
    kind: v.literal('point'),
    centre: point,
    style: v.picklist(POINT_STYLES),
    size: v.pipe(length, v.maxValue(1000)),
  }),
  v.strictObject({ kind: v.literal('line'), from: point, to: point }),
  v.strictObject({ kind: v.literal('circle'), centre: point, radius: length }),
  v.pipe(
    v.strictObject({ kind: v.literal('annulus'), centre: point, inner: length, outer: length }),
    v.check((annulus) => annulus.inner <= annulus.outer, 'the inner radius is at most the outer one'),
  ),
  v.pipe(
    v.strictObject({
      kind: v.literal('ellipse'),
      centre: point,
      radii: lengths,
      inner: v.optional(lengths),
      angle: finite,
    }),
    v.check(({ radii, inner }) => fits(inner, radii), 'the hole is at most as large as the ellipse'),
  ),
  v.pipe(
    v.strictObject({
      kind: v.literal('box'),
      centre: point,
      size: lengths,
      inner: v.optional(lengths),
      angle: finite,
    }),
    v.check(({ size, inner }) => fits(inner, size), 'the hole is at most as large as the box'),
  ),
  v.strictObject({
    kind: v.literal('polygon'),
    corners: v.pipe(v.array(point), v.minLength(3), v.maxLength(REGION_LIMITS.corners)),
  }),
]);

const place = { system: v.picklist(['image', 'icrs']), shape, include: v.boolean(), text };
export const regionIdSchema = v.pipe(v.string(), v.regex(/^r[0-9]{1,9}$/));
/** Only values that a file may have, so that every session can be written as one. */
const file = v.pipe(
  v.record(v.picklist(FILE_PROPERTIES), v.string()),
  v.check(
    (kept: FileProperties) =>
      FILE_PROPERTIES.every(
        (name) => kept[name] === undefined || filePropertyValue(name, kept[name]) !== null,
      ),
    'properties have the values of a region file',
  ),
);
const fields = {
  ...place,
  colour: v.pipe(v.string(), v.regex(/^(#[0-9a-fA-F]{3,8}|[a-zA-Z]+[0-9]*)$/), v.maxLength(40)),
  width: v.pipe(finite, v.minValue(0.25), v.maxValue(50)),
  dashed: v.boolean(),
  tags: v.pipe(v.array(text), v.maxLength(REGION_LIMITS.tags)),
  background: v.boolean(),
  file: v.optional(file),
};

/** What is measured on: any number of outlines. */
export const regionOutlinesSchema = v.pipe(
  v.array(v.strictObject({ id: regionIdSchema, ...place })),
  v.maxLength(REGION_LIMITS.regions),
) as v.GenericSchema<unknown, readonly RegionOutline[]>;

/** Regions that come into a document. */
export const newRegionsSchema = v.pipe(
  v.array(v.strictObject(fields)),
  v.maxLength(REGION_LIMITS.regions),
) as v.GenericSchema<unknown, readonly NewRegion[]>;

/** The regions of a document. */
export const regionsSchema = v.pipe(
  v.array(v.strictObject({ id: regionIdSchema, ...fields })),
  v.maxLength(REGION_LIMITS.regions),
) as v.GenericSchema<unknown, readonly Region[]>;

/** What of a region is to be another. */
export const regionChangeSchema = v.partial(v.strictObject(fields)) as v.GenericSchema<
  unknown,
  Partial<Omit<Region, 'id'>>
>;
