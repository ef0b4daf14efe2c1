import { it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import { runOperation } from '../../../support/runOperation.ts';
const n = 4096;
const pixels = new Float32Array(n * n);
let s = 1;
for (let i = 0; i < pixels.length; i++) {
  let t = 0;
  for (let k = 0; k < 4; k++) {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    t += s / 2 ** 32;
  }
  pixels[i] = 100 + 9 * (t - 2);
}
const image = { width: n, height: n, pixelType: 'float32' as const, pixels };
it('bench', () => {
  for (const [name, params] of [
    ['otsu', {}],
    ['otsu', {}],
    ['li', {}],
    ['fixed', { level: 100 }],
    ['adaptive', { block_size: 51 }],
    ['adaptive', { block_size: 51, weighting: 'mean' }],
    ['niblack', {}],
    ['adaptive', { block_size: 35, weighting: 'median' }],
  ] as const) {
    const small =
      name === 'adaptive' && (params as any).weighting === 'median'
        ? { ...image, height: 256, pixels: pixels.subarray(0, 256 * n) }
        : image;
    const t = process.cpuUsage();
    const got = runOperation(OPERATIONS.get(name)!, params, small, { stripRows: 64 });
    console.log(
      name,
      JSON.stringify(params),
      small.height,
      ((process.cpuUsage(t).user + process.cpuUsage(t).system) / 1000).toFixed(0),
      'ms',
    );
  }
}, 600000);
