import type { Column, ColumnData } from '../column.ts';
import type { TableTextWriter } from './tableWriter.ts';

/** Rows made into text at a time: some megabytes, far from the longest string there can be. */
const PIECE_ROWS = 20_000;

/** The text of a whole table that is in memory, piece by piece. */
export function* tablePieces(writer: TableTextWriter, columns: readonly Column[]): Generator<string> {
  yield writer.head();
  const rows = columns[0]?.data.values.length ?? 0;
  for (let start = 0; start < rows; start += PIECE_ROWS) {
    const end = Math.min(rows, start + PIECE_ROWS);
    yield writer.rows(columns.map(({ info, data }) => ({ info, data: dataRows(data, start, end) })));
  }
  yield writer.foot();
}

function dataRows(data: ColumnData, start: number, end: number): ColumnData {
  switch (data.type) {
    case 'float64':
      return { type: data.type, values: data.values.subarray(start, end) };
    case 'float32':
      return { type: data.type, values: data.values.subarray(start, end) };
    case 'text':
      return { type: data.type, values: data.values.slice(start, end) };
    case 'int64':
      return {
        type: data.type,
        values: data.values.subarray(start, end),
        missing: missingRows(data, start, end),
      };
    case 'int32':
      return {
        type: data.type,
        values: data.values.subarray(start, end),
        missing: missingRows(data, start, end),
      };
    case 'boolean':
      return {
        type: data.type,
        values: data.values.subarray(start, end),
        missing: missingRows(data, start, end),
      };
  }
}

function missingRows(
  { missing }: { readonly missing: Uint8Array | null },
  start: number,
  end: number,
): Uint8Array | null {
  return missing === null ? null : missing.subarray(start, end);
}
