import { describe, expect, it } from 'vitest';
import { TILE_SIZE } from '../../src/shared/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { naiveLevel } from '../support/naive/pyramid.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { newWindow } = testEngine(folder);

describe('pixel and cutout', () => {
  it('tell every digit of 64-bit integers, and what is missing', async () => {
    const window = await newWindow();
    const values = [9007199254740993n, -9223372036854775808n, 9223372036854775807n, 7n];
    await window.addImage(folder.write('int64.fits', imageFile(64, [2, 2], values, [['BLANK', 7]])));
    const pixel = (x: number, y: number) => window.call('pixel', { step: 'i1.crop', x, y });
    expect(await pixel(1, 1)).toEqual({
      text: '9007199254740993',
      value: 9007199254740992,
      normalised: 9007199254740992,
    });
    expect((await pixel(2, 1)).text).toBe('-9223372036854775808');
    expect((await pixel(1, 2)).text).toBe('9223372036854775807');
    expect(await pixel(2, 2)).toEqual({ text: 'NaN', value: null, normalised: null });
    for (const [x, y] of [
      [0, 1],
      [3, 1],
      [1, 3],
      [-1, -1],
    ] as const)
      expect((await window.refusal('pixel', { step: 'i1.crop', x, y })).code).toBe('bad-argument');
  });

  it('count in the whole image, also in a crop', async () => {
    const window = await newWindow();
    const pixels = starPixels(20, 12, 3);
    await window.addImage(folder.write('crop.fits', starFile(20, 12, 3)), { x0: 5, x1: 14, y0: 3, y1: 9 });
    const { value } = await window.call('pixel', { step: 'i1.source', x: 20, y: 12 });
    expect(value ?? NaN).toBe(pixels.at(-1));
    expect((await window.call('pixel', { step: 'i1.crop', x: 5, y: 3 })).value ?? NaN).toBe(
      pixels[2 * 20 + 4],
    );
    expect((await window.refusal('pixel', { step: 'i1.crop', x: 4, y: 3 })).code).toBe('bad-argument');
    const cutout = await window.call('cutout', { step: 'i1.crop', x: 6, y: 4, size: 5 });
    expect(cutout).toMatchObject({ x0: 4, y0: 2, size: 5 });
    const expected = Array.from({ length: 25 }, (_, i) => {
      const [x, y] = [4 + (i % 5), 2 + Math.floor(i / 5)];
      const inside = x >= 5 && x <= 14 && y >= 3 && y <= 9;
      const there = inside ? pixels[(y - 1) * 20 + x - 1]! : NaN;
      return Number.isFinite(there) ? there : null;
    });
    expect(cutout.values).toEqual(expected);
    expect(cutout.profile[0]).toEqual({ radius: 0, mean: pixels[3 * 20 + 5] });
    const far = await window.call('cutout', { step: 'i1.crop', x: 1e300, y: -1e300, size: 3 });
    expect(far.values).toEqual(new Array(9).fill(null));
  });
});

describe('tile', () => {
  const random = starPixels(1733, 777, 5);
  it.each([
    ['float32', imageFile(-32, [1733, 777], random), random],
    [
      'float64 far from 0',
      imageFile(
        -64,
        [1733, 777],
        random.map((v) => v * 1e-3 + 1e6),
      ),
      random.map((v) => v * 1e-3 + 1e6),
    ],
  ])('%s: every tile of every level is the mean of its finite pixels', async (name, bytes, pixels) => {
    const window = await newWindow();
    await window.addImage(folder.write(`tiles ${name}.fits`, bytes));
    const { pixelsKey, levels, offset, width, height } = await window.summary('i1.crop', 'image');
    expect([width, height, levels]).toEqual([1733, 777, 3]);
    if (name === 'float32') expect(offset).toBe(0);
    else expect(Math.abs(offset - 1e6)).toBeLessThan(1);
    for (let level = 0; level <= levels; level++) {
      const expected = naiveLevel(pixels, width, height, level, offset);
      let worst = 0;
      for (let y = 0; y * TILE_SIZE < expected.height; y++)
        for (let x = 0; x * TILE_SIZE < expected.width; x++) {
          const tile = new Float32Array(await window.bytes('tile', { pixelsKey, level, x, y }));
          const columns = Math.min(TILE_SIZE, expected.width - x * TILE_SIZE);
          const rows = Math.min(TILE_SIZE, expected.height - y * TILE_SIZE);
          expect(tile.length).toBe(columns * rows);
          for (let i = 0; i < tile.length; i++) {
            const at =
              (y * TILE_SIZE + Math.floor(i / columns)) * expected.width + x * TILE_SIZE + (i % columns);
            const [a, b] = [tile[i]!, expected.data[at]!];
            if (Number.isNaN(b) !== Number.isNaN(a)) worst = Infinity;
            else if (a !== b && !Number.isNaN(b))
              worst = Math.max(worst, Math.abs(a - b) / (Math.abs(b) + 1e-3));
          }
        }
      // Means are summed in another order; single pixels are the same to the last bit.
      expect(worst).toBeLessThanOrEqual(level === 0 ? 0 : 1e-5);
    }
    for (const address of [
      { level: levels + 1, x: 0, y: 0 },
      { level: 0, x: 4, y: 0 },
      { level: 3, x: 0, y: 1 },
    ])
      expect(await window.refusal('tile', { pixelsKey, ...address })).toMatchObject({ code: 'not-found' });
    expect((await window.refusal('tile', { pixelsKey: '0'.repeat(32), level: 0, x: 0, y: 0 })).code).toBe(
      'not-found',
    );
  });
});
