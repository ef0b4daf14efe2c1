import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/errors/index.ts';
import {
  checkExpression,
  evaluateExpression,
  expressionColumns,
  expressionSchema,
  expressionSql,
  expressionText,
  parseExpression,
  quoteIdentifier,
} from '../../../../src/core/expression/index.ts';
import { expressionTable, type ExpressionTable } from '../../../support/expressionTable.ts';

let table: ExpressionTable;

beforeAll(async () => {
  const none = new Uint8Array([0, 0, 0, 1]);
  table = await expressionTable(
    {
      Vmag: { type: 'float64', values: new Float64Array([4, -1, NaN, Infinity]) },
      Bmag: { type: 'float32', values: new Float32Array([5.5, 0.25, 3, 1]) },
      n: { type: 'int32', values: new Int32Array([5, 2, 0, 99]), missing: none },
      id: {
        type: 'int64',
        values: new BigInt64Array([4472832130942575872n, 4472832130942575873n, 7n, 9n]),
        missing: none,
      },
      flag: { type: 'boolean', values: new Uint8Array([1, 0, 1, 1]), missing: none },
      name: { type: 'text', values: ['M 31', 'Ångström', null, "O'Neil"] },
      'B.V "x"]': { type: 'float64', values: new Float64Array([1, 2, 3, 4]) },
    },
    4,
  );
});
afterAll(() => table.close());

/** Both engines' values, which must be the same. */
async function values(text: string): Promise<unknown[]> {
  const tree = parseExpression(text);
  const type = checkExpression(tree, table.infos);
  const result = evaluateExpression(tree, table.columns, table.rows);
  const mine = Array.from<unknown>(result).map((value) =>
    type === 'boolean' ? value === 1 : Number.isNaN(value) ? null : value,
  );
  const theirs = await table.query(tree);
  if (type === 'number') {
    theirs.forEach((value, i) => {
      if (typeof value === 'number' && typeof mine[i] === 'number') expect(mine[i]).toBeCloseTo(value, 10);
      else expect(mine[i]).toBe(value);
    });
  } else {
    expect(mine).toEqual(theirs);
  }
  return mine;
}

function failure(text: string): string {
  try {
    checkExpression(parseExpression(text), table.infos);
  } catch (error) {
    expect((error as AppError).code).toBe('bad-expression');
    return (error as AppError).message;
  }
  throw new Error(`${text} is accepted`);
}

