import { describe, expect, it } from 'vitest';
import { gaussianFilter } from '../../../../src/core/filter/index.ts';
import type { ExtendMode } from '../../../../src/core/strips/index.ts';
import {
  referenceCases,
  referenceNumber,
  simplePlane,
  type ReferenceCase,
} from '../../../support/referenceGroup.ts';
import type { Plane } from '../../../support/planes.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

interface Params {
  readonly sigma: number | [number, number];
  readonly mode?: ExtendMode;
  readonly cval?: number;
  readonly truncate?: number;
  readonly length?: number;
  readonly at?: number;
}

function planeOf(value: unknown): Plane {
  if (typeof value === 'string') return simplePlane(sharedPath('reference', value));
  const rows = value as unknown[][];
  return {
    data: Float64Array.from(rows.flat(), referenceNumber),
    width: rows[0]!.length,
    height: rows.length,
  };
}

function expectSame(got: ArrayLike<number>, want: ArrayLike<number>, rtol: number, atol: number): void {
  expect(got).toHaveLength(want.length);
  for (let i = 0; i < want.length; i++) {
    if (Number.isNaN(want[i])) expect(got[i]).toBeNaN();
    else expect(Math.abs(got[i]! - want[i]!)).toBeLessThanOrEqual(atol + rtol * Math.abs(want[i]!));
  }
}

describe.skipIf(!hasShared)('scipy.ndimage.gaussian_filter', () => {
  const cases: ReferenceCase[] = hasShared ? referenceCases('gaussian_filter') : [];
  it.each(cases)('$name', (one) => {
    const { sigma, mode, cval, truncate, length, at } = one['params'] as Params;
    const [rtol, atol] = [one['rtol'] as number, (one['atol'] as number | undefined) ?? 1e-15];
    if (length !== undefined && at !== undefined) {
      const data = new Float64Array(length);
      data[at] = 1;
      const wanted = one['impulse_response'] as number[];
      expectSame(
        gaussianFilter({ data, width: length, height: 1 }, [0, sigma as number]),
        wanted,
        rtol,
        atol,
      );
      expectSame(
        gaussianFilter({ data, width: 1, height: length }, [sigma as number, 0]),
        wanted,
        rtol,
        atol,
      );
      return;
    }
    const input = planeOf(one['input'] ?? one['matrix']);
    const want = planeOf(one['output'] ?? one['output_matrix']);
    const options = {
      ...(mode === undefined ? {} : { mode }),
      ...(cval === undefined ? {} : { cval }),
      ...(truncate === undefined ? {} : { truncate }),
    };
    const got = gaussianFilter(
      input as { data: Float64Array; width: number; height: number },
      sigma,
      options,
    );
    expect(got.constructor).toBe(input.data.constructor);
    expectSame(got, want.data, rtol, atol);
  });

  it.each(cases)('the operation, $name', (one) => {
    const { sigma, mode, cval, truncate, length, at } = one['params'] as Params;
    const [rtol, atol] = [one['rtol'] as number, (one['atol'] as number | undefined) ?? 1e-15];
    const impulse = length !== undefined && at !== undefined;
    const input = impulse
      ? { data: new Float64Array(length).fill(1, at, at + 1), width: length, height: 1 }
      : planeOf(one['input'] ?? one['matrix']);
    const want = impulse
      ? (one['impulse_response'] as number[])
      : planeOf(one['output'] ?? one['output_matrix']).data;
    const [sigmaY, sigmaX] = typeof sigma === 'number' ? [sigma, sigma] : sigma;
    const values = {
      sigma: sigmaX,
      sigma_y: sigmaY,
      // The libraries' own rule.
      missing: 'spread',
      ...(mode === undefined ? {} : { mode }),
      ...(cval === undefined ? {} : { cval }),
      ...(truncate === undefined ? {} : { truncate }),
    };
    const { data, width, height } = input;
    const pixelType = data instanceof Float32Array ? 'float32' : 'float64';
    const result = runOperation(operationNamed('gaussian'), values, {
      width,
      height,
      pixelType,
      pixels: data,
    });
    expectSame(result.pixels, want, rtol, atol);
  });
});
