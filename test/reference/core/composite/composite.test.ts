import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compositeInto, COMPOSITE_METHODS, type CompositeLook } from '../../../../src/core/composite/index.ts';

interface Case {
  readonly kind: string;
  readonly width: number;
  readonly height: number;
  /** Null where they are those of the case before. */
  readonly images: readonly (readonly (number | null)[])[] | null;
  readonly look: Omit<CompositeLook, 'method'>;
  /** Red, green and blue levels of the pixels that are missing in no image, in hexadecimal. */
  readonly lupton: string;
  readonly channels: string;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../data/references/composite.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };
const MISSING = 0xff010203;

let images: readonly Float32Array[] = [];
const whole = cases.map((one) => {
  if (one.images) images = one.images.map((pixels) => Float32Array.from(pixels, (pixel) => pixel ?? NaN));
  return { ...one, images };
});

describe.each(COMPOSITE_METHODS)('a composite by %s', (method) => {
  it.each(whole)(
    'has the levels of astropy: $kind, $width × $height, stretch $look.stretch',
    ({ images: [red, green, blue], look, ...levels }) => {
      const rgba = new Uint32Array(red!.length);
      compositeInto(rgba, red!, green!, blue!, { ...look, method }, MISSING);
      const found: number[] = [];
      for (let i = 0; i < rgba.length; i++) {
        const missing = [red, green, blue].some((channel) => Number.isNaN(channel![i]));
        if (missing) expect(rgba[i]).toBe(MISSING);
        else found.push(rgba[i]! & 255, (rgba[i]! >> 8) & 255, (rgba[i]! >> 16) & 255);
        expect(rgba[i]! >>> 24).toBe(255);
      }
      expect(Buffer.from(found).toString('hex')).toBe(levels[method]);
    },
  );
});
