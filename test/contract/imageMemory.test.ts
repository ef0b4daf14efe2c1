import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Step } from '../../src/shared/index.ts';
import { starFile } from '../support/starFiles.ts';
import {
  cropOf,
  derive,
  field,
  folder,
  HEIGHT,
  newEngine,
  pixelsOf,
  run,
  WIDTH,
  windowOn,
} from '../support/derivedImages.ts';

describe('images beyond the memory budget', () => {
  it('are computed into temporary files that are read right, and gone after close', async () => {
    const places = folder.file('temporary');
    mkdirSync(places);
    vi.stubEnv('TMPDIR', places);
    try {
      const engine = newEngine({ memoryBudgetBytes: 4 * WIDTH * HEIGHT - 1, taskBytes: 1 });
      const window = await windowOn(engine);
      const smooth = await derive(window, 'gaussian', { sigma: 2 });
      const mask = await derive(window, 'otsu', {}, smooth);
      const blurred = run('gaussian', { sigma: 2 }, field);
      const level = (await window.summary(cropOf(mask), 'image')).facts['threshold']!;
      expect(await pixelsOf(window, cropOf(smooth))).toEqual(blurred);
      expect(await pixelsOf(window, cropOf(mask))).toEqual(blurred.map((value) => (value > level ? 1 : 0)));
      const { value } = await window.call('pixel', { step: cropOf(smooth), x: 90, y: 150 });
      expect(value).toBe(blurred.at(-1));
      const section = { x0: 5, x1: 44, y0: 61, y1: 140 };
      await window.act({ type: 'set-params', step: cropOf(smooth), params: { section } });
      expect((await pixelsOf(window, cropOf(smooth)))[0]).toBe(blurred[60 * WIDTH + 4]);
      expect(temporaryFiles(places).length).toBeGreaterThanOrEqual(2);

      const label = await derive(window, 'label', {}, mask);
      expect(await window.failure(cropOf(label))).toMatchObject({
        code: 'over-budget',
        message: expect.stringMatching(
          /^Label needs the whole image at once: 1 MiB for 40 × 80 pixels, and 0 MiB may be used\.$/,
        ) as string,
        remedy: 'Crop the image or bin it first.',
      });
      await engine.close();
      expect(readdirSync(places)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('are made again where they were let go of', async () => {
    // Room for one of them at a time, its pyramid included.
    const window = await windowOn(newEngine({ memoryBudgetBytes: 6 * WIDTH * HEIGHT }));
    const one = await derive(window, 'gaussian', { sigma: 1 });
    const two = await derive(window, 'gaussian', { sigma: 2 });
    const expected = {
      [one]: run('gaussian', { sigma: 1 }, field),
      [two]: run('gaussian', { sigma: 2 }, field),
    };
    for (const [i, id] of [one, two, one, two, one].entries()) {
      expect(await pixelsOf(window, cropOf(id))).toEqual(expected[id]);
      const histogram = { id: 'x', operation: 'histogram', version: 1, params: { bins: 3 + i, range: null } };
      for (const image of [one, two]) {
        const { counts } = await window.summary('x', 'histogram', [
          { ...histogram, inputs: { image: cropOf(image) } } as Step,
        ]);
        expect(counts.reduce((a, b) => a + b)).toBe(expected[image]!.filter(Number.isFinite).length);
      }
    }
  });
});

describe('cancelling in the middle', () => {
  it('leaves nothing behind, and the same can be asked for again', { timeout: 60_000 }, async () => {
    const places = folder.file('cancelled');
    mkdirSync(places);
    vi.stubEnv('TMPDIR', places);
    try {
      const file = folder.write('large.fits', starFile(400, 700, 3));
      const engine = newEngine({ memoryBudgetBytes: 0, taskBytes: 1 });
      const window = await windowOn(engine, file);
      const slow = await derive(window, 'non-local-means', { patch_size: 5, patch_distance: 9, sigma: 1 });
      const { job } = await window.call('evaluate', { step: cropOf(slow) });
      await window.until(
        (event) =>
          event.type === 'progress' && event.job === job && event.fraction > 0 && event.label !== 'Measuring',
      );
      expect(temporaryFiles(places)).toHaveLength(1);
      expect(await window.call('cancel', { job })).toEqual({ cancelled: true });
      expect(await window.outcome(job)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(temporaryFiles(places)).toEqual([]);
      // A quicker one of the same pixels, so that the second time does not take long.
      await window.act({
        type: 'set-params',
        step: `${slow}.source`,
        params: { patch_size: 3, patch_distance: 2 },
      });
      const again = await window.summary(cropOf(slow), 'image');
      expect(again).toMatchObject({ width: 400, height: 700 });
      expect(temporaryFiles(places)).toHaveLength(1);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

function temporaryFiles(places: string): string[] {
  return readdirSync(places, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.raw'));
}
