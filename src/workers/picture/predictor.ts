type Integers = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** Adds up the differences of neighbours along each row, modulo what the integers hold.
 *
 * Source: TIFF 6.0, section 14; longer samples as libtiff has them. */
export function addDifferences(data: Integers, rowLength: number, samples: number): void {
  // Each kind of array by itself: numbers and bigints have no sum.
  if (data instanceof BigUint64Array)
    for (let row = 0; row < data.length; row += rowLength)
      for (let i = row + samples; i < row + rowLength; i++) data[i]! += data[i - samples]!;
  else
    for (let row = 0; row < data.length; row += rowLength)
      for (let i = row + samples; i < row + rowLength; i++) data[i]! += data[i - samples]!;
}

/** Undoes the predictor of floats: rows of differences of bytes, all first bytes of the floats, then all second ones;
 * the first are the highest. The bytes are then those of little-endian floats.
 *
 * Source: Adobe Photoshop TIFF Technical Note 3. */
export function gatherFloats(bytes: Uint8Array, rowBytes: number, samples: number, size: number): void {
  const count = rowBytes / size;
  const gathered = new Uint8Array(rowBytes);
  for (let start = 0; start < bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes);
    addDifferences(row, rowBytes, samples);
    for (let b = 0; b < size; b++)
      for (let i = 0, to = size - 1 - b; i < count; i++, to += size) gathered[to] = row[b * count + i]!;
    row.set(gathered);
  }
}
