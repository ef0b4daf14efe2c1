/** A level of an image's pyramid. */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Level `level` the obvious way: levels 0, 1 and 2 from the pixels, the coarser ones each from the one before.
 * Every cell is the mean of its finite members, less `offset`; NaN where it has none. */
export function naiveLevel(
  pixels: ArrayLike<number>,
  width: number,
  height: number,
  level: number,
  offset: number,
): Level {
  if (level <= 2) return cellMeans(pixels, width, height, 2 ** level, offset);
  const finer = naiveLevel(pixels, width, height, level - 1, offset);
  return cellMeans(finer.data, finer.width, finer.height, 2, 0);
}

function cellMeans(
  data: ArrayLike<number>,
  width: number,
  height: number,
  side: number,
  offset: number,
): Level {
  const columns = Math.ceil(width / side);
  const rows = Math.ceil(height / side);
  const means = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const members: number[] = [];
      for (let v = y * side; v < Math.min(height, (y + 1) * side); v++)
        for (let u = x * side; u < Math.min(width, (x + 1) * side); u++)
          if (Number.isFinite(data[v * width + u])) members.push(data[v * width + u]!);
      // A single pixel is kept as it is, also where it is infinite.
      if (side === 1) means[y * columns + x] = data[y * width + x]! - offset;
      else means[y * columns + x] = members.reduce((a, b) => a + b, 0) / members.length - offset;
    }
  return { width: columns, height: rows, data: means };
}
