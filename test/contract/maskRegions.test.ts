import { describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { newWindow } = testEngine(folder);

const WIDTH = 12;
const HEIGHT = 9;
/** Two bright squares of 3 x 3 pixels, the second with a dark middle, and a bright pixel. */
const pixels = new Array<number>(WIDTH * HEIGHT).fill(0);
for (const [x, y] of [
  [1, 1],
  [6, 4],
] as const)
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) pixels[(y + row) * WIDTH + x + column] = 100;
pixels[5 * WIDTH + 7] = 0;
pixels[WIDTH + 10] = 100;

describe('regions of a mask', () => {
  const file = folder.write('squares.fits', imageFile(-32, [WIDTH, HEIGHT], pixels));
  const asked = { connectivity: 2, least_pixels: 2, most: 10, tolerance: 0 } as const;

  it('are polygons in pixels of the whole image, also for a section of it, and can be added as they come', async () => {
    const window = await newWindow();
    await window.addImage(file);
    await window.act({
      type: 'set-params',
      step: 'i1.crop',
      params: { section: { x0: 1, x1: 11, y0: 1, y1: 8 } },
    });
    await window.act({ type: 'derive-image', image: 'i1', operation: 'otsu', params: {} });
    const found = await window.call('maskRegions', { step: 'i2.crop', ...asked });
    expect(found).toMatchObject({ objects: 3, small: 1, beyond: 0, holes: 1, coarser: 0 });
    const corners = found.regions.map(({ shape }) => (shape.kind === 'polygon' ? shape.corners : []));
    expect(corners).toEqual([
      [
        [1.5, 1.5],
        [4.5, 1.5],
        [4.5, 4.5],
        [1.5, 4.5],
      ],
      [
        [6.5, 4.5],
        [9.5, 4.5],
        [9.5, 7.5],
        [6.5, 7.5],
      ],
    ]);
    await window.act({ type: 'add-regions', image: 'i1', regions: found.regions as never });
    const { document } = await window.call('document', {});
    expect(document.images[0]!.regions.map(({ id }) => id)).toEqual(['r1', 'r2']);
    await window.act({ type: 'undo' });
    expect((await window.call('document', {})).document.images[0]!.regions).toEqual([]);
  });

  it('are refused for what is no image, and for numbers out of range', async () => {
    const window = await newWindow();
    await window.addImage(file);
    expect(await window.refusal('maskRegions', { step: 'i1.maxima', ...asked })).toMatchObject({
      code: 'bad-argument',
    });
    const wrong = { step: 'i1.crop', ...asked, least_pixels: 0 };
    expect(await window.refusal('maskRegions', wrong)).toMatchObject({ code: 'bad-argument' });
  });
});
