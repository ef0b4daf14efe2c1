import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ZSCALE, zscale, type ZscaleOptions } from '../../../src/core/limits/index.ts';

interface Case {
  readonly kind: string;
  readonly options: Partial<ZscaleOptions>;
  readonly sample: readonly number[];
  readonly limits: readonly [number, number];
}
const file = new URL('../../data/references/zscale.json', import.meta.url);
const { cases, rtol } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[]; rtol: number };

describe('zscale equals astropy', () => {
  it.each(
    cases.map((one, i) => [`${one.kind} ${one.sample.length} ${JSON.stringify(one.options)}`, i] as const),
  )('%s', (_, i) => {
    const { sample, options, limits } = cases[i]!;
    const { low, high } = zscale(Float64Array.from(sample), { ...ZSCALE, ...options });
    const scale = Math.max(...limits.map(Math.abs));
    expect(Math.abs(low - limits[0])).toBeLessThanOrEqual(rtol * scale);
    expect(Math.abs(high - limits[1])).toBeLessThanOrEqual(rtol * scale);
  });

  it('refuses an empty sample', () => {
    expect(() => zscale(new Float64Array(0))).toThrowError(expect.objectContaining({ code: 'no-data' }));
  });
});
