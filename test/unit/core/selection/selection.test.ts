import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  bitsetOf,
  combineBitsets,
  countRows,
  createBitset,
  decodeBitset,
  encodeBitset,
  evaluatePredicate,
  hasRow,
  predicateColumns,
  predicateSchema,
  rowsOf,
  setRow,
  type Predicate,
  type PredicateSource,
} from '../../../../src/core/selection/index.ts';

const columns: Record<string, number[]> = {
  x: [0, 1, 2, 3, NaN, Infinity],
  y: [0, 1, 1, 3, 1, 1],
  ra: [359.9, 0.1, 180, 10, 0, NaN],
  dec: [0, 0, 0, 89.99, NaN, 0],
  dec2: [89.9, 89.9, 89.9, 0, 0, 0],
};
const names: Record<string, Predicate> = {
  bright: { op: 'range', column: 'x', low: null, high: 1 },
  again: { op: 'not', of: { op: 'named', name: 'bright' } },
  loop: { op: 'and', of: [{ op: 'named', name: 'loop' }] },
};
const source: PredicateSource = {
  numbers: (name) => Float64Array.from(columns[name] ?? []),
  texts: (name) =>
    name === 'name' ? { codes: new Int32Array([0, 1, -1, 0, 1, 1]), labels: ['M 31', 'M 33'] } : undefined,
  named: (name) => names[name],
};

function selected(predicate: Predicate): number[] {
  expect(v.parse(predicateSchema, predicate)).toEqual(predicate);
  return [...rowsOf(evaluatePredicate(predicate, 6, source))];
}

function code(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return null;
}

describe('evaluatePredicate', () => {
  const square = [
    [0.5, 0.5],
    [2.5, 0.5],
    [2.5, 2.5],
    [0.5, 2.5],
  ] as const;

  it.each<[Predicate, number[]]>([
    [{ op: 'all' }, [0, 1, 2, 3, 4, 5]],
    [{ op: 'none' }, []],
    [{ op: 'range', column: 'x', low: 1, high: 2 }, [1, 2]],
    [{ op: 'range', column: 'x', low: 2, high: null }, [2, 3]],
    [{ op: 'range', column: 'x', low: null, high: null }, [0, 1, 2, 3]],
    [{ op: 'equal', column: 'x', value: 2 }, [2]],
    [{ op: 'equal', column: 'x', value: null }, [4, 5]],
    [{ op: 'equal', column: 'name', value: 'M 33' }, [1, 4, 5]],
    [{ op: 'equal', column: 'name', value: 'M 1' }, []],
    [{ op: 'equal', column: 'name', value: null }, [2]],
    [{ op: 'lasso', x: 'x', y: 'y', polygon: square }, [1, 2]],
    [{ op: 'lasso', x: 'x', y: 'y', polygon: square, xScale: 'log', yScale: 'log' }, [1, 2]],
    [{ op: 'circle', x: 'x', y: 'y', cx: 1, cy: 1, r: 1 }, [1, 2]],
    [{ op: 'circle', x: 'x', y: 'y', cx: 1, cy: 1, r: 1e200 }, [0, 1, 2, 3]],
    [{ op: 'sky', ra: 'ra', dec: 'dec', raDeg: 0, decDeg: 0, radiusDeg: 0.11 }, [0, 1]],
    [{ op: 'sky', ra: 'ra', dec: 'dec2', raDeg: 77, decDeg: 90, radiusDeg: 0.2 }, [0, 1, 2]],
    [{ op: 'sky', ra: 'ra', dec: 'dec', raDeg: 0, decDeg: 0, radiusDeg: 180 }, [0, 1, 2, 3]],
    [{ op: 'expression', text: "x > 0 and name = 'M 33'" }, [1]],
    [{ op: 'rows', rows: encodeBitset(bitsetOf([0, 0, 1, 0, 1, 0])), count: 2, total: 6 }, [2, 4]],
    [{ op: 'and', of: [] }, [0, 1, 2, 3, 4, 5]],
    [{ op: 'or', of: [] }, []],
    [{ op: 'not', of: { op: 'range', column: 'x', low: 1, high: 9 } }, [0, 4, 5]],
    [{ op: 'named', name: 'bright' }, [0, 1]],
    [
      {
        op: 'and',
        of: [
          { op: 'named', name: 'again' },
          { op: 'expression', text: 'x < 3' },
        ],
      },
      [2],
    ],
  ])('%j', (predicate, rows) => {
    expect(selected(predicate)).toEqual(rows);
  });

  it('takes a lasso as it was drawn on logarithmic axes', () => {
    const corners: [number, number][] = [
      [1, 1],
      [100, 1],
      [1, 100],
    ];
    // (10, 9) is below the straight line between the corners in log space, and (30, 30) is not.
    const numbers = (name: string): Float64Array =>
      name === 'x' ? new Float64Array([10, 30, 30, -1, 0]) : new Float64Array([9, 30, 3, 5, 5]);
    const lasso = { op: 'lasso', x: 'x', y: 'y', polygon: corners } as const;
    const found = (scales: object): number[] => [
      ...rowsOf(evaluatePredicate({ ...lasso, ...scales }, 5, { numbers })),
    ];
    expect(found({ xScale: 'log', yScale: 'log' })).toEqual([0, 2]);
    expect(found({})).toEqual([0, 1, 2]);
    const bad: Predicate = { ...lasso, polygon: [[0, 1], ...corners], xScale: 'log' };
    expect(() => evaluatePredicate(bad, 5, { numbers })).toThrow('has a corner at 0, which is not positive');
  });

  it('says what is wrong with a selection', () => {
    const run = (predicate: Predicate) => () => evaluatePredicate(predicate, 6, source);
    expect(run({ op: 'named', name: 'loop' })).toThrow('The selection "loop" is made of itself.');
    expect(code(run({ op: 'named', name: 'nobody' }))).toBe('not-found');
    expect(code(run({ op: 'expression', text: 'x + 1' }))).toBe('bad-expression');
    expect(code(run({ op: 'equal', column: 'x', value: 'a' }))).toBe('not-found');
    expect(code(run({ op: 'range', column: 'q', low: 0, high: 1 }))).toBe('bad-argument');
    expect(run({ op: 'rows', rows: '', count: 0, total: 7 })).toThrow(
      'made in a table of 7 rows; this one has 6',
    );
    expect(run({ op: 'rows', rows: encodeBitset(createBitset(6)), count: 1, total: 6 })).toThrow('damaged');
  });
});

