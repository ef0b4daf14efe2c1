import * as v from 'valibot';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkExpression,
  evaluateExpression,
  expressionSchema,
  expressionText,
  parseExpression,
  type Expression,
} from '../../../../src/core/expression/index.ts';
import { expressionTable, type ExpressionTable } from '../../../support/expressionTable.ts';

const ROWS = 60;
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 2.5, -2.5, 1e308, -1e308, 5e-324, 1e-200];
const TEXTS = [null, '', 'a', 'B', 'ab', 'é', 'z\u{1f986}', '%', 'a_b', "o'x"];

let table: ExpressionTable;
beforeAll(async () => {
  const pick = <T>(from: readonly T[], seed: number): T[] =>
    Array.from({ length: ROWS }, (_, i) => from[(i * i * 7 + i * seed) % from.length]!);
  const missing = Uint8Array.from({ length: ROWS }, (_, i) => (i % 5 === 0 ? 1 : 0));
  table = await expressionTable(
    {
      x: { type: 'float64', values: Float64Array.from(pick(SPECIAL, 1)) },
      y: { type: 'float32', values: Float32Array.from(pick([...SPECIAL, 3, 7], 3)) },
      n: { type: 'int32', values: Int32Array.from(pick([0, 1, -1, 2, 7, 360], 5)), missing },
      k: { type: 'int64', values: BigInt64Array.from(pick([0n, 1n, -3n, 2n ** 60n + 1n], 2)), missing },
      s: { type: 'text', values: pick(TEXTS, 3) },
      t: { type: 'text', values: pick(TEXTS, 1) },
      b: { type: 'boolean', values: Uint8Array.from(pick([0, 1, 1], 1)), missing },
    },
    ROWS,
  );
});
afterAll(() => table.close());

const columnOf = (...names: string[]): fc.Arbitrary<Expression> =>
  fc.constantFrom(...names).map((name) => ({ kind: 'column', name }));
