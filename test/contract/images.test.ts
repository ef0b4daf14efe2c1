import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { asinh } from '../../src/core/math/index.ts';
import { TILE_SIZE, type Step } from '../../src/shared/index.ts';
import { buildFits, extensionCards, imageCards, imageFile, pixelData } from '../support/buildFits.ts';
import { workerFile } from '../support/builtWorker.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { naivePixelMaxima } from '../support/naive/localMaxima.ts';
import { naiveLevel } from '../support/naive/pyramid.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
let engine: Engine;
let opened = 0;

beforeAll(() => {
  engine = createEngine({ workerFile, sampleFile: folder.write('sample.fits', starFile(9, 9)), threads: 2 });
});
afterAll(() => engine.close());

async function newWindow(): Promise<EngineWindow> {
  const window = new EngineWindow(engine, `w${++opened}`);
  await window.listen();
  return window;
}

const normalised = (value: number, maximum: number): number => asinh(value) / asinh(maximum);
const histogramStep = (input: string, params: Step['params']): Step => ({
  id: 'extra.histogram',
  operation: 'histogram',
  version: 1,
  params,
  inputs: { image: input },
});

describe('open and header', () => {
  const file = folder.write(
    'several.fits',
    buildFits(
      { cards: imageCards(8, [], [['EXTEND', true]]) },
      { cards: extensionCards('BINTABLE', 8, [4, 2], [['TFIELDS', 1], ['TFORM1', 'J'], ['TTYPE1', 'id']]), data: new Uint8Array(8) },
      {
        cards: extensionCards('IMAGE', -32, [3, 2, 2], [['EXTNAME', 'SCI'], ['EXTVER', 2], ['BUNIT', 'adu'], ['OBJECT', "<b>O'Neill</b>"]]),
        data: pixelData(-32, [...Array(12).keys()]),
      },
    ),
  );

  it('describe every HDU', async () => {
    const window = await newWindow();
    const description = await window.call('open', { handle: engine.adoptPath(file) });
    expect(description.firstImage).toBe(2);
    expect(description.hdus).toEqual([
      { index: 0, type: 'empty', name: 'PRIMARY', extver: 1, naxis: [], bitpix: 8, unit: '', unreadable: null },
      expect.objectContaining({ index: 1, type: 'bintable', naxis: [4, 2] }),
      { index: 2, type: 'image', name: 'SCI', extver: 2, naxis: [3, 2, 2], bitpix: -32, unit: 'adu', unreadable: null },
    ]);
  });

  it('give cards page by page', async () => {
    const window = await newWindow();
    const handle = engine.adoptPath(file);
    const all = await window.call('header', { handle, hdu: 2, start: 0, count: 2000 });
    expect(all.cards).toHaveLength(all.total);
    expect(all.cards.find((card) => card.keyword === 'OBJECT')?.value).toBe("<b>O'Neill</b>");
    const page = await window.call('header', { handle, hdu: 2, start: 3, count: 2 });
    expect(page).toEqual({ cards: all.cards.slice(3, 5), total: all.total });
    expect((await window.call('header', { handle, hdu: 2, start: 5000, count: 2 })).cards).toEqual([]);
    expect(await window.refusal('header', { handle, hdu: 3, start: 0, count: 1 })).toMatchObject({ code: 'not-found' });
  });

  it('an image that is no image, and a plane there is not, fail with a sentence', async () => {
    const window = await newWindow();
    await window.act({ type: 'add-image', handle: engine.adoptPath(file), hdu: 1 });
    expect((await window.failure('i1.picture')).code).toBe('no-image');
    await window.act({ type: 'set-hdu', image: 'i1', hdu: 9 });
    expect((await window.failure('i1.picture')).message).toContain('9');
    await window.act({ type: 'set-hdu', image: 'i1', hdu: 2 });
    await window.act({ type: 'set-params', step: 'i1.source', params: { plane: 3 } });
    expect((await window.failure('i1.picture')).message).toContain('planes 1 to 2');
    await window.act({ type: 'set-params', step: 'i1.source', params: { plane: 2 } });
    expect(await window.summary('i1.source', 'image')).toMatchObject({ minimum: 6, maximum: 11, planes: 2, unit: 'adu' });
  });
});