describe('values, in JavaScript and in DuckDB', () => {
  it.each<[string, unknown[]]>([
    ['Bmag - Vmag', [1.5, 1.25, null, null]],
    ['n / 2', [2.5, 1, 0, null]],
    ['1 / n', [0.2, 0.5, null, null]],
    ['n % 2 + 2 ^ 3 ^ 0.5 * 0', [1, 0, 0, null]],
    ['-2 ^ 2 + n*0', [-4, -4, -4, null]],
    ['(-2) ^ 2 - -n', [9, 6, 4, null]],
    ['Vmag ^ 0', [1, 1, null, null]],
    ['1 ^ Vmag', [1, 1, null, null]],
    ['sqrt(Vmag)', [2, null, null, null]],
    ['ln(n)', [Math.log(5), Math.log(2), null, null]],
    ['log10(n * 2) + exp(1000) * 0', [null, null, null, null]],
    ['log10(n * 2)', [1, Math.log10(4), null, null]],
    ['asin(Vmag)', [null, -Math.PI / 2, null, null]],
    ['acosd(n - 5)', [90, null, null, null]],
    ['sind(n * 6) + cosd(60)', [1, Math.sin(Math.PI / 15) + 0.5, 0.5, null]],
    ['atan2d(n, n)', [45, 45, 0, null]],
    ['degrees(pi) - radians(180)', Array(4).fill(180 - Math.PI)],
    ['round(Bmag) + floor(Bmag) + ceil(-Bmag)', [6, 0, 3, 1]],
    ['min(Vmag, Bmag, 4.5)', [4, -1, null, null]],
    ['max(n, 2)', [5, 2, 2, null]],
    ['if(Vmag > 0, n, null)', [5, null, null, null]],
    ['coalesce(Vmag, n / 0, Bmag)', [4, -1, 3, 1]],
    ['hypot(n, 12)', [13, Math.sqrt(148), 12, null]],
    ['length(name)', [4, 8, null, 6]],
    ['angdist(10, 90, 190, 89)', [1, 1, 1, 1]],
    ['angdist(359.5, 0, 0.5, 0)', [1, 1, 1, 1]],
    ['angdist(0, 0, 180, 0)', [180, 180, 180, 180]],
    ['"B.V ""x""]" + [B.V "x"]]] + `B.V "x"]`', [3, 6, 9, 12]],
    ['Vmag < 5', [true, true, false, false]],
    ['not (Vmag < 5)', [false, false, true, true]],
    ['Vmag != 4', [false, true, false, false]],
    ['Vmag + 0 != 4', [false, true, false, false]],
    ['Vmag * 1 >= Bmag / 1', [false, false, false, false]],
    ['Vmag between -1 and 3.5', [false, true, false, false]],
    ['Vmag not between -1 and 3.5', [true, false, false, false]],
    ['Vmag / 1 not between -1 and 3.5', [true, false, false, false]],
    ['n in (5, -2, 0)', [true, false, true, false]],
    ['n * 1 not in (5, -2, 0)', [false, true, false, false]],
    ['Vmag is missing', [false, false, true, true]],
    ['Vmag / n is not null', [true, true, false, false]],
    ['isnan(Vmag) or ismissing(name)', [false, false, true, true]],
    ['flag', [true, false, true, false]],
    ['!flag', [false, true, false, true]],
    ['flag = true', [true, false, true, false]],
    ['flag != (n = 5)', [false, false, true, false]],
    ['flag is missing', [false, false, false, true]],
    ['coalesce(flag, n > 100)', [true, false, true, false]],
    ['coalesce(flag, true) && Bmag >= 1 || Bmag == 0.25', [true, true, true, true]],
    ['id = 4472832130942575872', [true, false, false, false]],
    ['4472832130942575872 < id', [false, true, false, false]],
    ['id in (4472832130942575873, 7)', [false, true, true, false]],
    ['id not between 8 and 4472832130942575872', [false, true, true, false]],
    ["name = 'M 31'", [true, false, false, false]],
    ["name like 'M%1'", [true, false, false, false]],
    ["name not like '%n%'", [true, false, false, true]],
    ["name contains '''N'", [false, false, false, true]],
    ["startswith(lower(name), 'å')", [false, true, false, false]],
    ["upper(name) endswith 'M'", [false, true, false, false]],
    ["if(name < 'N', lower(name), coalesce(name, 'none'))", ['m 31', 'Ångström', 'none', "O'Neil"]],
    ["name in ('M 31', 'NGC')", [true, false, false, false]],
    ['Vmag ≤ 4 AND Bmag × 2 ≥ 1', [true, false, false, false]],
  ])('%s', async (text, expected) => {
    const found = await values(text);
    if (typeof expected[0] === 'number' || expected[1] === null || typeof expected[1] === 'number') {
      expected.forEach((value, i) => {
        if (typeof value === 'number' && typeof found[i] === 'number') expect(found[i]).toBeCloseTo(value, 6);
        else expect(found[i]).toBe(value);
      });
    } else {
      expect(found).toEqual(expected);
    }
  });

  it('takes columns by number of rows, over several blocks', () => {
    const x = Float64Array.from({ length: 10_000 }, (_, i) => i);
    const columns = new Map([['x', { type: 'float64' as const, values: x }]]);
    expect(evaluateExpression(parseExpression('2 * x + 1'), columns, 9999)).toEqual(
      x.subarray(0, 9999).map((value) => 2 * value + 1),
    );
    expect(() => evaluateExpression(parseExpression('x'), columns, 10_001)).toThrow(
      'has 10000 of 10001 rows',
    );
  });
});

