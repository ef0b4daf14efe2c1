import type { Strip, StripResult } from '../strips/index.ts';
import { COLOUR_MAPS, type ColourSpace } from './colourSpace.ts';

/** Three strips of the same size without halo. */
export interface ColourStrips {
  readonly red: Strip;
  readonly green: Strip;
  readonly blue: Strip;
}

/** Grey from red, green and blue, as `skimage.color.rgb2gray`.
 *
 * Method: 0.2125 red + 0.7154 green + 0.0721 blue, the luminance of modern screens' phosphors.
 * Shape:  three strips without halo in, rows of one out.
 * Units:  those of the pixels.
 * Non-finite and masked: NaN where one of the three is not finite.
 * Border: none.
 * Errors: none.   Cost: one look.
 * Source: Poynton, Frequently asked questions about color, C-9; weights of scikit-image 0.19.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-6 (float32). */
export function greyInto(result: StripResult, { red, green, blue }: ColourStrips): void {
  const out = result.pixels;
  const [r, g, b] = [red.pixels, green.pixels, blue.pixels];
  for (let i = 0; i < out.length; i++) {
    const value = 0.2125 * r[i] + 0.7154 * g[i] + 0.0721 * b[i];
    out[i] = value - value === 0 ? value : NaN;
  }
}

/** One coordinate of a colour space from red, green and blue.
 *
 * Method: see COLOUR_MAPS.
 * Shape:  three strips without halo in, rows of one out; `channel` is 0, 1 or 2.
 * Units:  shares of full intensity in; those of the coordinate out.
 * Non-finite and masked: NaN where one of the three is not finite.
 * Border: none.
 * Errors: none.   Cost: all three coordinates are computed.
 * Source: see COLOUR_MAPS.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-5 (float32). */
export function colourChannelInto(
  result: StripResult,
  { red, green, blue }: ColourStrips,
  space: ColourSpace,
  channel: number,
): void {
  const out = result.pixels;
  const [r, g, b] = [red.pixels, green.pixels, blue.pixels];
  const map = COLOUR_MAPS[space];
  const coordinates = new Float64Array(3);
  for (let i = 0; i < out.length; i++) {
    const sum = r[i] + g[i] + b[i];
    if (sum - sum !== 0) {
      out[i] = NaN;
      continue;
    }
    map(coordinates, r[i], g[i], b[i]);
    out[i] = coordinates[channel];
  }
}
