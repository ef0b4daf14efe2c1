import { describe, expect, it } from 'vitest';
import { meshBackground } from '../../../../src/core/operations/filter/meshBackground.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import type { Plane } from '../../../support/planes.ts';
import { referenceCases, simplePlane, type ReferenceCase } from '../../../support/referenceGroup.ts';
import { runOperation } from '../../../support/runOperation.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

function imageOf({ data, width, height }: Plane): WholeImage {
  return { width, height, pixels: data, pixelType: data instanceof Float32Array ? 'float32' : 'float64' };
}

describe.skipIf(!hasShared)('sep.Background', () => {
  const all: ReferenceCase[] = hasShared ? referenceCases('sep') : [];
  const cases = all
    .filter((one) => 'back' in one && one['bw'] === one['bh'] && one['fw'] === one['fh'])
    .flatMap((one) => [
      { ...one, gives: 'background', file: one['back'] },
      { ...one, gives: 'rms', file: one['rms'] },
    ]);

  it.each(cases)('$name $gives', (one: ReferenceCase) => {
    const image = imageOf(simplePlane(sharedPath('reference', one['input'] as string)));
    const wanted = simplePlane(sharedPath('reference', one['file'] as string)).data;
    const values = { box_size: one['bw'], filter_size: one['fw'], gives: one['gives'] };
    const { pixels } = runOperation(meshBackground, values, image, { stripRows: 64 });
    expect(pixels).toHaveLength(wanted.length);
    let largest = 0;
    let worst = 0;
    wanted.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(pixels[i]! - value));
    });
    expect(worst).toBeLessThanOrEqual((one['rtol'] as number) * largest);
  });
});