describe('predicateColumns', () => {
  it('names each once, with those of expressions and named selections', () => {
    const predicate: Predicate = {
      op: 'or',
      of: [
        { op: 'lasso', x: 'x', y: 'y', polygon: [] },
        { op: 'not', of: { op: 'sky', ra: 'ra', dec: 'dec', raDeg: 0, decDeg: 0, radiusDeg: 1 } },
        { op: 'expression', text: 'z > 1 and x > 1' },
        { op: 'named', name: 'a' },
      ],
    };
    expect(predicateColumns(predicate)).toEqual(['x', 'y', 'ra', 'dec', 'z']);
    const named = (): Predicate => ({
      op: 'and',
      of: [
        { op: 'named', name: 'a' },
        { op: 'equal', column: 'q', value: 1 },
      ],
    });
    expect(predicateColumns(predicate, named)).toEqual(['x', 'y', 'ra', 'dec', 'z', 'q']);
  });
});

describe('bitsets', () => {
  it('hold rows and refuse others', () => {
    const set = createBitset(40);
    setRow(set, 39, true);
    setRow(set, 0, true);
    setRow(set, 0, false);
    expect([hasRow(set, 39), hasRow(set, 0), hasRow(set, 40), countRows(set)]).toEqual([
      true,
      false,
      false,
      1,
    ]);
    expect(code(() => setRow(set, 40, true))).toBe('bad-argument');
    expect(code(() => combineBitsets('and', set, createBitset(41)))).toBe('bad-argument');
    expect(countRows(createBitset(41, true))).toBe(41);
  });

  it('refuse damaged text', () => {
    const good = encodeBitset(bitsetOf([1, 0, 1]));
    expect(countRows(decodeBitset(good, 3))).toBe(2);
    // Another table; not base 64; a run cut off; a run longer than the table; a bit past the last row.
    for (const [text, rows] of [
      [good, 64],
      ['é', 3],
      [good.slice(0, 3), 3],
      ['/////w8', 3],
      [good, 2],
      ['A', 0],
    ] as const) {
      expect(code(() => decodeBitset(text, rows))).toBe('bad-argument');
    }
  });
});

describe('predicateSchema', () => {
  it('refuses what is too large or not a predicate', () => {
    let deep: unknown = { op: 'all' };
    for (let i = 0; i < 100_000; i++) deep = { op: 'not', of: deep };
    const bad: unknown[] = [
      deep,
      null,
      { op: 'sql', text: '1' },
      { op: 'all', extra: 1 },
      { op: 'range', column: 'x', low: NaN, high: 1 },
      { op: 'and', of: Array.from({ length: 2000 }, () => ({ op: 'all' })) },
      { op: 'lasso', x: 'x', y: 'y', polygon: Array.from({ length: 5001 }, () => [0, 0]) },
    ];
    for (const predicate of bad) expect(v.safeParse(predicateSchema, predicate).success).toBe(false);
  });
});
