/** From how far away a missing pixel takes its value. */
export const FILL_REACH = 8;

/** Replaces missing pixels by the mean of those around them, and says which they were; null where none is.
 *
 * Method: eight times over, each missing pixel that touches a known one (3 x 3) takes the mean of the known ones; what is
 *         still unknown becomes `rest`. A value depends on nothing farther away than eight rows and columns.
 * Shape:  `data` is changed in place; the mask has a 1 for each pixel that was missing.
 * Non-finite and masked: NaN and infinities are missing.
 * Cost:   nothing but a look at each pixel where none is missing. */
export function fillMissing(data: Float64Array, width: number, rows: number, rest = 0): Uint8Array | null {
  const places: number[] = [];
  for (let i = 0; i < data.length; i++) if (!(Math.abs(data[i]!) < Infinity)) places.push(i);
  if (places.length === 0) return null;
  const missing = new Uint8Array(data.length);
  for (const place of places) missing[place] = 1;

  const unknown = missing.slice();
  let left = places;
  for (let round = 0; round < FILL_REACH && left.length > 0; round++) {
    const found: number[] = [];
    const still: number[] = [];
    for (const place of left) {
      const mean = meanAround(data, unknown, place, width, rows);
      if (mean === null) still.push(place);
      else {
        data[place] = mean;
        found.push(place);
      }
    }
    for (const place of found) unknown[place] = 0;
    left = still;
  }
  for (const place of left) data[place] = rest;
  return missing;
}

function meanAround(
  data: Float64Array,
  unknown: Uint8Array,
  place: number,
  width: number,
  rows: number,
): number | null {
  const x = place % width;
  const y = (place - x) / width;
  let sum = 0;
  let count = 0;
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const at = row * width + column;
      if (unknown[at] !== 0) continue;
      sum += data[at]!;
      count++;
    }
  return count === 0 ? null : sum / count;
}
