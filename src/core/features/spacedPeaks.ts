/** The places (y width + x, best first) that are left when each one drops those behind it that lie closer than `distance`
 * in both x and y; at most `most`.
 *
 * Method: the image is laid out in squares of `distance` pixels, of which none can hold two that are kept.
 * Cost:   O(places), and 4 bytes for each square. */
export function spacedPeaks(
  places: Float64Array,
  width: number,
  height: number,
  distance: number,
  most: number,
): Float64Array {
  if (distance <= 1) return places.subarray(0, Math.min(places.length, most));
  const columns = Math.ceil(width / distance) + 2;
  const rows = Math.ceil(height / distance) + 2;
  // Place of what is kept in each square, from 1; 0 for none. One empty square around all saves looking at borders.
  const held = new Uint32Array(columns * rows);
  const kept: number[] = [];
  for (const place of places) {
    if (kept.length >= most) break;
    const x = place % width;
    const y = (place - x) / width;
    const square = (Math.floor(y / distance) + 1) * columns + Math.floor(x / distance) + 1;
    let apart = true;
    for (let row = -columns; row <= columns; row += columns)
      for (let at = square + row - 1; at <= square + row + 1; at++) {
        if (held[at] === 0) continue;
        const other = kept[held[at]! - 1]!;
        const otherX = other % width;
        const otherY = (other - otherX) / width;
        if (Math.abs(otherX - x) < distance && Math.abs(otherY - y) < distance) apart = false;
      }
    if (!apart) continue;
    kept.push(place);
    held[square] = kept.length;
  }
  return Float64Array.from(kept);
}
