/** Sums over the size x size windows whose first row is `from` … `to` - 1 and whose first column is 0 … width - 1.
 *
 * Method: running sums down the columns from row `from` on, then along each row from its beginning on.
 * Shape:  rows of `stride` numbers in; (to - from) * width sums into `out`.
 * Units:  those of the numbers.
 * Non-finite and masked: must not occur.
 * Border: the rows and columns must be there: width + size - 1 columns, to + size - 1 rows.
 * Errors: none.   Cost: O(1) a pixel whatever the size.
 * Source: plain definition.
 * Checked against: a naive sum, by property tests; bytes depend on `from`, which callers put at fixed rows. */
export function windowSumsInto(
  out: Float64Array,
  numbers: Float64Array,
  stride: number,
  width: number,
  from: number,
  to: number,
  size: number,
): void {
  const columns = new Float64Array(stride);
  for (let row = from; row < from + size; row++) addRow(columns, numbers, row * stride);
  for (let row = from; row < to; row++) {
    if (row > from) slide(columns, numbers, (row + size - 1) * stride, (row - 1) * stride);
    let sum = 0;
    for (let x = 0; x < size; x++) sum += columns[x];
    const at = (row - from) * width;
    out[at] = sum;
    for (let x = 1; x < width; x++) {
      sum = sum + columns[x + size - 1] - columns[x - 1];
      out[at + x] = sum;
    }
  }
}

function addRow(columns: Float64Array, numbers: Float64Array, at: number): void {
  for (let x = 0; x < columns.length; x++) columns[x] += numbers[at + x];
}

function slide(columns: Float64Array, numbers: Float64Array, entering: number, leaving: number): void {
  for (let x = 0; x < columns.length; x++)
    columns[x] = columns[x] + numbers[entering + x] - numbers[leaving + x];
}
