/** A row of 2 x 2 means of two rows, missing pixels left out.
 *
 * Method: the mean of the finite pixels of each cell, summed left to right, top row first, in double precision.
 * Shape:  `upper` and `lower` of one length (`lower` null at an odd last row); `out` of half that length, rounded up.
 * Non-finite: left out; NaN where a cell has no finite pixel.
 * Border: cells at an odd edge have fewer pixels.
 * Cost:   one pass, no allocation. */
export function halveRowInto(
  out: Float32Array,
  upper: Float32Array | Float64Array,
  lower: Float32Array | Float64Array | null,
  offset = 0,
): void {
  const width = upper.length;
  for (let i = 0; i < out.length; i++) {
    const x = 2 * i;
    let sum = 0;
    let count = 0;
    for (let row = 0; row < 2; row++) {
      const pixels = row === 0 ? upper : lower;
      if (pixels === null) break;
      const first = pixels[x]!;
      if (first - first === 0) {
        sum += first;
        count++;
      }
      if (x + 1 === width) continue;
      const second = pixels[x + 1]!;
      if (second - second === 0) {
        sum += second;
        count++;
      }
    }
    out[i] = count === 0 ? Number.NaN : sum / count - offset;
  }
}