describe('errors', () => {
  it.each([
    ['Vmg + 1', 'At character 1: there is no column "Vmg". Did you mean "Vmag"?'],
    ['1 + name', 'At character 5: + takes numbers, and the column "name" is a text.'],
    ['Vmag = name', 'At character 6: = compares like with like'],
    ['Vmag and flag', 'and takes truth values, and the column "Vmag" is a number'],
    ['flag < flag', '< compares numbers or texts'],
    ['log(Vmag)', 'log is ambiguous: ln is the natural logarithm, log10 the decimal one.'],
    ['sqr(Vmag)', 'there is no function sqr. Did you mean sqrt?'],
    ['sqrt(Vmag, 2)', 'sqrt(number) takes 1 argument, not 2'],
    ['min(Vmag)', 'min(a, b, …) takes at least 2 arguments, not 1'],
    ['Vmag <', 'At character 7: a value or a column is expected, not the end.'],
    ['(Vmag', ') is expected, not the end'],
    ['Vmag Bmag', 'At character 6: an operator or the end is expected, not Bmag.'],
    ['1 < Vmag < 5', 'comparisons do not chain'],
    ['Vmag & flag', 'Did you mean &&?'],
    ['2MASS > 1', '2MASS is neither a number nor a plain name'],
    ['Vmag = null', 'nothing is = null'],
    ['null + 1', '+ takes numbers, and what stands here is null'],
    ["'open", "' opens something that no ' closes"],
    ['Vmag = 4472832130942575873', 'has more digits than a number keeps here'],
    ['n in (n)', 'a list after in holds numbers and texts only'],
    ['n in ()', 'the list after in is empty'],
    ['Vmag between 1 or 2', 'between … and … needs its and, not or'],
    ['Vmag is 3', 'after is comes null or missing, not 3'],
    ["if(flag, 1, 'a')", 'gives one type'],
    ['and', 'a value or a column is expected, not and'],
    ['1e999', '1e999 is too large for a number'],
    ['   ', 'there is nothing'],
    ['x'.repeat(2001), 'it has 2001 characters, and at most 2000 are read'],
    ['('.repeat(70) + '1' + ')'.repeat(70), 'expressions nest at most 60 deep'],
    ['1' + '+1'.repeat(300), 'it chains more than 250 operations'],
  ])('%s', (text, message) => {
    expect(failure(text)).toContain(message);
  });

  it('gives the position in the details', () => {
    const error = ((): AppError => {
      try {
        parseExpression('1 + * 2');
      } catch (thrown) {
        return thrown as AppError;
      }
      throw new Error('accepted');
    })();
    expect(error.details).toEqual({ position: 4 });
  });
});

describe('SQL', () => {
  it('quotes every name and passes every literal as a parameter', () => {
    const infos = [
      { name: 'a"; drop table t; --', type: 'text' as const, unit: '', ucd: '', description: '' },
    ];
    const { sql, params } = expressionSql(
      parseExpression(`"a""; drop table t; --" = 'x''); drop table t; --'`),
      infos,
      { firstParameter: 7 },
    );
    expect(sql).toBe('coalesce((CAST("a""; drop table t; --" AS VARCHAR) = CAST($7 AS VARCHAR)), false)');
    expect(params).toEqual(["x'); drop table t; --"]);
    expect(quoteIdentifier('a"b')).toBe('"a""b"');
  });

  it('takes other names for the columns', () => {
    const tree = parseExpression('n + 1');
    const { sql } = expressionSql(tree, table.infos, { columnSql: () => 's."c3"' });
    expect(sql).toContain('CAST(s."c3" AS DOUBLE)');
  });

  it('grows with the tree, not with two to its depth', async () => {
    const deep = 'sqrt(1 + '.repeat(50) + 'Vmag' + ')'.repeat(50);
    expect(expressionSql(parseExpression(deep), table.infos).sql.length).toBeLessThan(20_000);
    const found = await values(deep);
    expect(found[0]).toBeCloseTo((1 + Math.sqrt(5)) / 2, 10);
    const nested = 'if(1 + '.repeat(25) + 'Vmag' + ' > 0, 1, Vmag)'.repeat(25);
    expect(await values(nested)).toEqual([1, -1, null, null]);
  });
});

describe('trees', () => {
  it('names its columns once each', () => {
    expect(expressionColumns(parseExpression('Bmag - Vmag + Bmag * n in (1)'))).toEqual([
      'Bmag',
      'Vmag',
      'n',
    ]);
  });

  it('is written with no more brackets than needed', () => {
    const text = 'not (a and b) or -(x ^ 2) ^ -3 * (y - (z - 1)) >= 2 and "B.V" not in (1, -2)';
    expect(expressionText(parseExpression(text))).toBe(
      'not (a and b) or -(x ^ 2) ^ -3 * (y - (z - 1)) >= 2 and "B.V" not in (1, -2)',
    );
  });

  it('is checked when it comes from elsewhere', () => {
    const tree = parseExpression("if(a > 9007199254740993, b in ('x', 'y'), c not between 1 and 2)");
    const sent: unknown = JSON.parse(JSON.stringify(tree));
    expect(v.parse(expressionSchema, sent)).toEqual(sent);
    const refused: unknown[] = [
      { kind: 'number', value: NaN },
      { kind: 'number', value: 1, extra: 1 },
      { kind: 'number', value: 1, digits: '9007199254740993' },
      { kind: 'call', name: 'read_csv', args: [] },
      { kind: 'sql', text: '1' },
      { kind: 'in', of: { kind: 'column', name: 'a' }, list: [{ kind: 'column', name: 'b' }] },
      null,
    ];
    let deep: unknown = { kind: 'number', value: 1 };
    for (let i = 0; i < 100_000; i++) deep = { kind: 'unary', op: '-', of: deep };
    for (const bad of [...refused, deep]) expect(v.safeParse(expressionSchema, bad).success).toBe(false);
  });
});
