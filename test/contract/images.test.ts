import { describe, expect, it } from 'vitest';
import { asinh } from '../../src/core/math/index.ts';
import type { Step } from '../../src/shared/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { naivePixelMaxima } from '../support/naive/localMaxima.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { newWindow } = testEngine(folder);

const normalised = (value: number, maximum: number): number => asinh(value) / asinh(maximum);
const histogramStep = (input: string, params: Step['params']): Step => ({
  id: 'extra.histogram',
  operation: 'histogram',
  version: 1,
  params,
  inputs: { image: input },
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
    expect(image).toMatchObject({
      width,
      height,
      originX: 0,
      originY: 0,
      pixelType: 'float32',
      offset: 0,
      levels: 0,
    });
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

  it.each(['i1.source', 'i1.normalise', 'i1.rescale', 'i1.picture'])(
    'counts every pixel of %s in its histogram',
    async (input) => {
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
    },
  );

  it('counts the maxima of large integers that lie close together', async () => {
    const window = await newWindow();
    const values = Array.from({ length: 400 }, (_, i) => 2n ** 53n + BigInt((i * 7919) % 1000));
    await window.addImage(folder.write('large.fits', imageFile(64, [20, 20], values)));
    const { count, histogram } = await window.summary('i1.maxima', 'peaks');
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(count);
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
    expect(await failure(step('histogram', { image: 'i1.crop' }, { params: { bins: 0 } }))).toBe(
      'bad-argument',
    );
    expect(await failure(step('source', {}))).toBe('bad-argument');
    expect(
      await failure(
        step('crop', { image: 'i1.crop' }, { params: { section: { x0: 1, x1: 99, y0: 1, y1: 2 } } }),
      ),
    ).toBe('bad-argument');
  });

  it('of an image without a value above 0, or without a finite pixel, fails with a sentence', async () => {
    const window = await newWindow();
    await window.addImage(folder.write('negative.fits', imageFile(-32, [4, 3], new Array(12).fill(-1))));
    expect(await window.failure('i1.picture')).toMatchObject({ code: 'bad-argument' });
    expect((await window.failure('i1.cut')).message).toContain('-1');
    await window.act({ type: 'set-stretch', image: 'i1', stretch: 'linear', inRange: null });
    expect(await window.summary('i1.picture', 'image')).toMatchObject({ maximum: -1 });
    await window.addImage(folder.write('missing.fits', imageFile(-32, [4, 3], new Array(12).fill(NaN))));
    for (const step of ['i2.picture', 'i2.limits', 'i2.cut'])
      expect((await window.failure(step)).message).toContain('finite');
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
    expect(all.rows.map((row) => row.slice(1, 4))).toEqual(
      chosen.map(({ x, y, value }) => [x + 1, y + 1, value]),
    );
    expect(all.rows).toHaveLength(all.total);
    for (const [column, name] of all.columns.entries())
      for (const descending of [false, true]) {
        const sorted = await rows({ sort: name, descending });
        const values = sorted.rows.map((row) => row[column]!);
        expect(values).toEqual(values.toSorted((a, b) => (descending ? b - a : a - b)));
        expect(new Set(sorted.rows.map(([id]) => id)).size).toBe(all.total);
        const target = sorted.rows[5]!;
        const located = await rows({
          sort: name,
          descending,
          start: 2,
          count: 3,
          locate: { x: target[1]!, y: target[2]! },
        });
        expect(located).toMatchObject({ located: 5, start: 2, rows: sorted.rows.slice(2, 5) });
      }
    expect((await rows({ locate: { x: 1.5, y: 1 } })).located).toBeNull();
    expect((await rows({ start: 5000 })).rows).toEqual([]);
    for (const sort of ['flux', 'toString', '__proto__', ''])
      expect(await window.refusal('rows', { step: 'i1.cut', start: 0, count: 1, sort })).toMatchObject({
        code: 'bad-argument',
      });
  });
});
