import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { referenceCases, simplePlane, type ReferenceCase } from '../../../support/referenceGroup.ts';
import { runOperation } from '../../../support/runOperation.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

const otsu = OPERATIONS.get('otsu')!;
const adaptive = OPERATIONS.get('adaptive')!;
const casesOf = (group: string): ReferenceCase[] => (hasShared ? referenceCases(group) : []);

/** `integer` says whether the file's pixels are whole numbers, as the engine does. */
function imageOf(file: unknown): WholeImage & { integer: boolean } {
  const path = sharedPath('reference', file as string);
  const { data, width, height } = simplePlane(path);
  const integer = !readFileSync(path, 'latin1').slice(0, 2880).includes('BITPIX  =                  -');
  const pixelType = data instanceof Float32Array ? 'float32' : 'float64';
  return { width, height, pixelType, pixels: data, integer };
}

function countOn({ pixels }: WholeImage): number {
  return Array.from(pixels).reduce((count, value) => count + value, 0);
}

describe.skipIf(!hasShared)('skimage.filters.threshold_otsu', () => {
  it.each(casesOf('otsu'))('$name', (one) => {
    const got = runOperation(otsu, { nbins: one['nbins'] }, imageOf(one['input']));
    expect(got.facts['threshold']).toBe(one['threshold']);
    expect(countOn(got)).toBe(one['above']);
  });
});

describe.skipIf(!hasShared)('skimage.filters.threshold_local', () => {
  it.each(casesOf('threshold_local'))('$name', (one) => {
    const { block_size, method, offset, mode, cval } = one['params'] as Record<string, unknown>;
    const params = { block_size, weighting: method, offset, mode, ...(cval === undefined ? {} : { cval }) };
    expect(countOn(runOperation(adaptive, params, imageOf(one['input'])))).toBe(one['above']);
  });
});

describe.skipIf(!hasShared)('the dynamic threshold of the book', () => {
  const cases = casesOf('seed').filter((one) => 'adaptive_count' in one);
  it.each(cases)('$name', (one) => {
    const image = imageOf(one['input']);
    const { block_size, method, offset } = one['params'] as Record<string, unknown>;
    const global = runOperation(otsu, {}, image);
    const local = runOperation(adaptive, { block_size, weighting: method, offset }, image);
    expect(global.facts['threshold']).toBeCloseTo(one['otsu'] as number, 10);
    expect(countOn(global)).toBe(one['global_count']);
    expect(countOn(local)).toBe(one['adaptive_count']);
    expect(differing(global, imageOf(one['global_mask']))).toBe(0);
    expect(differing(local, imageOf(one['adaptive_mask']))).toBe(0);
  });
});

function differing({ pixels }: WholeImage, mask: WholeImage): number {
  return Array.from(pixels).reduce((count, value, i) => count + (value === mask.pixels[i] ? 0 : 1), 0);
}
