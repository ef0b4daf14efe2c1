import { AppError } from '../errors/index.ts';
import type { ColumnData } from '../table/index.ts';
import { checkTypes, type ColumnTypes } from './checkExpression.ts';
import { BLOCK, type BooleanBlock, type NumberBlock, type TextBlock } from './block.ts';
import { compileBlock } from './compileBlock.ts';
import type { Expression } from './expression.ts';

/** The values of an expression, in each row: numbers (NaN: missing), truth values (1 or 0), or texts (null: missing).
 *
 * Method: node by node over blocks of rows, so that what is between stays in cache.
 * Non-finite and masked: NaN, infinities, null and masked cells are missing; so is every result that is not finite (division
 *         by zero, the root of a negative number). A comparison with a missing side is false.
 * Errors: bad-expression, as checkExpression; bad-argument when a column is shorter than `rows`.
 * Cost:   some ns a row and node; a block of 4096 rows for each node.
 * Checked against: expressionSql on DuckDB 1.5.6, by random trees. */
export function evaluateExpression(
  tree: Expression,
  columns: ReadonlyMap<string, ColumnData>,
  rows: number,
): Float64Array | Uint8Array | (string | null)[] {
  const types: ColumnTypes = new Map([...columns].map(([name, data]) => [name, data.type]));
  const type = checkTypes(tree, types);
  for (const [name, { values }] of columns) {
    if (values.length >= rows) continue;
    throw new AppError('bad-argument', `The column "${name}" has ${values.length} of ${rows} rows.`);
  }
  const root = compileBlock(tree, columns, type);
  if (type === 'number') {
    const result = new Float64Array(rows);
    forBlocks(rows, (start, count) => {
      root.run(start, count);
      result.set((root as NumberBlock).out.subarray(0, count), start);
    });
    return result;
  }
  if (type === 'boolean') {
    const result = new Uint8Array(rows);
    forBlocks(rows, (start, count) => {
      root.run(start, count);
      const { out } = root as BooleanBlock;
      for (let i = 0; i < count; i++) result[start + i] = out[i] === 1 ? 1 : 0;
    });
    return result;
  }
  const result = new Array<string | null>(rows);
  forBlocks(rows, (start, count) => {
    root.run(start, count);
    const { out } = root as TextBlock;
    for (let i = 0; i < count; i++) result[start + i] = out[i]!;
  });
  return result;
}

function forBlocks(rows: number, run: (start: number, count: number) => void): void {
  for (let start = 0; start < rows; start += BLOCK) run(start, Math.min(BLOCK, rows - start));
}
