import { AppError } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import { crossmatch, type Column } from '../../core/table/index.ts';
import type { TableValue } from '../values.ts';
import { skyColumns } from './skyColumns.ts';
import type { TableRun } from './tableParts.ts';
import { tableValue } from './tableValue.ts';

/** Two tables side by side where cells are equal. */
export async function joinStep(
  run: TableRun,
  params: ParameterValues,
  left: TableValue,
  right: TableValue,
): Promise<TableValue> {
  const leftOn = params['left_on'] as readonly string[];
  const rightOn = params['right_on'] as readonly string[];
  if (rightOn.length > 0 && rightOn.length !== leftOn.length)
    throw new AppError(
      'bad-argument',
      `${leftOn.length} columns of the left table cannot be compared with ${rightOn.length} of the right one.`,
      { remedy: 'Name as many columns on both sides.' },
    );
  const on = leftOn.map((name, i) => [name, rightOn[i] ?? name] as const);
  const how = params['how'] === 'left' ? 'left' : 'inner';
  return tableValue(await run.parts.tables.join(left.table, right.table, { on, how }, run.work), run.key);
}

/** Two tables side by side where their rows are near in the sky, with the separation. */
export async function crossmatchStep(
  run: TableRun,
  params: ParameterValues,
  left: TableValue,
  right: TableValue,
): Promise<TableValue> {
  const { tables } = run.parts;
  const name = (side: string): string | null => (params[side] === '' ? null : String(params[side]));
  const a = await skyColumns(tables, left.table, name('left_ra'), name('left_dec'));
  const b = await skyColumns(tables, right.table, name('right_ra'), name('right_dec'));
  const keep = params['matches'] === 'all' ? 'all' : 'best';
  const found = crossmatch(a.ra, a.dec, b.ra, b.dec, Number(params['radius']), { keep });
  const pairs = params['how'] === 'left' ? withoutPartner(found, left.table.rows) : found;
  const separation: Column = {
    info: {
      name: 'separation',
      type: 'float64',
      unit: 'arcsec',
      ucd: 'pos.angDistance',
      description: 'between the positions in the two tables',
    },
    data: { type: 'float64', values: pairs.separationArcsec },
  };
  const table = await tables.joinPairs(left.table, right.table, pairs, [separation], run.work);
  const message = `${found.left.length} pairs lie within ${Number(params['radius'])} arcsec.`;
  return tableValue(table, run.key, [{ code: 'crossmatch', message }]);
}

interface Pairs {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly separationArcsec: Float64Array;
}

/** The pairs, and every row of the left table that is in none, in the order of that table. */
function withoutPartner(pairs: Pairs, rows: number): Pairs {
  const left: number[] = [];
  const right: number[] = [];
  const separation: number[] = [];
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const before = at;
    for (; at < pairs.left.length && pairs.left[at] === row; at++) {
      left.push(row);
      right.push(pairs.right[at]!);
      separation.push(pairs.separationArcsec[at]!);
    }
    if (at > before) continue;
    left.push(row);
    right.push(-1);
    separation.push(Number.NaN);
  }
  return { left, right, separationArcsec: Float64Array.from(separation) };
}
