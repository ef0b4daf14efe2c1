import { afterAll, describe, expect, it } from 'vitest';
import { createParts, silentWork } from '../../src/engine/index.ts';
import { PRIORITY } from '../../src/engine/priorityQueue.ts';
import { reductionNamed } from '../../src/core/reductions/index.ts';
import { skyFromPixel, toIcrs, type Wcs } from '../../src/core/wcs/index.ts';
import { planeShape } from '../../src/shared/planes.ts';
import { buildFits, extensionCards, imageCards, pixelData } from '../support/buildFits.ts';
import { workerFile } from '../support/builtWorker.ts';
import { starFile, starPixels, TAN_CARDS } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const parts = createParts({ workerFile, threads: 1 });
afterAll(() => parts.pool.close());

/** What a value becomes on its way to another thread and back. */
const travelled = <T>(value: T): T => structuredClone(value);

describe('what travels between threads', () => {
  const several = folder.write(
    'several.fits',
    buildFits(
      { cards: imageCards(8, [], [['EXTEND', true]]) },
      {
        cards: extensionCards('IMAGE', -32, [9, 7], [['EXTNAME', 'SCI'], ...TAN_CARDS]),
        data: pixelData(-32, starPixels(9, 7)),
      },
      { cards: extensionCards('IMAGE', 64, [2, 1], [['BLANK', 5]]), data: pixelData(64, [1n, 2n ** 62n]) },
    ),
  );

  it('is the same on the other side: files, sources and warnings', async () => {
    const handle = parts.handles.adopt(several);
    const open = await parts.sources.open(handle);
    expect(travelled(open)).toStrictEqual(open);
    for (const index of [1, 2]) {
      const source = await parts.sources.image(handle, index, 1);
      expect(travelled(source)).toStrictEqual(source);
      // The window gets the sky as JSON, which has no NaN and no -0: positions must be the same to the last bit.
      if (!source.wcs) continue;
      const there = JSON.parse(JSON.stringify(source.wcs)) as Wcs;
      for (const [x, y] of [
        [1, 1],
        [9, 7],
        [4.25, 3.5],
      ] as const) {
        const sky = skyFromPixel(source.wcs, x, y)!;
        expect(skyFromPixel(there, x, y)).toEqual(sky);
        expect(toIcrs(there, sky.lon, sky.lat)).toEqual(toIcrs(source.wcs, sky.lon, sky.lat));
      }
    }
  });

  it('is the same on the other side: partial results of every reduction', async () => {
    const { plane } = await parts.sources.image(
      parts.handles.adopt(folder.write('one.fits', starFile(50, 130))),
      0,
      1,
    );
    const requests = [
      { name: 'statistics', params: {} },
      { name: 'pixel-maxima', params: { cap: 100, floor: -Infinity } },
      { name: 'plateau-maxima', params: { cap: 100, floor: -Infinity } },
      { name: 'value-histogram', params: { edges: Float64Array.of(0, 1, 2) } },
      { name: 'peak-histogram', params: { edges: Float64Array.of(0, 1, 2) } },
    ];
    const run = (y0: number, y1: number) =>
      parts.pool.run(
        'pass',
        { plane, y0, y1, reductions: requests, store: null, control: silentWork().control },
        PRIORITY.asked,
      );
    const [whole, upper, lower] = [await run(0, 130), await run(0, 64), await run(64, 130)];
    const shape = planeShape(plane);
    for (const [i, { name, params }] of requests.entries()) {
      const { merge, finish } = reductionNamed(name);
      expect(travelled(whole[i]), name).toStrictEqual(whole[i]);
      const here = finish(merge(upper[i], lower[i], params, shape), params, shape);
      const there = finish(merge(travelled(upper[i]), travelled(lower[i]), params, shape), params, shape);
      expect(there, name).toStrictEqual(here);
    }
  });

  it('a failure keeps its code and its remedy', async () => {
    const run = parts.pool.run('scan', { path: folder.file('none.fits') }, PRIORITY.asked);
    await expect(run).rejects.toMatchObject({
      code: 'file-missing',
      remedy: expect.stringContaining('moved') as string,
    });
    const wrong = parts.pool.run('pass', { plane: null } as never, PRIORITY.asked);
    await expect(wrong).rejects.toMatchObject({ code: 'internal' });
  });
});
