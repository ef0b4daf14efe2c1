import type { ColumnData } from '../table/index.ts';
import { booleanBlock, UNKNOWN, type Block, type BooleanBlock } from './block.ts';
import type { Expression, NumberLiteral, TextLiteral } from './expression.ts';
import { compareTexts, likeTest } from './textValues.ts';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type TextTest = 'like' | 'contains' | 'startswith' | 'endswith';

/** Whether the sign of a difference (NaN where a side is missing) fulfils a comparison. */
const HOLDS: Record<Comparison, (difference: number) => boolean> = {
  '=': (d) => d === 0,
  '!=': (d) => d < 0 || d > 0,
  '<': (d) => d < 0,
  '<=': (d) => d <= 0,
  '>': (d) => d > 0,
  '>=': (d) => d >= 0,
};

/** The difference of two finite numbers has the sign of their order, and is 0 only when they are equal. */
export function comparisonBlock(op: Comparison, left: Block, right: Block): BooleanBlock {
  const holds = HOLDS[op];
  const difference = differenceOf(left, right);
  return booleanBlock((out, start, count) => {
    left.run(start, count);
    right.run(start, count);
    for (let i = 0; i < count; i++) out[i] = holds(difference(i)) ? 1 : 0;
  });
}

export function betweenBlock(of: Block, low: Block, high: Block, negated: boolean): BooleanBlock {
  const above = differenceOf(of, low);
  const below = differenceOf(of, high);
  return booleanBlock((out, start, count) => {
    of.run(start, count);
    low.run(start, count);
    high.run(start, count);
    for (let i = 0; i < count; i++) {
      const a = above(i);
      const b = below(i);
      // Outside of one known limit is outside, though the other is missing: as SQL has it.
      out[i] = (negated ? a < 0 || b > 0 : a >= 0 && b <= 0) ? 1 : 0;
    }
  });
}

export function inBlock(
  of: Block,
  list: readonly (NumberLiteral | TextLiteral)[],
  negated: boolean,
): BooleanBlock {
  const wanted = new Set<unknown>(list.map((item) => item.value));
  return booleanBlock((out, start, count) => {
    of.run(start, count);
    for (let i = 0; i < count; i++) {
      const value = of.out[i]!;
      const missing = value === null || value !== value;
      // A set takes 0 and -0 for the same, as they compare.
      out[i] = !missing && wanted.has(value) !== negated ? 1 : 0;
    }
  });
}

export function textTestBlock(op: TextTest, left: Block, right: Block, negated: boolean): BooleanBlock {
  let pattern: string | null = null;
  let like = likeTest('');
  const test = (text: string, part: string): boolean => {
    if (op === 'contains') return text.includes(part);
    if (op === 'startswith') return text.startsWith(part);
    if (op === 'endswith') return text.endsWith(part);
    if (part !== pattern) {
      pattern = part;
      like = likeTest(part);
    }
    return like(text);
  };
  return booleanBlock((out, start, count) => {
    left.run(start, count);
    right.run(start, count);
    for (let i = 0; i < count; i++) {
      const text = left.out[i] as string | null;
      const part = right.out[i] as string | null;
      out[i] = text !== null && part !== null && test(text, part) !== negated ? 1 : 0;
    }
  });
}

/** A comparison of an int64 column with integers, in 64 bits. */
export function exactBlock(data: ColumnData, holds: (cell: bigint) => boolean): BooleanBlock {
  const { values, missing } = data as Extract<ColumnData, { type: 'int64' }>;
  return booleanBlock((out, start, count) => {
    for (let i = 0; i < count; i++) out[i] = !missing?.[start + i] && holds(values[start + i]!) ? 1 : 0;
  });
}

export function exactHolds(op: Comparison, cell: bigint, other: bigint): boolean {
  return HOLDS[op](cell < other ? -1 : cell > other ? 1 : 0);
}

/** An integer literal with every digit. */
export function exactValue(node: Expression): bigint {
  const literal = node as NumberLiteral;
  return BigInt(literal.digits ?? literal.value);
}

function differenceOf(left: Block, right: Block): (i: number) => number {
  if (left.type === 'number' && right.type === 'number') {
    const a = left.out;
    const b = right.out;
    return (i) => a[i]! - b[i]!;
  }
  if (left.type === 'boolean' && right.type === 'boolean') {
    const a = left.out;
    const b = right.out;
    return (i) => (a[i] === UNKNOWN || b[i] === UNKNOWN ? NaN : a[i]! - b[i]!);
  }
  const a = left.out as (string | null)[];
  const b = right.out as (string | null)[];
  return (i) => (a[i] === null || b[i] === null ? NaN : compareTexts(a[i]!, b[i]!));
}
