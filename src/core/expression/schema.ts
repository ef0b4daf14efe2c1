import * as v from 'valibot';
import { BINARY_OPERATORS, MAX_LENGTH, MAX_NODES, MAX_TREE_DEPTH, type Expression } from './expression.ts';
import { SIGNATURES } from './functions.ts';
import { treeSize } from './treeSize.ts';

const at = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LENGTH)));
const negated = v.optional(v.boolean());
const shortText = v.pipe(v.string(), v.maxLength(MAX_LENGTH));

const numberNode = v.pipe(
  v.strictObject({
    kind: v.literal('number'),
    value: v.pipe(v.number(), v.finite()),
    digits: v.optional(v.pipe(v.string(), v.regex(/^-?[1-9]\d{15,18}$/))),
    at,
  }),
  v.check(
    ({ value, digits }) => digits === undefined || Number(digits) === value,
    'digits and value are one number',
  ),
);
const textNode = v.strictObject({ kind: v.literal('text'), value: shortText, at });

const node: v.GenericSchema<unknown, Expression> = v.lazy(() => anyNode) as v.GenericSchema<
  unknown,
  Expression
>;
const anyNode = v.variant('kind', [
  numberNode,
  textNode,
  v.strictObject({ kind: v.literal('boolean'), value: v.boolean(), at }),
  v.strictObject({ kind: v.literal('null'), at }),
  v.strictObject({ kind: v.literal('column'), name: v.pipe(shortText, v.minLength(1)), at }),
  v.strictObject({ kind: v.literal('unary'), op: v.picklist(['-', 'not']), of: node, at }),
  v.strictObject({
    kind: v.literal('binary'),
    op: v.picklist(BINARY_OPERATORS),
    left: node,
    right: node,
    negated,
    at,
  }),
  v.strictObject({ kind: v.literal('between'), of: node, low: node, high: node, negated, at }),
  v.strictObject({
    kind: v.literal('in'),
    of: node,
    list: v.pipe(v.array(v.variant('kind', [numberNode, textNode])), v.minLength(1), v.maxLength(MAX_NODES)),
    negated,
    at,
  }),
  v.strictObject({ kind: v.literal('missing'), of: node, negated, at }),
  v.strictObject({
    kind: v.literal('call'),
    name: v.picklist([...SIGNATURES.keys()]),
    args: v.pipe(v.array(node), v.maxLength(MAX_NODES)),
    at,
  }),
]);

/** Trees that came over a boundary: of bearable size first (before anything walks them), then of the right shape. */
export const expressionSchema: v.GenericSchema<unknown, Expression> = v.pipe(
  v.unknown(),
  v.check((tree) => {
    const size = treeSize(tree);
    return size !== null && size.depth <= MAX_TREE_DEPTH && size.nodes <= MAX_NODES;
  }, `an expression has at most ${MAX_NODES} parts, ${MAX_TREE_DEPTH} deep`),
  node,
);
