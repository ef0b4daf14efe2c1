import { describe, expect, it } from 'vitest';
import { imageTitle } from '../../../../src/renderer/state/imageTitle.ts';
import {
  applyAction,
  EMPTY_DOCUMENT,
  type Document,
  type FileDescription,
} from '../../../../src/shared/index.ts';

const files = new Map([['fakefile0001', { name: 'm13.fits' } as FileDescription]]);
const opened = applyAction(EMPTY_DOCUMENT, { type: 'add-image', handle: 'fakefile0001', hdu: 0 } as never);
const title = (document: Document, known: ReadonlyMap<string, FileDescription> = files): string =>
  imageTitle(document.images.at(-1)!, document, known);

describe('what an image is called', () => {
  it('is its file, or what it is while that is not known', () => {
    expect(title(opened)).toBe('m13.fits');
    expect(title(opened, new Map())).toBe('Image');
  });

  it('is the operation that makes it, with the file it comes from', () => {
    const image = opened.images[0]!.id;
    const blurred = applyAction(opened, { type: 'derive-image', image, operation: 'gaussian', params: {} });
    expect(title(blurred)).toBe('Gaussian blur · m13.fits');
    expect(title(blurred, new Map())).toBe('Gaussian blur');
    expect(imageTitle(blurred.images[0]!, blurred, files)).toBe('m13.fits');
  });

  it('names the files of all images that the operation takes, each once', () => {
    const second = applyAction(opened, { type: 'add-image', handle: 'fakefile0002', hdu: 0 } as never);
    const known = new Map([...files, ['fakefile0002', { name: 'm92.fits' } as FileDescription]]);
    const combined = (image: string, other: string, document: Document = second): Document =>
      applyAction(document, {
        type: 'derive-image',
        image,
        operation: 'arithmetic',
        params: {},
        others: { other },
      });
    const [a, b] = second.images.map(({ id }) => id) as [string, string];
    const difference = combined(b, a);
    expect(title(difference, known)).toBe('Arithmetic · m92.fits, m13.fits');
    expect(title(combined(a, a), known)).toBe('Arithmetic · m13.fits');
    // Through what was made of a file, and after that was closed.
    const blurred = applyAction(second, {
      type: 'derive-image',
      image: a,
      operation: 'gaussian',
      params: {},
    });
    const mixed = combined(b, blurred.active!, blurred);
    const closed = applyAction(mixed, { type: 'remove-image', image: blurred.active! });
    expect(title(closed, known)).toBe('Arithmetic · m92.fits, m13.fits');
  });

  it('is its own title before all', () => {
    const example = applyAction(EMPTY_DOCUMENT, { type: 'add-image-example', example: 'dynamic-threshold' });
    expect(example.images.map((image) => imageTitle(image, example, files))).toEqual([
      'Image',
      'Otsu (global)',
      'Adaptive, block 3',
    ]);
  });
});
