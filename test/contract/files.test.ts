import { describe, expect, it } from 'vitest';
import { buildFits, extensionCards, imageCards, pixelData } from '../support/buildFits.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);

describe('open and header', () => {
  const file = folder.write(
    'several.fits',
    buildFits(
      { cards: imageCards(8, [], [['EXTEND', true]]) },
      {
        cards: extensionCards(
          'BINTABLE',
          8,
          [4, 2],
          [
            ['TFIELDS', 1],
            ['TFORM1', 'J'],
            ['TTYPE1', 'id'],
          ],
        ),
        data: new Uint8Array(8),
      },
      {
        cards: extensionCards(
          'IMAGE',
          -32,
          [3, 2, 2],
          [
            ['EXTNAME', 'SCI'],
            ['EXTVER', 2],
            ['BUNIT', 'adu'],
            ['OBJECT', "<b>O'Neill</b>"],
          ],
        ),
        data: pixelData(-32, [...Array(12).keys()]),
      },
    ),
  );

  it('describe every HDU', async () => {
    const window = await newWindow();
    const description = await window.call('open', { handle: engine().adoptPath(file) });
    expect(description.firstImage).toBe(2);
    expect(description.hdus).toEqual([
      {
        index: 0,
        type: 'empty',
        name: 'PRIMARY',
        extver: 1,
        naxis: [],
        bitpix: 8,
        unit: '',
        unreadable: null,
      },
      expect.objectContaining({ index: 1, type: 'bintable', naxis: [4, 2] }),
      {
        index: 2,
        type: 'image',
        name: 'SCI',
        extver: 2,
        naxis: [3, 2, 2],
        bitpix: -32,
        unit: 'adu',
        unreadable: null,
      },
    ]);
  });

  it('give cards page by page', async () => {
    const window = await newWindow();
    const handle = engine().adoptPath(file);
    const all = await window.call('header', { handle, hdu: 2, start: 0, count: 2000 });
    expect(all.cards).toHaveLength(all.total);
    expect(all.cards.find((card) => card.keyword === 'OBJECT')?.value).toBe("<b>O'Neill</b>");
    const page = await window.call('header', { handle, hdu: 2, start: 3, count: 2 });
    expect(page).toEqual({ cards: all.cards.slice(3, 5), total: all.total });
    expect((await window.call('header', { handle, hdu: 2, start: 5000, count: 2 })).cards).toEqual([]);
    expect(await window.refusal('header', { handle, hdu: 3, start: 0, count: 1 })).toMatchObject({
      code: 'not-found',
    });
  });

  it('an image that is no image, and a plane there is not, fail with a sentence', async () => {
    const window = await newWindow();
    await window.act({ type: 'add-image', handle: engine().adoptPath(file), hdu: 1 });
    expect((await window.failure('i1.picture')).code).toBe('no-image');
    await window.act({ type: 'set-hdu', image: 'i1', hdu: 9 });
    expect((await window.failure('i1.picture')).message).toContain('9');
    await window.act({ type: 'set-hdu', image: 'i1', hdu: 2 });
    await window.act({ type: 'set-params', step: 'i1.source', params: { plane: 3 } });
    expect((await window.failure('i1.picture')).message).toContain('planes 1 to 2');
    await window.act({ type: 'set-params', step: 'i1.source', params: { plane: 2 } });
    expect(await window.summary('i1.source', 'image')).toMatchObject({
      minimum: 6,
      maximum: 11,
      planes: 2,
      unit: 'adu',
    });
  });
});
