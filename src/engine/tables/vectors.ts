import type { DuckDBVector } from '@duckdb/node-api';
import type { ColumnData } from '../../core/table/index.ts';
import type { Chunk } from './database.ts';

export type NumberItems = Float64Array | Float32Array | Int32Array | Int16Array | Uint32Array | Uint8Array;
type Items = NumberItems | BigInt64Array;

/** The numbers of a chunk's column without NULLs as one typed array.
 *
 * The library keeps the array private and offers one cell at a time, which is some thirty times slower; where a later version
 * has none, the cells are taken one by one. */
export function numbersOf(chunk: Chunk, column: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(column) as DuckDBVector<number>;
  const { items } = vector as unknown as { items?: unknown };
  if (ArrayBuffer.isView(items)) return items as NumberItems;
  return Array.from({ length: chunk.rowCount }, (_, i) => vector.getItem(i) ?? NaN);
}

/** As numbersOf, for 64-bit integers. */
export function bigintsOf(chunk: Chunk, column: number): ArrayLike<bigint> {
  const vector = chunk.getColumnVector(column) as DuckDBVector<bigint>;
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof BigInt64Array) return items;
  return Array.from({ length: chunk.rowCount }, (_, i) => vector.getItem(i) ?? 0n);
}

/** Puts rows from … from + count - 1 of a column into a vector of as many; missing cells become NULL. Whether the vector may be
 * written again: not when cells are marked missing, or texts are on its heap. */
export function writeVector(vector: DuckDBVector, data: ColumnData, from: number, count: number): boolean {
  let reusable = true;
  const miss = (i: number): void => {
    vector.setItem(i, null);
    reusable = false;
  };
  switch (data.type) {
    case 'text':
      for (let i = 0; i < count; i++) vector.setItem(i, data.values[from + i] ?? null);
      reusable = false;
      break;
    case 'boolean':
      for (let i = 0; i < count; i++)
        vector.setItem(i, data.missing?.[from + i] ? null : data.values[from + i] !== 0);
      break;
    case 'float64':
    case 'float32':
      writeItems(vector, data.values.subarray(from, from + count));
      for (let i = 0; i < count; i++) if (Number.isNaN(data.values[from + i]!)) miss(i);
      break;
    case 'int32':
    case 'int64':
      writeItems(vector, data.values.subarray(from, from + count));
      if (data.missing) for (let i = 0; i < count; i++) if (data.missing[from + i]) miss(i);
      break;
  }
  (vector as unknown as { flush(): void }).flush();
  return reusable;
}

function writeItems(vector: DuckDBVector, values: Items): void {
  const { items } = vector as unknown as { items?: unknown };
  if (ArrayBuffer.isView(items) && items.constructor === values.constructor)
    (items as unknown as { set(values: ArrayLike<number | bigint>): void }).set(values);
  else values.forEach((value: number | bigint, i: number) => vector.setItem(i, value));
}