describe('evaluate', () => {
  const [width, height] = [61, 43];
  const pixels = starPixels(width, height);
  const finite = pixels.filter(Number.isFinite);
  const maximum = Math.max(...finite);
  const file = folder.write('stars.fits', starFile(width, height));
  const maxima = naivePixelMaxima({ data: Float32Array.from(pixels), width, height });

  it('answers with a job, whose events are lines of JSON that end with done', async () => {
    const window = await newWindow();
    await window.addImage(file);
    const { job } = await window.call('evaluate', { step: 'i1.picture' });
    expect(job).toMatch(/^j\d+$/);
    const outcome = await window.outcome(job);
    expect(outcome).toMatchObject({ ok: true, result: { job: 'evaluate', step: 'i1.picture' } });
    expect(window.events[0]).toEqual({ type: 'hello' });
    expect(window.events.filter((e) => 'job' in e && e.job === job).at(-1)?.type).toBe('done');
  });

  it('summarises images, limits, peaks, catalogues and histograms', async () => {
    const window = await newWindow();
    await window.addImage(file);
    const image = await window.summary('i1.picture', 'image');
    expect(image).toMatchObject({ width, height, originX: 0, originY: 0, pixelType: 'float32', offset: 0, levels: 0 });
    expect(image).toMatchObject({ minimum: Math.min(...finite), maximum, finite: finite.length });
    expect(image.maps.map((map) => map.map)).toEqual(['arcsinh-normalise', 'rescale', 'stretch']);
    expect(image.wcs).not.toBeNull();
    const limits = await window.summary('i1.limits', 'limits');
    const sorted = finite.toSorted((a, b) => a - b).map((value) => normalised(value, maximum));
    const at = (0.25 / 100) * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.floor(at) + 1]!];
    expect(limits.low).toBeCloseTo(below + (at % 1) * (above - below), 12);
    const peaks = await window.summary('i1.maxima', 'peaks');
    expect(peaks).toMatchObject({ count: maxima.length, kept: maxima.length, maximum });
    expect(peaks.histogram.counts.reduce((a, b) => a + b)).toBe(maxima.length);
    const above05 = maxima.filter(({ value }) => normalised(value, maximum) > 0.5);
    expect(await window.summary('i1.cut', 'catalogue')).toEqual({
      kind: 'catalogue',
      count: above05.length,
      rows: above05.length,
      maxima: maxima.length,
      columns: ['id', 'x', 'y', 'value', 'normalized', 'ra', 'dec'],
    });
  });

  it.each(['i1.source', 'i1.normalise', 'i1.rescale', 'i1.picture'])('counts every pixel of %s in its histogram', async (input) => {
    const window = await newWindow();
    await window.addImage(folder.write(`histogram-${input}.fits`, starFile(width, height, 9)));
    const values = starPixels(width, height, 9).filter(Number.isFinite);
    const steps = [histogramStep(input, { bins: 7, range: null })];
    const histogram = await window.summary('extra.histogram', 'histogram', steps);
    expect(histogram.counts).toHaveLength(7);
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(values.length);
    expect(histogram).toMatchObject({ below: 0, above: 0 });
    if (input !== 'i1.source') return;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const counts = new Array<number>(7).fill(0);
    for (const value of values) counts[Math.min(6, Math.floor(((value - low) / (high - low)) * 7))]!++;
    expect(histogram).toMatchObject({ low, high, counts });
  });

  it('counts the brightest pixel when the range ends with it', async () => {
    const window = await newWindow();
    await window.addImage(file);
    const { minimum } = await window.summary('i1.normalise', 'image');
    const range: [number, number] = [normalised(minimum, maximum), 1];
    const histogram = await window.summary('extra.histogram', 'histogram', [
      histogramStep('i1.normalise', { bins: 64, range }),
    ]);
    expect(histogram).toMatchObject({ below: 0, above: 0 });
  });

  it('refuses steps that do not fit together, as an event', async () => {
    const window = await newWindow();
    await window.addImage(file);
    const step = (operation: string, inputs: Record<string, string>, more: Partial<Step> = {}): Step[] => [
      { id: 'x', operation, version: 1, params: {}, inputs, ...more },
    ];
    const failure = async (steps: Step[]) => (await window.failure('x', steps)).code;
    expect((await window.failure('i4.cut')).code).toBe('not-found');
    expect(await failure(step('nonsense', {}))).toBe('bad-argument');
    expect(await failure(step('histogram', { image: 'i1.maxima' }))).toBe('bad-argument');
    expect(await failure(step('rescale', { image: 'i1.crop', limits: 'i1.crop' }))).toBe('bad-argument');
    expect(await failure(step('flux-cut', { peaks: 'i1.limits' }))).toBe('bad-argument');
    expect(await failure(step('histogram', {}))).toBe('bad-argument');
    expect(await failure(step('histogram', { image: 'x' }))).toBe('bad-argument');
    expect(await failure(step('histogram', { image: 'y' }))).toBe('not-found');
    expect(await failure(step('histogram', { image: 'i1.crop' }, { version: 2 }))).toBe('not-supported');
    expect(await failure(step('histogram', { image: 'i1.crop' }, { params: { bins: 0 } }))).toBe('bad-argument');
    expect(await failure(step('source', {}))).toBe('bad-argument');
    expect(await failure(step('crop', { image: 'i1.crop' }, { params: { section: { x0: 1, x1: 99, y0: 1, y1: 2 } } }))).toBe('bad-argument');
  });

  it('of an image without a value above 0, or without a finite pixel, fails with a sentence', async () => {
    const window = await newWindow();
    await window.addImage(folder.write('negative.fits', imageFile(-32, [4, 3], new Array(12).fill(-1))));
    expect(await window.failure('i1.picture')).toMatchObject({ code: 'bad-argument' });
    expect((await window.failure('i1.cut')).message).toContain('-1');
    await window.act({ type: 'set-stretch', image: 'i1', stretch: 'linear', inRange: null });
    expect(await window.summary('i1.picture', 'image')).toMatchObject({ maximum: -1 });
    await window.addImage(folder.write('missing.fits', imageFile(-32, [4, 3], new Array(12).fill(NaN))));
    for (const step of ['i2.picture', 'i2.limits', 'i2.cut']) expect((await window.failure(step)).message).toContain('finite');
    expect(await window.summary('i2.crop', 'image')).toMatchObject({ finite: 0, minimum: 0, maximum: 0 });
    const rows = await window.refusal('rows', { step: 'i2.cut', start: 0, count: 1 });
    expect(rows.code).toBe('bad-argument');
  });

  it('gives all kept maxima, brightest first', async () => {
    const window = await newWindow();
    await window.addImage(file, { x0: 11, x1: 50, y0: 6, y1: 40 });
    const peaks = await window.peaks('i1.maxima');
    const data = new Float32Array(40 * 35);
    for (let y = 0; y < 35; y++) data.set(pixels.slice((y + 5) * width + 10, (y + 5) * width + 50), y * 40);
    const naive = naivePixelMaxima({ data, width: 40, height: 35 });
    const brightest = naive.toSorted((a, b) => b.value - a.value || a.y - b.y || a.x - b.x);
    expect([...peaks.keys()]).toEqual(['x', 'y', 'value', 'normalized']);
    expect([...peaks.get('value')!]).toEqual(brightest.map((peak) => peak.value));
    expect([...peaks.get('x')!]).toEqual(brightest.map((peak) => peak.x + 11));
    expect([...peaks.get('y')!]).toEqual(brightest.map((peak) => peak.y + 6));
    expect((await window.refusal('peaks', { step: 'i1.cut' })).code).toBe('bad-argument');
  });

  it('pages, sorts and finds rows', async () => {
    const window = await newWindow();
    await window.addImage(file);
    await window.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut: 0.2 } });
    const rows = (more: object) => window.call('rows', { step: 'i1.cut', start: 0, count: 1000, ...more });
    const all = await rows({});
    expect(all.columns).toEqual(['id', 'x', 'y', 'value', 'normalized', 'ra', 'dec']);
    expect(all.rows.map(([id]) => id)).toEqual(all.rows.map((_, i) => i + 1));
    const chosen = maxima.filter(({ value }) => normalised(value, maximum) > 0.2);
    expect(all.rows.map((row) => row.slice(1, 4))).toEqual(chosen.map(({ x, y, value }) => [x + 1, y + 1, value]));
    expect(all.rows).toHaveLength(all.total);
    for (const [column, name] of all.columns.entries())
      for (const descending of [false, true]) {
        const sorted = await rows({ sort: name, descending });
        const values = sorted.rows.map((row) => row[column]!);
        expect(values).toEqual(values.toSorted((a, b) => (descending ? b - a : a - b)));
        expect(new Set(sorted.rows.map(([id]) => id)).size).toBe(all.total);
        const target = sorted.rows[5]!;
        const located = await rows({ sort: name, descending, start: 2, count: 3, locate: { x: target[1]!, y: target[2]! } });
        expect(located).toMatchObject({ located: 5, start: 2, rows: sorted.rows.slice(2, 5) });
      }
    expect((await rows({ locate: { x: 1.5, y: 1 } })).located).toBeNull();
    expect((await rows({ start: 5000 })).rows).toEqual([]);
    for (const sort of ['flux', 'toString', '__proto__', ''])
      expect(await window.refusal('rows', { step: 'i1.cut', start: 0, count: 1, sort })).toMatchObject({ code: 'bad-argument' });
  });
});

