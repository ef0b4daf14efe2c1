import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  compositeInto,
  COMPOSITE_METHODS,
  type CompositeLook,
} from '../../../../src/core/composite/index.ts';

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
      const expected = Buffer.from(levels[method], 'hex');
      let at = 0;
      for (let i = 0; i < rgba.length; i++) {
        if ([red, green, blue].some((channel) => Number.isNaN(channel![i]))) {
          expect(rgba[i]).toBe(MISSING);
          continue;
        }
        const found = [rgba[i]! & 255, (rgba[i]! >> 8) & 255, (rgba[i]! >> 16) & 255];
        const theirs = [...expected.subarray(at, at + 3)];
        at += 3;
        expect(rgba[i]! >>> 24).toBe(255);
        // x 255 / x is a little less than 255 for some x: then they have one level less.
        const rounded = method === 'lupton' && found.includes(255);
        expect(
          rounded ? found.map((level, j) => (level === theirs[j]! + 1 ? level - 1 : level)) : found,
        ).toEqual(theirs);
      }
      expect(at).toBe(expected.length);
    },
  );
});
