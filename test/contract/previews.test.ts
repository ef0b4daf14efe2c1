import { describe, expect, it } from 'vitest';
import { Looks } from '../../src/renderer/state/looks.ts';
import {
  enlarged,
  sentSize,
  unpackPreviewHead,
  type ImageSummary,
  type PreviewHead,
  type TileAddress,
} from '../../src/shared/index.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { imageFile } from '../support/buildFits.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { newWindow } = testEngine(folder);
const file = folder.write('stars.fits', starFile(700, 600, 4));

/** Another sigma is another result: what one test has made is there for all. */
const windowWithBlur = (sigma: number) => windowWith('gaussian', { sigma });

async function windowWith(
  operation: string,
  params: Record<string, number | string>,
  of = file,
): Promise<EngineWindow> {
  const window = await newWindow();
  await window.addImage(of);
  await window.act({ type: 'derive-image', image: 'i1', operation, params });
  return window;
}

/** The head and the pixels of the tiles that follow it. */
async function previewOf(
  window: EngineWindow,
  tiles: readonly TileAddress[],
  asked: { exact?: boolean } = {},
) {
  const response = await window.request('preview', { step: 'i2.crop', tiles, ...asked });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  let at = 0;
  const read = (into: Uint8Array): Promise<void> => {
    into.set(bytes.subarray(at, (at += into.length)));
    return Promise.resolve();
  };
  const head = await unpackPreviewHead(read);
  const pixels: Float32Array<ArrayBuffer>[] = [];
  for (const { width, height } of head.tiles.map(sentSize)) {
    const tile = new Float32Array(width * height);
    await read(new Uint8Array(tile.buffer));
    pixels.push(tile);
  }
  expect(at).toBe(bytes.length);
  return { head, pixels };
}

describe('preview', () => {
  it('has the very pixels of the result where the image is not reduced', async () => {
    const window = await windowWithBlur(2);
    const places: TileAddress[] = [
      { level: 1, x: 0, y: 0 },
      { level: 0, x: 1, y: 1 },
      { level: 0, x: 0, y: 0 },
    ];
    const { head, pixels } = await previewOf(window, places, { exact: true });
    expect(head.tiles).toEqual([
      { ...places[0], width: 350, height: 300, step: 1 },
      { ...places[1], width: 188, height: 88, step: 1 },
      { ...places[2], width: 512, height: 512, step: 1 },
    ] satisfies PreviewHead['tiles']);
    const { pixelsKey } = await window.summary('i2.crop', 'image');
    expect(pixelsKey).not.toBe(head.summary!.pixelsKey);
    for (const [i, place] of places.entries())
      expect(pixels[i]).toEqual(new Float32Array(await window.bytes('tile', { pixelsKey, ...place })));
  });

  it('leaves out tiles that the image does not have, and is near where it is reduced', async () => {
    const window = await windowWithBlur(2.5);
    const { head, pixels } = await previewOf(window, [
      { level: 0, x: 2, y: 0 },
      { level: 2, x: 0, y: 0 },
      { level: 9, x: 0, y: 0 },
    ]);
    expect(head.tiles).toEqual([{ level: 2, x: 0, y: 0, width: 175, height: 150, step: 1 }]);
    const tileOf = async (step: string) => {
      const { pixelsKey } = await window.summary(step, 'image');
      return new Float32Array(await window.bytes('tile', { pixelsKey, level: 2, x: 0, y: 0 }));
    };
    const [exact, sharp] = [await tileOf('i2.crop'), await tileOf('i1.crop')];
    const distance = (of: Float32Array): number =>
      exact.reduce((sum, value, i) => sum + Math.abs(value - of[i]!), 0) / exact.length;
    expect(distance(pixels[0]!)).toBeGreaterThan(0);
    expect(distance(pixels[0]!)).toBeLessThan(distance(sharp) / 2);
  });

  it('is the image itself once that is there', async () => {
    const window = await windowWithBlur(3);
    const summary = await window.summary('i2.crop', 'image');
    const place = { level: 0, x: 1, y: 0 };
    const { head, pixels } = await previewOf(window, [place, { level: 0, x: 2, y: 0 }]);
    expect(head).toEqual({ summary, coarse: false, tiles: [{ ...place, width: 188, height: 512, step: 1 }] });
    const { pixelsKey } = summary;
    expect(pixels[0]).toEqual(new Float32Array(await window.bytes('tile', { pixelsKey, ...place })));
  });
});

