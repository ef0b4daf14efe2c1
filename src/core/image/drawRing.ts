/** Draws a ring into packed ABGR pixels, row 0 at the top, with soft edges; parts outside the picture are left out.
 *
 * Method: the colour is mixed in by how much of a pixel lies within half the line width of the radius.
 * Units:  0-based picture pixels, pixel centres at whole numbers. */
export function drawRing(
  picture: { readonly pixels: Uint32Array; readonly width: number; readonly height: number },
  centreX: number,
  centreY: number,
  radius: number,
  lineWidth: number,
  colour: number,
): void {
  const reach = Math.ceil(radius + lineWidth);
  const x0 = Math.max(0, Math.floor(centreX) - reach);
  const x1 = Math.min(picture.width - 1, Math.ceil(centreX) + reach);
  const y0 = Math.max(0, Math.floor(centreY) - reach);
  const y1 = Math.min(picture.height - 1, Math.ceil(centreY) + reach);
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const distance = Math.sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY));
      const cover = lineWidth / 2 + 0.5 - Math.abs(distance - radius);
      if (cover <= 0) continue;
      const at = y * picture.width + x;
      picture.pixels[at] = mixed(picture.pixels[at]!, colour, Math.min(1, cover));
    }
  }
}

function mixed(under: number, over: number, share: number): number {
  let result = 0xff000000;
  for (let shift = 0; shift < 24; shift += 8) {
    const a = (under >>> shift) & 255;
    const b = (over >>> shift) & 255;
    result |= Math.round(a + (b - a) * share) << shift;
  }
  return result >>> 0;
}