const finite = fc.oneof(
  fc.integer({ min: -5, max: 9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const number: fc.Arbitrary<Expression> = finite.map((value) => ({ kind: 'number', value }));
const text: fc.Arbitrary<Expression> = fc
  .constantFrom(...TEXTS.filter((value) => value !== null), 'a%', '_', '%b')
  .map((value) => ({ kind: 'text', value }));
const binary = (
  left: fc.Arbitrary<Expression>,
  ops: readonly Extract<Expression, { kind: 'binary' }>['op'][],
  right = left,
): fc.Arbitrary<Expression> =>
  fc.record({ kind: fc.constant('binary' as const), op: fc.constantFrom(...ops), left, right });
const call = (names: readonly string[], ...args: fc.Arbitrary<Expression>[]): fc.Arbitrary<Expression> =>
  fc.record({
    kind: fc.constant('call' as const),
    name: fc.constantFrom(...names),
    args: fc.tuple(...args) as fc.Arbitrary<Expression[]>,
  });
const negated = fc.boolean();

/** Trees whose every step IEEE 754 rounds correctly, so that both engines must give the same bits. */
const trees = fc.letrec<{ number: Expression; text: Expression; boolean: Expression }>((tie) => {
  const options = { maxDepth: 4, depthSize: 'small' as const };
  return {
    number: fc.oneof(
      options,
      columnOf('x', 'y', 'n', 'k'),
      number,
      binary(tie('number'), ['+', '-', '*', '/', '%']),
      tie('number')
        .filter((of) => of.kind !== 'number')
        .map((of): Expression => ({ kind: 'unary', op: '-', of })),
      call(['abs', 'sqrt', 'round', 'floor', 'ceil', 'radians'], tie('number')),
      call(['min', 'max', 'coalesce'], tie('number'), tie('number')),
      call(['min', 'coalesce'], tie('number'), tie('number'), tie('number')),
      call(
        ['if'],
        tie('boolean'),
        tie('number'),
        fc.oneof(tie('number'), fc.constant<Expression>({ kind: 'null' })),
      ),
      call(['length'], tie('text')),
    ),
    text: fc.oneof(
      options,
      columnOf('s', 't'),
      text,
      call(['lower', 'upper'], tie('text')),
      call(['coalesce'], tie('text'), tie('text')),
      call(['if'], tie('boolean'), tie('text'), tie('text')),
    ),
    boolean: fc.oneof(
      options,
      columnOf('b'),
      binary(tie('number'), ['=', '!=', '<', '<=', '>', '>=']),
      binary(tie('text'), ['=', '!=', '<', '>=']),
      binary(tie('boolean'), ['and', 'or', '=', '!=']),
      fc.record({
        kind: fc.constant('binary' as const),
        op: fc.constantFrom('like' as const, 'contains' as const, 'startswith' as const, 'endswith' as const),
        left: tie('text'),
        right: tie('text'),
        negated,
      }),
      fc.record({
        kind: fc.constant('between' as const),
        of: tie('number'),
        low: tie('number'),
        high: tie('number'),
        negated,
      }),
      fc.record({
        kind: fc.constant('in' as const),
        of: tie('number'),
        list: fc.array(
          finite.map((value) => ({ kind: 'number' as const, value })),
          { minLength: 1, maxLength: 3 },
        ),
        negated,
      }),
      fc.record({
        kind: fc.constant('missing' as const),
        of: fc.oneof(tie('number'), tie('text'), tie('boolean')),
        negated,
      }),
      tie('boolean').map((of): Expression => ({ kind: 'unary', op: 'not', of })),
      call(['if'], tie('boolean'), tie('boolean'), tie('boolean')),
      call(['coalesce'], tie('boolean'), tie('boolean')),
    ),
  };
});

function evaluated(tree: Expression): unknown[] {
  const type = checkExpression(tree, table.infos);
  return Array.from<unknown>(evaluateExpression(tree, table.columns, ROWS)).map((value) =>
    type === 'boolean' ? value === 1 : Number.isNaN(value) ? null : value === 0 ? 0 : value,
  );
}

async function queried(tree: Expression): Promise<unknown[]> {
  return (await table.query(tree)).map((value) => (value === 0 ? 0 : value));
}

describe('an expression', () => {
  it('gives the same in JavaScript and in DuckDB', async () => {
    const any = fc.oneof(trees.number, trees.text, trees.boolean, trees.boolean);
    await fc.assert(
      fc.asyncProperty(any, async (tree) => {
        expect(await queried(tree)).toEqual(evaluated(tree));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same transcendental functions to 1e-13', async () => {
    const unary = 'exp ln log10 sin cos tan asin acos atan sind cosd tand asind acosd atand degrees'.split(
      ' ',
    );
    const simple = fc.oneof(
      columnOf('n', 'x', 'y'),
      binary(columnOf('n', 'x', 'y'), ['+', '*', '/'], number),
    );
    const tree = fc.oneof(
      call(unary, simple),
      call(['atan2', 'atan2d', 'hypot'], simple, simple),
      call(['angdist'], simple, simple, simple, simple),
      binary(simple, ['^']),
    );
    await fc.assert(
      fc.asyncProperty(tree, async (expression) => {
        const mine = evaluated(expression) as (number | null)[];
        const theirs = (await queried(expression)) as (number | null)[];
        mine.forEach((value, i) => {
          const other = theirs[i]!;
          if (value === null || other === null) expect(value).toBe(other);
          // Angles of hundreds of degrees, and their distances, lose digits to the multiples of a turn.
          else expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(value)) * 10);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same after it is written and read again, and after JSON', () => {
    fc.assert(
      fc.property(fc.oneof(trees.number, trees.text, trees.boolean), (tree) => {
        const again = parseExpression(expressionText(tree));
        expect(plain(again)).toEqual(plain(tree));
        expect(v.safeParse(expressionSchema, JSON.parse(JSON.stringify(tree))).success).toBe(true);
      }),
    );
  });

  it.each([2 ** 60, -158897761967313150, -1e22, 0.1, -0])('keeps the number %d as it is', (value) => {
    const tree: Expression = { kind: 'number', value };
    expect(plain(parseExpression(expressionText(tree)))).toEqual({ kind: 'number', value: value + 0 });
  });

  it('is refused with a position or parsed, whatever the text', () => {
    const pieces = fc.constantFrom(
      'a',
      '1',
      '(',
      ')',
      'and',
      'not',
      'in',
      ',',
      "'x'",
      '-',
      '^',
      'is',
      'null',
      '"',
      'min',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join(' ')),
        ),
        (any) => {
          try {
            expect(parseExpression(any).kind).toBeTypeOf('string');
          } catch (error) {
            expect((error as { code?: unknown }).code).toBe('bad-expression');
          }
        },
      ),
    );
  });
});

/** A tree without positions, and without flags that say nothing. */
function plain(tree: Expression): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === 'at' || (key === 'negated' && value === false) ? undefined : value,
    ),
  );
}
