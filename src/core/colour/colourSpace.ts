import { exp, log } from '../math/index.ts';

export type ColourSpace = 'hsv' | 'lab' | 'xyz' | 'ycbcr';

/** Writes the three coordinates of a colour in a space into `out`. */
export type ColourMap = (out: Float64Array, red: number, green: number, blue: number) => void;

/** White of the CIE's illuminant D65 for the 2° observer. */
const WHITE = [0.95047, 1, 1.08883] as const;

/** From red, green and blue (sRGB, 0 … 1) to the coordinates of a colour space.
 *
 * Method: hsv: hue as a share of the circle, saturation, value. xyz: CIE 1931, by sRGB's curve and matrix. lab: CIE 1976 with
 *         D65, L 0 … 100. ycbcr: ITU-R BT.601, Y 16 … 235, Cb and Cr 16 … 240.
 * Shape:  three numbers in, three out.
 * Units:  shares of full intensity in.
 * Non-finite and masked: a matter of the caller.
 * Errors: none.   Cost: lab takes six logarithms and six exponentials a pixel.
 * Source: IEC 61966-2-1; CIE 15:2004; Smith, 1978, SIGGRAPH 78, 12 (HSV); ITU-R BT.601; constants as scikit-image 0.19.
 * Checked against: scikit-image 0.19, rtol 1e-10. */
export const COLOUR_MAPS: Readonly<Record<ColourSpace, ColourMap>> = { hsv, lab, xyz, ycbcr };

function hsv(out: Float64Array, red: number, green: number, blue: number): void {
  const value = Math.max(red, green, blue);
  const range = value - Math.min(red, green, blue);
  let hue = 0;
  if (range !== 0) {
    if (blue === value) hue = 4 + (red - green) / range;
    else if (green === value) hue = 2 + (blue - red) / range;
    else hue = (green - blue) / range;
    hue /= 6;
    hue -= Math.floor(hue);
  }
  out[0] = hue;
  out[1] = range === 0 ? 0 : range / value;
  out[2] = value;
}

function xyz(out: Float64Array, red: number, green: number, blue: number): void {
  const r = linear(red);
  const g = linear(green);
  const b = linear(blue);
  out[0] = 0.412453 * r + 0.35758 * g + 0.180423 * b;
  out[1] = 0.212671 * r + 0.71516 * g + 0.072169 * b;
  out[2] = 0.019334 * r + 0.119193 * g + 0.950227 * b;
}

function linear(value: number): number {
  return value > 0.04045 ? exp(2.4 * log((value + 0.055) / 1.055)) : value / 12.92;
}

function lab(out: Float64Array, red: number, green: number, blue: number): void {
  xyz(out, red, green, blue);
  const x = lightness(out[0] / WHITE[0]);
  const y = lightness(out[1] / WHITE[1]);
  const z = lightness(out[2] / WHITE[2]);
  out[0] = 116 * y - 16;
  out[1] = 500 * (x - y);
  out[2] = 200 * (y - z);
}

function lightness(share: number): number {
  return share > 0.008856 ? exp(log(share) / 3) : 7.787 * share + 16 / 116;
}

function ycbcr(out: Float64Array, red: number, green: number, blue: number): void {
  out[0] = 65.481 * red + 128.553 * green + 24.966 * blue + 16;
  out[1] = -37.797 * red - 74.203 * green + 112 * blue + 128;
  out[2] = 112 * red - 93.786 * green - 18.214 * blue + 128;
}
