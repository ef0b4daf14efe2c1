import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DecodedPicture } from '../../../../src/workers/picture/decoded.ts';
import { decodeJpeg } from '../../../../src/workers/picture/jpeg.ts';
import { exifOrientation, upright } from '../../../../src/workers/picture/orientation.ts';
import { decodeTiff } from '../../../../src/workers/picture/tiff.ts';
import { jpegFile } from '../../../support/pictureFiles.ts';

interface Orientation {
  readonly orientation: number;
  readonly jpeg: string;
  readonly tiff: string;
  readonly width: number;
  readonly height: number;
  readonly squares: readonly (readonly number[])[];
}
const { orientations } = JSON.parse(
  readFileSync(new URL('../../../data/references/pictures.json', import.meta.url), 'utf8'),
) as { readonly orientations: readonly Orientation[] };
const limits = { maxPixels: 1e6, maxBytes: 1e7 };

/** The middle of each square of eight pixels of the upright picture. */
function squares({ width, height, orientation, samples, stride }: DecodedPicture): number[][] {
  const picture = upright(width, height, orientation);
  return Array.from({ length: picture.height / 8 }, (_, row) =>
    Array.from({ length: picture.width / 8 }, (_, column) => {
      const at = picture.start + (8 * column + 4) * picture.xStep + (8 * row + 4) * picture.yStep;
      return Math.round(samples[at * stride]! / 80) * 80;
    }),
  );
}

describe('orientation', () => {
  it.each(orientations.map((one) => [one.orientation, one] as const))('%i stands upright', (number, one) => {
    const jpeg = decodeJpeg(Buffer.from(one.jpeg, 'base64'), limits);
    const tiff = decodeTiff(Buffer.from(one.tiff, 'base64'), limits);
    for (const picture of [jpeg, tiff]) {
      expect(upright(picture.width, picture.height, picture.orientation)).toMatchObject({
        width: one.width,
        height: one.height,
      });
      expect(squares(picture)).toEqual(one.squares);
      expect(picture.warnings.map(({ code }) => code)).toEqual(number === 1 ? [] : ['orientation']);
    }
  });

  it('is said in words', () => {
    const { jpeg } = orientations.find(({ orientation }) => orientation === 6)!;
    expect(decodeJpeg(Buffer.from(jpeg, 'base64'), limits).warnings).toEqual([
      {
        code: 'orientation',
        message:
          'The JPEG file asks for its picture to be turned by 90° clockwise (orientation 6), which was done.',
      },
    ]);
  });

  it('of a JPEG without EXIF, or with a broken one, is as it is stored', () => {
    const plain = jpegFile(8, 8, Array<number>(256).fill(255));
    expect(exifOrientation(plain)).toBe(1);
    const exif = Buffer.from(orientations[5]!.jpeg, 'base64');
    expect(exifOrientation(exif)).toBe(6);
    const start = exif.indexOf('Exif\0\0') + 6;
    for (let at = start; at < start + 20; at++) {
      const broken = Buffer.from(exif);
      broken[at]! ^= 0xff;
      expect([1, 6]).toContain(exifOrientation(broken));
      expect(exifOrientation(exif.subarray(0, at))).toBe(1);
    }
    const unknown = Buffer.from(exif);
    const value = unknown.indexOf(6, unknown.indexOf(Buffer.from([0x12]), start));
    unknown[value] = 77;
    expect(exifOrientation(unknown)).toBe(1);
  });
});
