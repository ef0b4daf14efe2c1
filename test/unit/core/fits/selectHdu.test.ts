import { describe, expect, it } from 'vitest';
import {
  findHdu,
  parseFileArgument,
  readerOfBytes,
  scanHdus,
  selectHdu,
} from '../../../../src/core/fits/index.ts';
import {
  buildFits,
  extensionCards,
  imageCards,
  pixelData,
  type CardInput,
} from '../../../support/buildFits.ts';

const image = (more: readonly CardInput[]) => ({
  cards: extensionCards('IMAGE', 16, [2], more),
  data: pixelData(16, [1, 2]),
});
const { hdus } = scanHdus(
  readerOfBytes(
    buildFits(
      { cards: imageCards(8, []) },
      {
        cards: extensionCards(
          'BINTABLE',
          8,
          [4, 3],
          [
            ['EXTNAME', 'CAT'],
            ['TFIELDS', 1],
            ['TFORM1', 'J'],
          ],
        ),
        data: new Uint8Array(12),
      },
      image([
        ['BSCALE', 0],
        ['EXTNAME', 'BAD'],
      ]),
      image([
        ['EXTNAME', 'SCI'],
        ['EXTVER', 1],
      ]),
      image([
        ['EXTNAME', 'SCI'],
        ['EXTVER', 2],
      ]),
    ),
  ),
  () => undefined,
);
const hduOf = (suffix: string) => parseFileArgument(`f${suffix}`).hdu;

describe('selectHdu', () => {
  it('takes the first whole image, or the one that is named', () => {
    expect(selectHdu(hdus).index).toBe(3);
    expect(selectHdu(hdus, hduOf('[4]')).index).toBe(4);
    expect(selectHdu(hdus, hduOf('[sci]')).index).toBe(3);
    expect(selectHdu(hdus, hduOf('[Sci,2]')).index).toBe(4);
    expect(findHdu(hdus, hduOf('[PRIMARY]')!).index).toBe(0);
  });

  it('says what there is', () => {
    const list =
      'HDU 0 PRIMARY (empty), HDU 1 CAT (bintable, 3 rows), HDU 2 BAD (image 2), HDU 3 SCI (image 2), HDU 4 SCI (image 2).';
    expect(() => selectHdu(hdus, hduOf('[9]'))).toThrow(`There is no HDU 9; the file has ${list}`);
    expect(() => selectHdu(hdus, hduOf('[SCI,3]'))).toThrow('There is no HDU SCI,3;');
    expect(() => selectHdu(hdus, hduOf('[CAT]'))).toThrow(
      `HDU 1 CAT has no image data; the file has ${list}`,
    );
    expect(() => selectHdu(hdus.slice(0, 2))).toThrow(
      'The file has no image data; it has HDU 0 PRIMARY (empty), HDU 1 CAT (bintable, 3 rows).',
    );
  });

  it('gives the fault of a damaged image that is asked for or is the only one', () => {
    expect(() => selectHdu(hdus, hduOf('[BAD]'))).toThrow('BSCALE = 0');
    expect(() => selectHdu(hdus.slice(0, 3))).toThrow('BSCALE = 0');
  });
});
