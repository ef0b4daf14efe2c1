import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsetOf,
  combineBitsets,
  countRows,
  decodeBitset,
  encodeBitset,
  equalBitsets,
  evaluatePredicate,
  forEachRow,
  hasRow,
  invertBitset,
  levelIndex,
  levelsOf,
  rowsOf,
  type Bitset,
  type Predicate,
} from '../../../../src/core/selection/index.ts';
import { naivePointInPolygon } from '../../../support/naive/pointInPolygon.ts';

/** Rows with long runs, so that all kinds of words come. */
const flags = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.oneof(fc.nat(3), fc.nat(200))), { maxLength: 20 })
  .map((runs) => runs.flatMap(([value, length]) => new Array<number>(length).fill(value)));

describe('a bitset', () => {
  it('comes back from its text', () => {
    fc.assert(
      fc.property(flags, (values) => {
        const set = bitsetOf(values);
        const again = decodeBitset(encodeBitset(set), values.length);
        expect(equalBitsets(again, set)).toBe(true);
        expect(values.map((_, row) => (hasRow(again, row) ? 1 : 0))).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  it('is decoded or refused, whatever the text', () => {
    const letters = fc
      .array(fc.constantFrom(...'AQgCEID/+z0'), { maxLength: 40 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(letters, fc.nat(300), (text, rows) => {
        try {
          expect(decodeBitset(text, rows).words).toHaveLength(Math.ceil(rows / 32));
        } catch (error) {
          expect((error as { code?: unknown }).code).toBe('bad-argument');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('counts and lists its rows', () => {
    fc.assert(
      fc.property(flags, (values) => {
        const set = bitsetOf(values);
        const rows = values.flatMap((value, row) => (value === 1 ? [row] : []));
        const visited: number[] = [];
        forEachRow(set, (row) => visited.push(row));
        expect(visited).toEqual(rows);
        expect([...rowsOf(set)]).toEqual(rows);
        expect(countRows(set)).toBe(rows.length);
      }),
    );
  });

  it('obeys De Morgan and the rest of its algebra', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 100 }), (pairs) => {
        const a = bitsetOf(pairs.map((pair) => Number(pair[0])));
        const b = bitsetOf(pairs.map((pair) => Number(pair[1])));
        const same = (x: Bitset, y: Bitset): void => expect(equalBitsets(x, y)).toBe(true);
        const not = invertBitset;
        same(not(combineBitsets('and', a, b)), combineBitsets('or', not(a), not(b)));
        same(not(combineBitsets('or', a, b)), combineBitsets('and', not(a), not(b)));
        same(not(not(a)), a);
        same(
          combineBitsets('xor', a, b),
          combineBitsets('and', combineBitsets('or', a, b), not(combineBitsets('and', a, b))),
        );
        expect(countRows(a) + countRows(not(a))).toBe(pairs.length);
      }),
    );
  });
});

describe('a lasso', () => {
  const lattice = fc.oneof(
    fc.integer({ min: -3, max: 12 }),
    fc.integer({ min: 0, max: 40 }).map((n) => n / 4),
  );
  // No subnormal numbers: their crossings underflow.
  const anywhere = fc
    .double({ min: -20, max: 20, noNaN: true })
    .map((value) => Math.round(value * 1e9) / 1e9);
  const coordinate = fc.oneof(lattice, anywhere);
  const point = fc.tuple(coordinate, coordinate);

  function compare(corners: [number, number][], points: [number, number][]): void {
    const x = Float64Array.from(points, (p) => p[0]);
    const y = Float64Array.from(points, (p) => p[1]);
    const predicate: Predicate = { op: 'lasso', x: 'x', y: 'y', polygon: corners };
    const numbers = (name: string): Float64Array => (name === 'x' ? x : y);
    const expected = points.map(([px, py]) => naivePointInPolygon(px, py, corners));
    const found = (set: Bitset): boolean[] => points.map((_, row) => hasRow(set, row));
    expect(found(evaluatePredicate(predicate, points.length, { numbers }))).toEqual(expected);
    const levels = { x: levelsOf(x, 'linear'), y: levelsOf(y, 'linear') };
    const stepped = evaluatePredicate(predicate, points.length, {
      numbers,
      levels: (name) => (name === 'x' ? levels.x : levels.y),
    });
    expect(found(stepped)).toEqual(expected);
    const indexed = evaluatePredicate(predicate, points.length, {
      numbers,
      levels: (name) => (name === 'x' ? levels.x : levels.y),
      index: levelIndex,
    });
    expect(found(indexed)).toEqual(expected);
  }

  it('selects what crossing all sides finds inside', () => {
    const corners = fc.array(point, { minLength: 3, maxLength: 30 });
    fc.assert(fc.property(corners, fc.array(point, { minLength: 1, maxLength: 200 }), compare), {
      numRuns: 400,
    });
  });

  it('does so with many points, far from the origin and in narrow boxes', () => {
    const corners = fc.array(point, { minLength: 3, maxLength: 60 });
    const place = fc.constantFrom(0, 1e3, -1e7, 1e12);
    const stretch = fc.constantFrom(1, 1e-3, 1e5);
    fc.assert(
      fc.property(corners, place, stretch, fc.nat(1000), (shape, offset, scale, seed) => {
        const moved = shape.map(([x, y]): [number, number] => [offset + x * scale, y * scale - offset / 3]);
        const points = Array.from({ length: 3000 }, (_, i): [number, number] => {
          const u = ((i * 0.754877666 + seed * 0.1) % 1) * 30 - 10;
          const w = ((i * 0.569840291 + seed * 0.3) % 1) * 30 - 10;
          return [offset + u * scale, w * scale - offset / 3];
        });
        compare(moved, [...points, ...moved]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a lasso on logarithmic axes', () => {
  it('selects the same with steps and without, missing and negative values apart', () => {
    const value = fc.oneof(
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.constantFrom(1, 10, 100, -1, 0, Number.NaN, Infinity, -Infinity),
    );
    const corner = fc.tuple(
      fc.constantFrom(0.01, 1, 5, 10, 100, 2e4),
      fc.constantFrom(-5, 0.1, 10, 100, 700, 1e5),
    );
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 3, maxLength: 12 }),
        fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 300 }),
        (polygon, points) => {
          const columns = {
            x: Float64Array.from(points, (p) => p[0]),
            y: Float64Array.from(points, (p) => p[1]),
          };
          const numbers = (name: string): Float64Array => columns[name as 'x' | 'y'];
          const predicate: Predicate = { op: 'lasso', x: 'x', y: 'y', polygon, xScale: 'log' };
          const plain = evaluatePredicate(predicate, points.length, { numbers });
          const stepped = evaluatePredicate(predicate, points.length, {
            numbers,
            levels: (name, scale) => levelsOf(numbers(name), scale),
          });
          expect([...rowsOf(stepped)]).toEqual([...rowsOf(plain)]);
          const indexed = evaluatePredicate(predicate, points.length, {
            numbers,
            levels: (name, scale) => levelsOf(numbers(name), scale),
            index: levelIndex,
          });
          expect([...rowsOf(indexed)]).toEqual([...rowsOf(plain)]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('predicates', () => {
  it('combine as sets do', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => (i % 9 === 0 ? NaN : i % 13));
    const limit = fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 14 }));
    const range = fc.record({
      op: fc.constant('range' as const),
      column: fc.constant('x'),
      low: limit,
      high: limit,
    });
    const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
      predicate: fc.oneof(
        { maxDepth: 4 },
        range,
        fc.record({
          op: fc.constantFrom('and' as const, 'or' as const),
          of: fc.array(tie('predicate'), { maxLength: 3 }),
        }),
        fc.record({ op: fc.constant('not' as const), of: tie('predicate') }),
      ),
    }));
    const holds = (part: Predicate, value: number): boolean => {
      if (part.op === 'range') return value >= (part.low ?? -Infinity) && value <= (part.high ?? Infinity);
      if (part.op === 'and') return part.of.every((other) => holds(other, value));
      if (part.op === 'or') return part.of.some((other) => holds(other, value));
      return part.op === 'not' && !holds(part.of, value);
    };
    fc.assert(
      fc.property(predicate, (part) => {
        const set = evaluatePredicate(part, 100, { numbers: () => x });
        expect([...x].map((_, row) => hasRow(set, row))).toEqual([...x].map((value) => holds(part, value)));
      }),
    );
  });
});