describe('pixel and cutout', () => {
  it('tell every digit of 64-bit integers, and what is missing', async () => {
    const window = await newWindow();
    const values = [9007199254740993n, -9223372036854775808n, 9223372036854775807n, 7n];
    await window.addImage(folder.write('int64.fits', imageFile(64, [2, 2], values, [['BLANK', 7]])));
    const pixel = (x: number, y: number) => window.call('pixel', { step: 'i1.crop', x, y });
    expect(await pixel(1, 1)).toEqual({ text: '9007199254740993', value: 9007199254740992, normalised: 9007199254740992 });
    expect((await pixel(2, 1)).text).toBe('-9223372036854775808');
    expect((await pixel(1, 2)).text).toBe('9223372036854775807');
    expect(await pixel(2, 2)).toEqual({ text: 'NaN', value: null, normalised: null });
    for (const [x, y] of [[0, 1], [3, 1], [1, 3], [-1, -1]] as const)
      expect((await window.refusal('pixel', { step: 'i1.crop', x, y })).code).toBe('bad-argument');
  });

  it('count in the whole image, also in a crop', async () => {
    const window = await newWindow();
    const pixels = starPixels(20, 12, 3);
    await window.addImage(folder.write('crop.fits', starFile(20, 12, 3)), { x0: 5, x1: 14, y0: 3, y1: 9 });
    const { value } = await window.call('pixel', { step: 'i1.source', x: 20, y: 12 });
    expect(value ?? NaN).toBe(pixels.at(-1));
    expect((await window.call('pixel', { step: 'i1.crop', x: 5, y: 3 })).value ?? NaN).toBe(pixels[2 * 20 + 4]);
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
    ['float64 far from 0', imageFile(-64, [1733, 777], random.map((v) => v * 1e-3 + 1e6)), random.map((v) => v * 1e-3 + 1e6)],
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
            const at = (y * TILE_SIZE + Math.floor(i / columns)) * expected.width + x * TILE_SIZE + (i % columns);
            const [a, b] = [tile[i]!, expected.data[at]!];
            if (Number.isNaN(b) !== Number.isNaN(a)) worst = Infinity;
            else if (a !== b && !Number.isNaN(b)) worst = Math.max(worst, Math.abs(a - b) / (Math.abs(b) + 1e-3));
          }
        }
      // Means are summed in another order; single pixels are the same to the last bit.
      expect(worst).toBeLessThanOrEqual(level === 0 ? 0 : 1e-5);
    }
    for (const address of [{ level: levels + 1, x: 0, y: 0 }, { level: 0, x: 4, y: 0 }, { level: 3, x: 0, y: 1 }])
      expect(await window.refusal('tile', { pixelsKey, ...address })).toMatchObject({ code: 'not-found' });
    expect((await window.refusal('tile', { pixelsKey: '0'.repeat(32), level: 0, x: 0, y: 0 })).code).toBe('not-found');
  });
});
