import { cos, pow, sin } from '../math/index.ts';
import { levelOf } from './channels.ts';

export interface CubehelixOptions {
  /** Colour at the dark end: 1 red, 2 green, 3 blue. */
  readonly start: number;
  /** Turns through red, green, blue from the dark end to the bright one. */
  readonly rotations: number;
  /** How strong the colours are; 0 is grey. */
  readonly hue: number;
  readonly gamma: number;
}
export const CUBEHELIX: CubehelixOptions = { start: 0.5, rotations: -1.5, hue: 1, gamma: 1 };

/** The 256 colours of a map whose brightness rises evenly while the hue winds about grey.
 * Source: D. A. Green, 2011, Bull. Astr. Soc. India 39, 289, equation 2. */
export function cubehelix({ start, rotations, hue, gamma }: CubehelixOptions): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const lightness = gamma === 1 ? i / 255 : pow(i / 255, gamma);
    const angle = 2 * Math.PI * (start / 3 + (rotations * i) / 255);
    const amplitude = (hue * lightness * (1 - lightness)) / 2;
    const c = amplitude * cos(angle);
    const s = amplitude * sin(angle);
    colours[3 * i] = levelOf(lightness - 0.14861 * c + 1.78277 * s);
    colours[3 * i + 1] = levelOf(lightness - 0.29227 * c - 0.90649 * s);
    colours[3 * i + 2] = levelOf(lightness + 1.97294 * c);
  }
  return colours;
}
