import type { ColumnValues } from '../../state/tables/columnCache.svelte.ts';

/** Cells as labels of groups, numbered as they come; -1 stays noise, and -2 is a missing cell. */
export function labelsOf(column: ColumnValues | null): Int32Array | null {
  if (!column) return null;
  const { values } = column;
  const labels = new Int32Array(values.length);
  const numbers = new Map<number, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) labels[row] = -2;
    else if (value === -1) labels[row] = -1;
    else {
      let number = numbers.get(value);
      if (number === undefined) numbers.set(value, (number = numbers.size));
      labels[row] = number;
    }
  }
  return labels;
}
