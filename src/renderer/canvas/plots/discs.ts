/** Pixels to draw on: RGBA, not premultiplied. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly columns: number;
  readonly rows: number;
}

/** Draws a round, anti-aliased disc over what is there: a pixel is covered by as much of its width as lies within the
 * circle. `colour` is packed, its alpha ignored; `alpha` is from 0 to 1. */
export function stampDisc(
  { data, columns, rows }: Pixels,
  x: number,
  y: number,
  radius: number,
  colour: number,
  alpha: number,
): void {
  const left = Math.max(Math.floor(x - radius - 0.5), 0);
  const right = Math.min(Math.ceil(x + radius + 0.5), columns);
  const top = Math.max(Math.floor(y - radius - 0.5), 0);
  const bottom = Math.min(Math.ceil(y + radius + 0.5), rows);
  const outer = (radius + 0.5) * (radius + 0.5);
  for (let row = top; row < bottom; row++) {
    const dy = row + 0.5 - y;
    for (let column = left; column < right; column++) {
      const dx = column + 0.5 - x;
      const square = dx * dx + dy * dy;
      if (square >= outer) continue;
      const coverage = radius + 0.5 - Math.sqrt(square);
      blendPixel(data, 4 * (row * columns + column), colour, alpha * (coverage < 1 ? coverage : 1));
    }
  }
}

/** Lays a colour of the given alpha over one pixel. */
export function blendPixel(data: Uint8ClampedArray, at: number, colour: number, alpha: number): void {
  const below = (data[at + 3]! / 255) * (1 - alpha);
  const sum = alpha + below;
  if (sum === 0) return;
  const share = alpha / sum;
  data[at] = (colour & 255) * share + data[at]! * (1 - share);
  data[at + 1] = ((colour >>> 8) & 255) * share + data[at + 1]! * (1 - share);
  data[at + 2] = ((colour >>> 16) & 255) * share + data[at + 2]! * (1 - share);
  data[at + 3] = 255 * sum;
}
