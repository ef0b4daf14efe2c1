import { describe, expect, it } from 'vitest';
import { asinh } from '../../src/core/math/index.ts';
import { OPERATIONS } from '../../src/core/operations/index.ts';
import type { Step } from '../../src/shared/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { runOperation } from '../support/runOperation.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import {
  column,
  cropOf,
  derive,
  documentOf,
  field,
  folder,
  HEIGHT,
  newEngine,
  pixelsOf,
  run,
  WIDTH,
  windowOn,
} from '../support/derivedImages.ts';

const shared = newEngine();

describe('derive-image', () => {
  it('makes an image of another: summary, tiles, pixels, and undo', async () => {
    const window = await windowOn(shared);
    const before = await documentOf(window);
    const id = await derive(window, 'gaussian', { sigma: 2 });
    expect(id).toBe('i2');
    const summary = await window.summary(cropOf(id), 'image');
    expect(summary).toMatchObject({
      width: WIDTH,
      height: HEIGHT,
      originX: 0,
      originY: 0,
      pixelType: 'float32',
      meaning: 'values',
      maps: [],
    });
    expect(summary.wcs).toEqual((await window.summary('i1.crop', 'image')).wcs);
    const smooth = run('gaussian', { sigma: 2 }, field);
    expect(await pixelsOf(window, cropOf(id))).toEqual(smooth);
    const readout = await window.call('pixel', { step: cropOf(id), x: 7, y: 70 });
    expect(readout.value).toBe(smooth[69 * WIDTH + 6]);
    const cutout = await window.call('cutout', { step: cropOf(id), x: 7, y: 70, size: 3 });
    expect(cutout.values[4]).toBe(smooth[69 * WIDTH + 6]);
    const limits = await window.summary(`${id}.limits`, 'limits');
    expect(limits.low).toBeLessThan(limits.high);
    await window.act({ type: 'undo' });
    // Ids are not given twice.
    expect(await documentOf(window)).toEqual({ ...before, nextImage: 3 });
    expect((await window.failure(cropOf(id))).code).toBe('not-found');
    await window.act({ type: 'redo' });
    expect(await pixelsOf(window, cropOf(id))).toEqual(smooth);
  });

  it('tells the threshold that it found, and that the image is binary', async () => {
    const window = await windowOn(shared);
    const id = await derive(window, 'otsu');
    const { facts, meaning, minimum, maximum, finite } = await window.summary(cropOf(id), 'image');
    const { facts: whole } = runOperation(OPERATIONS.get('otsu')!, {}, field);
    expect({ meaning, minimum, maximum, finite }).toEqual({
      meaning: 'binary',
      minimum: 0,
      maximum: 1,
      finite: WIDTH * HEIGHT,
    });
    expect(facts).toEqual({ threshold: whole['threshold'] });
    const threshold = facts['threshold']!;
    const on = Float32Array.from(field.pixels, (value) => (value > threshold ? 1 : 0));
    expect(await pixelsOf(window, cropOf(id))).toEqual(on);
    const grown = await window.summary(cropOf(await derive(window, 'dilation', {}, id)), 'image');
    expect(grown.meaning).toBe('binary');
  });

  it('counts integers one by one: Otsu of int16', async () => {
    const values = starPixels(60, 80, 9).map((value) => (value > 0 ? Math.round(7 * value) : -3));
    const file = folder.write('int16.fits', imageFile(16, [60, 80], values));
    const window = await windowOn(shared, file);
    const { facts } = await window.summary(cropOf(await derive(window, 'otsu')), 'image');
    expect(facts['threshold']).toBe(naiveOtsu(values));
  });

  it('follows its parameters, and its input', async () => {
    const window = await windowOn(shared);
    const first = await derive(window, 'mean', { size: 3 });
    const second = await derive(window, 'fixed', { level: 4 }, first);
    expect(await pixelsOf(window, cropOf(second))).toEqual(chain(3, 4));
    await window.act({ type: 'set-params', step: `${second}.source`, params: { level: 1 } });
    expect(await pixelsOf(window, cropOf(second))).toEqual(chain(3, 1));
    await window.act({ type: 'set-params', step: `${first}.source`, params: { size: 7 } });
    expect(await pixelsOf(window, cropOf(second))).toEqual(chain(7, 1));

    function chain(size: number, level: number): Float32Array {
      return run('fixed', { level }, { ...field, pixels: run('mean', { size }, field) });
    }
  });

  it('takes a second image', async () => {
    const window = await windowOn(shared);
    const smooth = await derive(window, 'gaussian', { sigma: 3 });
    const id = await derive(window, 'arithmetic', { way: 'subtract' }, 'i1', { other: smooth });
    const blurred = run('gaussian', { sigma: 3 }, field);
    expect(await pixelsOf(window, cropOf(id))).toEqual(field.pixels.map((value, i) => value - blurred[i]!));
  });

  it('refuses images of other sizes, what makes no image, and what it does not know, in a sentence', async () => {
    const window = await windowOn(shared);
    await window.addImage(folder.write('small.fits', starFile(40, 30)));
    const id = await derive(window, 'arithmetic', {}, 'i1', { other: 'i2' });
    expect(await window.failure(cropOf(id))).toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(/90 × 150 pixels and "other" 40 × 30\.$/) as string,
      remedy: expect.any(String) as string,
    });
    const refusal = async (action: Record<string, unknown>) =>
      (await window.refusal('act', { action: { type: 'derive-image', image: 'i1', params: {}, ...action } }))
        .message;
    expect(await refusal({ operation: 'arithmetic' })).toMatch(/also takes an image as "other"\.$/);
    expect(await refusal({ operation: 'region-properties' })).toMatch(
      /does not make an image of an image\.$/,
    );
    expect(await refusal({ operation: 'nonsense' })).toMatch(/There is no operation "nonsense"\.$/);
    expect(await refusal({ operation: 'gaussian', image: 'i9' })).toMatch(/There is no image "i9"/);
    expect(await refusal({ operation: 'gaussian', params: { sigma: -1 } })).toMatch(/sigma/);
  });

  it('keeps the place on the sky in a crop of what was computed', async () => {
    const window = await windowOn(shared);
    const id = await derive(window, 'gaussian', { sigma: 1 });
    const section = { x0: 11, x1: 60, y0: 31, y1: 130 };
    await window.act({ type: 'set-params', step: cropOf(id), params: { section } });
    const summary = await window.summary(cropOf(id), 'image');
    expect(summary).toMatchObject({ width: 50, height: 100, originX: 10, originY: 30 });
    const smooth = run('gaussian', { sigma: 1 }, field);
    const expected = Float32Array.from({ length: 5000 }, (_, i) => {
      const [x, y] = [10 + (i % 50), 30 + Math.floor(i / 50)];
      return smooth[y * WIDTH + x]!;
    });
    expect(await pixelsOf(window, cropOf(id))).toEqual(expected);
    expect((await window.call('pixel', { step: cropOf(id), x: 11, y: 31 })).value).toBe(expected[0]);
    const mask = await derive(window, 'fixed', { level: 20 }, id);
    const labels = await derive(window, 'label', {}, mask);
    await window.act({ type: 'measure-image', image: labels, operation: 'region-properties', params: {} });
    const centroids = await column(window, 't1.source', 'x');
    expect(centroids.length).toBeGreaterThan(3);
    expect(Math.min(...centroids)).toBeGreaterThanOrEqual(11);
    expect(Math.max(...centroids)).toBeLessThanOrEqual(60);
    // The brightest pixel of the crop lies in a region that contains it, counted in the whole image.
    const [areas, ys] = [await column(window, 't1.source', 'area'), await column(window, 't1.source', 'y')];
    const on = expected.reduce((sum, value) => sum + (value > 20 ? 1 : 0), 0);
    expect(areas.reduce((a, b) => a + b)).toBe(on);
    expect(ys.every((y) => y >= 31 && y <= 130)).toBe(true);
  });

  it('works on the pixels behind a map: of a rescaled image', async () => {
    // Of which nothing is known yet.
    const window = await windowOn(newEngine());
    const step = (id: string, operation: string, params: Step['params'], image: string): Step => ({
      id,
      operation,
      version: 1,
      params,
      inputs: { image },
    });
    const steps = [
      step('x.mean', 'mean', { size: 3, mode: 'reflect', cval: 0 }, 'i1.normalise'),
      step('x.limits', 'percentile-limits', { low: 0, high: 100 }, 'x.mean'),
      step('x.histogram', 'histogram', { bins: 4, range: null }, 'x.mean'),
      step('x.again', 'book-normalise', {}, 'x.mean'),
      step('x.fixed', 'fixed', { level: 0.5, side: 'above' }, 'x.again'),
    ];
    let maximum = 0;
    for (const value of field.pixels) if (value > maximum) maximum = value;
    const normalised = field.pixels.map((value) => Math.fround(asinh(value) / asinh(maximum)));
    const mean = run('mean', { size: 3 }, { ...field, pixels: Float32Array.from(normalised) });
    const finite = mean.filter(Number.isFinite).sort();
    expect(await window.summary('x.limits', 'limits', steps)).toMatchObject({
      low: finite[0],
      high: finite.at(-1),
    });
    const histogram = await window.summary('x.histogram', 'histogram', steps);
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(finite.length);
    const { minimum, maximum: highest } = await window.summary('x.mean', 'image', steps);
    expect([minimum, highest]).toEqual([finite[0], finite.at(-1)]);
    expect(await window.summary('x.fixed', 'image', steps)).toMatchObject({ minimum: 0, maximum: 1 });
    const cropped: Step[] = [
      ...steps,
      step('x.crop', 'crop', { section: { x0: 2, x1: 9, y0: 3, y1: 9 } }, 'i1.normalise'),
    ];
    expect(await window.summary('x.crop', 'image', cropped)).toMatchObject({
      maps: [{ map: 'arcsinh-normalise' }],
    });
  });
});