describe('a preview of what depends on all pixels', () => {
  const large = folder.write('large.fits', starFile(1400, 1200, 5));
  const place = { level: 0, x: 1, y: 1 };

  it('is made of some of them at first, where they are many', async () => {
    const window = await windowWith('otsu', { nbins: 300 }, large);
    const first = await previewOf(window, [place]);
    expect(first.head.coarse).toBe(true);
    const exact = await previewOf(window, [place], { exact: true });
    expect(exact.head.coarse).toBe(false);
    expect(exact.head.summary!.pixelsKey).not.toBe(first.head.summary!.pixelsKey);
    const { facts } = await window.summary('i2.crop', 'image');
    expect(exact.head.summary!.facts).toEqual(facts);
    const [guessed, threshold] = [first.head.summary!.facts['threshold']!, facts['threshold']!];
    expect(Math.abs(guessed - threshold)).toBeLessThan(10);

    // What was looked at once is remembered.
    const again = await windowWith('triangle', { nbins: 300 }, large);
    expect((await previewOf(again, [place])).head.coarse).toBe(false);
  });

  it.each([
    ['subtracted', 100],
    ['background', 90],
    ['rms', 110],
  ])('tells where in a background it lies: %s', async (gives, boxSize) => {
    const window = await windowWith('mesh-background', { box_size: boxSize, gives }, ramp);
    const { head, pixels } = await previewOf(window, [place, { level: 2, x: 0, y: 0 }]);
    expect(head.coarse).toBe(true);
    const exact = await previewOf(window, [place, { level: 1, x: 1, y: 0 }], { exact: true });
    const { pixelsKey } = await window.summary('i2.crop', 'image');
    const tile = async (at: TileAddress) =>
      new Float32Array(await window.bytes('tile', { pixelsKey, ...at }));
    for (const [i, { level, x, y }] of exact.head.tiles.entries())
      expect(largestDistance(exact.pixels[i]!, await tile({ level, x, y })), `level ${level}`).toBe(0);
    // The ramp goes up by thousands.
    for (const [i, { level, x, y }] of head.tiles.entries())
      expect(medianOfDistances(pixels[i]!, await tile({ level, x, y }))).toBeLessThan(15);
  });

  const ramp = folder.write('ramp.fits', imageFile(-32, [1400, 1200], rampPixels(1400, 1200)));

  function rampPixels(width: number, height: number): number[] {
    const noise = starPixels(width, height, 6);
    return noise.map((value, i) => (i % width) * 2 + Math.floor(i / width) + value);
  }

  function largestDistance(a: Float32Array, b: Float32Array): number {
    return a.reduce(
      (most, value, i) => (value === b[i] ? most : Math.max(most, Math.abs(value - b[i]!) || 0)),
      0,
    );
  }

  function medianOfDistances(a: Float32Array, b: Float32Array): number {
    return a.map((value, i) => Math.abs(value - b[i]!)).sort()[Math.floor(a.length / 2)]!;
  }
});

