import { describe, expect, it } from 'vitest';
import { zscale } from '../../src/core/limits/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { testEngine } from '../support/testEngine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { newWindow } = testEngine(folder);

describe('limits by zscale', () => {
  const file = folder.write('stars.fits', starFile(61, 143));
  const finite = Float64Array.from(Float32Array.from(starPixels(61, 143))).filter(Number.isFinite);
  const sampled = (wanted: number): Float64Array => {
    const stride = Math.max(1, Math.floor(finite.length / wanted));
    return finite
      .filter((_, i) => i % stride === 0)
      .slice(0, wanted)
      .sort();
  };

  it('are those of every n-th finite pixel, and come with the sample', async () => {
    const window = await newWindow();
    const { image } = await window.addImage(file);
    await window.act({ type: 'set-stretch', image, stretch: 'linear', inRange: null });
    await window.act({ type: 'set-limits', image, method: 'zscale-limits', params: { n_samples: 300 } });
    const limits = await window.summary(`${image}.limits`, 'limits');
    const sample = sampled(300);
    const { low, high, kept } = zscale(sample);
    expect(limits).toMatchObject({ low, high, zscale: { size: 300, kept, sample: [...sample] } });
    expect((await window.summary(`${image}.picture`, 'image')).maps[0]).toMatchObject({ low, high });
  });

  it('are thinned for the window where the sample is large, and bring percentiles back', async () => {
    const window = await newWindow();
    const { image } = await window.addImage(file);
    await window.act({ type: 'set-limits', image, method: 'zscale-limits', params: { n_samples: 5000 } });
    const { zscale: drawn } = await window.summary(`${image}.limits`, 'limits');
    expect(drawn?.size).toBe(5000);
    expect(drawn?.sample).toHaveLength(1000);
    const params = { low: 5, high: 95 };
    await window.act({ type: 'set-limits', image, method: 'percentile-limits', params });
    expect(await window.summary(`${image}.limits`, 'limits')).not.toHaveProperty('zscale');
  });

  it('of an image without finite pixels are refused with a sentence', async () => {
    const window = await newWindow();
    const none = imageFile(-32, [9, 9], new Array<number>(81).fill(Number.NaN));
    const { image } = await window.addImage(folder.write('none.fits', none));
    await window.act({ type: 'set-stretch', image, stretch: 'linear', inRange: null });
    await window.act({ type: 'set-limits', image, method: 'zscale-limits', params: {} });
    expect(await window.failure(`${image}.limits`)).toMatchObject({ code: 'no-data' });
  });
});
