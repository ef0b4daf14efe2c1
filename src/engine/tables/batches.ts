/** Aggregates that one query computes: DuckDB's time to plan it grows with the square of their number. */
const COLUMNS_A_QUERY = 100;

/** Column numbers in batches, each good for one query. */
export function batches(indexes: readonly number[]): number[][] {
  const made: number[][] = [];
  for (let start = 0; start < indexes.length; start += COLUMNS_A_QUERY)
    made.push(indexes.slice(start, start + COLUMNS_A_QUERY));
  return made;
}