describe('a preview that takes long', () => {
  const places: TileAddress[] = [
    { level: 0, x: 0, y: 0 },
    { level: 0, x: 1, y: 1 },
    { level: 2, x: 0, y: 0 },
  ];
  /** Pixels weigh by their places alone. */
  const blurSlowly = (sigma: number) => windowWith('bilateral', { sigma_spatial: sigma, sigma_color: 1e6 });

  it('is coarse at first, and near the exact one', async () => {
    const window = await blurSlowly(4);
    const coarse = await previewOf(window, places);
    expect(coarse.head).toMatchObject({
      coarse: true,
      tiles: [
        { ...places[0], width: 512, height: 512, step: 4 },
        { ...places[1], width: 188, height: 88, step: 4 },
        { ...places[2], width: 175, height: 150, step: 1 },
      ],
    });
    expect(coarse.pixels.map(({ length }) => length)).toEqual([128 * 128, 47 * 22, 175 * 150]);

    const exact = await previewOf(window, places, { exact: true });
    expect(exact.head.coarse).toBe(false);
    expect(exact.head.tiles.map(({ step }) => step)).toEqual([1, 1, 1]);
    expect(exact.head.summary!.pixelsKey).not.toBe(coarse.head.summary!.pixelsKey);

    const { pixelsKey } = await window.summary('i1.crop', 'image');
    for (const i of [0, 1]) {
      const tile = coarse.head.tiles[i]!;
      const enlargedTile = enlarged(coarse.pixels[i]!, tile);
      const sharp = new Float32Array(await window.bytes('tile', { pixelsKey, ...places[i]! }));
      // Missing pixels are left out of what is coarse.
      const from = (of: Float32Array): number =>
        of.reduce((sum, value, at) => {
          const apart = Math.abs(value - exact.pixels[i]![at]!);
          return Number.isNaN(apart) ? sum : sum + apart;
        }, 0);
      expect(from(enlargedTile)).toBeLessThan(from(sharp) / 2);
      // By itself it is the same.
      const alone = await window.bytes('tile', { ...places[i]!, pixelsKey: coarse.head.summary!.pixelsKey });
      expect(new Float32Array(alone)).toEqual(enlargedTile);
    }
  });

  it('stops when nobody reads on', { timeout: 15_000 }, async () => {
    const quick = await windowWithBlur(5);
    const window = await blurSlowly(20);
    // To the end, each would take so long that the time of a test would not do for all.
    for (let looks = 0; looks < 4; looks++) {
      const response = await window.request('preview', { step: 'i2.crop', tiles: places, exact: true });
      await response.body!.cancel();
      expect((await previewOf(quick, [places[1]!], { exact: true })).pixels).toHaveLength(1);
    }
  });
});

describe('looks', () => {
  it('hand the tiles on that came along, and fetch the others', async () => {
    const window = await windowWithBlur(3.5);
    const fetched: string[] = [];
    const looks = new Looks(
      {
        stream: async (name, body) => (await window.request(name, body)).body!,
        binary: (name, body) => {
          fetched.push(JSON.stringify(body));
          return window.bytes(name, body);
        },
      },
      (image) => (image === 'i1' ? [{ level: 0, x: 1, y: 0 }] : []),
    );
    const summaries: ImageSummary[] = [];
    await looks.look({ step: 'i2.crop' }, ['i2', 'i1'], (summary) => summaries.push(summary));
    const { pixelsKey } = summaries[0]!;
    const [along, other] = await Promise.all([
      looks.fetchTile(pixelsKey, 0, 1, 0),
      looks.fetchTile(pixelsKey, 1, 0, 0),
    ]);
    expect([along.pixels.length, other.pixels.length]).toEqual([188 * 512, 350 * 300]);
    expect(fetched).toEqual([JSON.stringify({ pixelsKey, level: 1, x: 0, y: 0 })]);
    expect(along.pixels).toEqual(
      new Float32Array(await window.bytes('tile', { pixelsKey, level: 0, x: 1, y: 0 })),
    );
  });

  it('fetch a tile by itself where the answer broke off', async () => {
    const window = await windowWithBlur(4);
    const looks = new Looks(
      {
        // All but the last byte.
        stream: async (name, body) => {
          const bytes = new Uint8Array(await (await window.request(name, body)).arrayBuffer());
          return new Blob([bytes.subarray(0, -1)]).stream();
        },
        binary: (name, body) => window.bytes(name, body),
      },
      () => [{ level: 1, x: 0, y: 0 }],
    );
    const keys: string[] = [];
    const look = looks.look({ step: 'i2.crop' }, ['i2'], ({ pixelsKey }) => keys.push(pixelsKey));
    await expect(look).rejects.toThrow('ended');
    expect((await looks.fetchTile(keys[0]!, 1, 0, 0)).pixels.length).toBe(350 * 300);
  });
});
