import { describe, expect, it } from 'vitest';
import { imageHistory } from '../../../src/engine/imageOrigin.ts';
import { makeStep } from '../../../src/shared/index.ts';

const section = { x0: 1, x1: 50, y0: 1, y1: 40 };
const steps = [
  makeStep('i1.source', 'source', { hdu: 1 }, {}, 'handle01'),
  makeStep('i1.crop', 'crop', { section }, { image: 'i1.source' }),
  makeStep('i2.source', 'gaussian', { sigma: 2 }, { image: 'i1.crop' }),
  makeStep('i2.crop', 'crop', {}, { image: 'i2.source' }),
  makeStep('i3.source', 'otsu', {}, { image: 'i1.crop' }),
  makeStep('i4.source', 'source', { hdu: 0 }, {}, 'handle02'),
  makeStep('i5.source', 'arithmetic', {}, { image: 'i2.crop', other: 'i4.source' }),
];

describe('imageHistory', () => {
  it('tells the file and the operations that lead to an image, and no others', () => {
    const lines = imageHistory({ version: 1, steps }, 'i2.crop', (handle) => `${handle}.fits`);
    expect(lines).toEqual([
      expect.stringMatching(/^source "handle01\.fits" hdu=1\b/),
      `crop section=${JSON.stringify(section)}`,
      expect.stringMatching(/^gaussian sigma=2 /),
    ]);
  });

  it('tells which file another image came from', () => {
    const lines = imageHistory({ version: 1, steps }, 'i5.source', (handle) => `${handle}.fits`);
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toMatch(/^arithmetic .*other="handle02\.fits"$/);
  });
});