describe('what else is made of images', () => {
  it('is another look at the same pixels', async () => {
    const window = await windowOn(shared);
    const smooth = await derive(window, 'gaussian', { sigma: 2 });
    await window.act({ type: 'set-params', step: `${smooth}.cut`, params: { flux_cut: 0.25 } });
    await window.act({ type: 'duplicate-image', image: smooth });
    const twin = (await documentOf(window)).active!;
    expect(twin).toBe('i3');
    expect((await window.summary(cropOf(twin), 'image')).pixelsKey).toBe(
      (await window.summary(cropOf(smooth), 'image')).pixelsKey,
    );
    expect(await window.summary(`${twin}.cut`, 'catalogue')).toEqual(
      await window.summary(`${smooth}.cut`, 'catalogue'),
    );
  });

  it('is a table: smoothed, cut, labelled, measured', async () => {
    const window = await windowOn(shared);
    const smooth = await derive(window, 'gaussian', { sigma: 1.5 });
    const mask = await derive(window, 'otsu', {}, smooth);
    const labels = await derive(window, 'label', {}, mask);
    const summary = await window.summary(cropOf(labels), 'image');
    expect(summary.meaning).toBe('labels');
    await window.act({
      type: 'measure-image',
      image: labels,
      operation: 'region-properties',
      params: {},
      cut: { column: 'area', low: 5 },
    });
    const document = await documentOf(window);
    expect(document.tables.at(-1)).toMatchObject({ id: 't1', image: labels, chain: ['t1.source', 't1.cut'] });
    expect(document.layout.side).toBe('table');
    const areas = await column(window, 't1.source', 'area');
    expect(areas).toHaveLength(summary.maximum);
    const on = (await pixelsOf(window, cropOf(mask))).reduce((sum, value) => sum + value, 0);
    expect(areas.reduce((a, b) => a + b)).toBe(on);
    expect(await window.summary('t1.cut', 'table')).toMatchObject({
      rows: areas.filter((area) => area >= 5).length,
    });
    // The same table again, after the image changed below it.
    await window.act({ type: 'set-params', step: `${smooth}.source`, params: { sigma: 4 } });
    expect(await column(window, 't1.source', 'area')).not.toEqual(areas);
  });

  it.each(['dynamic-threshold', 'local-maxima', 'stellar-cluster'] as const)(
    'is the example %s, in one undo step, every panel of which can be looked at',
    async (example) => {
      const window = await windowOn(shared, null);
      const { handle } = await window.call('sample', {});
      await window.act({ type: 'add-image-example', example, handle });
      const document = await documentOf(window);
      expect(document.layout.panels).toEqual(document.images.map(({ id }) => id));
      expect(document.images.length).toBe(example === 'dynamic-threshold' ? 3 : 2);
      for (const { id, steps } of document.images) {
        const { finite } = await window.summary(steps.picture, 'image');
        expect(finite, id).toBeGreaterThan(0);
      }
      for (const { chain } of document.tables)
        expect((await window.summary(chain.at(-1)!, 'table')).rows).toBeGreaterThan(0);
      await window.act({ type: 'undo' });
      expect((await documentOf(window)).images).toEqual([]);
    },
  );
});

/** The level that parts whole numbers best, the obvious way; of equal ones the lowest. */
function naiveOtsu(values: readonly number[]): number {
  const mean = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0) / part.length;
  const levels = [...new Set(values)].sort((a, b) => a - b).slice(0, -1);
  const between = levels.map((level) => {
    const [low, high] = [values.filter((v) => v <= level), values.filter((v) => v > level)];
    return low.length * high.length * (mean(low) - mean(high)) ** 2;
  });
  return levels[between.indexOf(Math.max(...between))]!;
}
