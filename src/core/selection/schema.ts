import * as v from 'valibot';
import { MAX_DEPTH, MAX_PARTS, MAX_VERTICES, type Predicate } from './predicate.ts';

const finite = v.pipe(v.number(), v.finite());
const column = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));
const scale = v.optional(v.picklist(['linear', 'log']));

const node: v.GenericSchema<unknown, Predicate> = v.lazy(() => anyNode) as v.GenericSchema<
  unknown,
  Predicate
>;
const anyNode = v.variant('op', [
  v.strictObject({ op: v.literal('all') }),
  v.strictObject({ op: v.literal('none') }),
  v.strictObject({ op: v.literal('range'), column, low: v.nullable(finite), high: v.nullable(finite) }),
  v.strictObject({
    op: v.literal('equal'),
    column,
    value: v.nullable(v.union([finite, v.pipe(v.string(), v.maxLength(10_000))])),
  }),
  v.strictObject({
    op: v.literal('lasso'),
    x: column,
    y: column,
    polygon: v.pipe(v.array(v.strictTuple([finite, finite])), v.minLength(3), v.maxLength(MAX_VERTICES)),
    xScale: scale,
    yScale: scale,
  }),
  v.strictObject({
    op: v.literal('circle'),
    x: column,
    y: column,
    cx: finite,
    cy: finite,
    r: v.pipe(finite, v.minValue(0)),
  }),
  v.strictObject({
    op: v.literal('sky'),
    ra: column,
    dec: column,
    raDeg: finite,
    decDeg: v.pipe(finite, v.minValue(-90), v.maxValue(90)),
    radiusDeg: v.pipe(finite, v.minValue(0), v.maxValue(180)),
  }),
  v.strictObject({ op: v.literal('expression'), text: v.pipe(v.string(), v.maxLength(2000)) }),
  v.strictObject({
    op: v.literal('rows'),
    rows: v.pipe(v.string(), v.maxLength(16_000_000), v.regex(/^[A-Za-z0-9+/]*$/)),
    count,
    total: count,
  }),
  v.strictObject({ op: v.picklist(['and', 'or']), of: v.pipe(v.array(node), v.maxLength(MAX_PARTS)) }),
  v.strictObject({ op: v.literal('not'), of: node }),
  v.strictObject({ op: v.literal('named'), name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
]);

/** Predicates that came over a boundary: of bearable size first (before anything walks them), then of the right shape. */
export const predicateSchema: v.GenericSchema<unknown, Predicate> = v.pipe(
  v.unknown(),
  v.check(isBearable, `a selection has at most ${MAX_PARTS} parts, ${MAX_DEPTH} deep`),
  node,
);

/** Walks `of` without recursion, whatever the value is. */
function isBearable(value: unknown): boolean {
  const stack: { part: unknown; depth: number }[] = [{ part: value, depth: 1 }];
  for (let parts = 0; stack.length > 0; parts++) {
    const { part, depth } = stack.pop()!;
    if (depth > MAX_DEPTH || parts > MAX_PARTS) return false;
    if (typeof part !== 'object' || part === null) continue;
    const of: unknown = 'of' in part ? part.of : [];
    const inner: unknown[] = Array.isArray(of) ? of : [of];
    if (inner.length > MAX_PARTS) return false;
    for (const child of inner) stack.push({ part: child, depth: depth + 1 });
  }
  return true;
}
