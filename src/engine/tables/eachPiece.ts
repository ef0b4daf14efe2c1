import type { Column, ColumnData, ColumnInfo } from '../../core/table/index.ts';
import type { Chunk, Watch } from './database.ts';
import { inOrder } from './inOrder.ts';
import type { OpenTable } from './openTable.ts';
import { cell } from './relation.ts';
import { bigintsOf, numbersOf } from './vectors.ts';
import type { ViewRows } from './viewRows.ts';

/** Calls `each` with some columns of a table (by index) piece by piece, in the order of a view. The arrays are lent: they are
 * gone when the next piece comes. */
export async function eachPiece(
  table: OpenTable,
  indexes: readonly number[],
  rows: ViewRows,
  each: (columns: readonly Column[], rows: number) => void | Promise<void>,
  watch?: Watch,
): Promise<void> {
  const cells = indexes.flatMap((index) => cellSql(cell(index), table.columns[index]!)).join(', ');
  const infos = indexes.map((index) => table.columns[index]!);
  await inOrder(
    table,
    indexes,
    rows,
    ({ sql, params }) =>
      table.base.database.chunks(
        { sql: `SELECT ${cells} FROM ${sql}`, params },
        (chunk) => each(columnsOfChunk(chunk, infos), chunk.rowCount),
        watch,
      ),
    watch,
  );
}

/** The cell without NULLs, so that it comes as a plain array, and beside it whether it is missing. */
function cellSql(c: string, { type }: ColumnInfo): readonly string[] {
  const missing = `CAST(${c} IS NULL AS UTINYINT)`;
  switch (type) {
    case 'float64':
      return [`coalesce(${c}, 'NaN'::DOUBLE)`];
    case 'float32':
      return [`coalesce(${c}, 'NaN'::FLOAT)`];
    case 'int64':
    case 'int32':
      return [`coalesce(${c}, 0)`, missing];
    case 'boolean':
      return [`CAST(coalesce(${c}, false) AS UTINYINT)`, missing];
    case 'text':
      return [c];
  }
}

function columnsOfChunk(chunk: Chunk, infos: readonly ColumnInfo[]): Column[] {
  let at = 0;
  return infos.map((info) => ({ info, data: dataOf(info.type, chunk, () => at++) }));
}

function dataOf(type: ColumnInfo['type'], chunk: Chunk, next: () => number): ColumnData {
  switch (type) {
    case 'float64':
      return { type, values: numbersOf(chunk, next()) as Float64Array };
    case 'float32':
      return { type, values: numbersOf(chunk, next()) as Float32Array };
    case 'int64':
      return { type, values: bigintsOf(chunk, next()) as BigInt64Array, missing: missingOf(chunk, next()) };
    case 'int32':
      return { type, values: numbersOf(chunk, next()) as Int32Array, missing: missingOf(chunk, next()) };
    case 'boolean':
      return { type, values: numbersOf(chunk, next()) as Uint8Array, missing: missingOf(chunk, next()) };
    case 'text': {
      const vector = chunk.getColumnVector(next());
      const values = Array.from({ length: chunk.rowCount }, (_, i) => vector.getItem(i) as string | null);
      return { type, values };
    }
  }
}

function missingOf(chunk: Chunk, column: number): Uint8Array | null {
  const missing = numbersOf(chunk, column) as Uint8Array;
  return missing.includes(1) ? missing : null;
}
