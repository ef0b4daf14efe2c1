import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation } from '../../../../src/core/operations/index.ts';
import { parseWcs, type Wcs } from '../../../../src/core/wcs/index.ts';
import { runOperation } from '../../../support/runOperation.ts';
import {
  localReference,
  wholeImage,
  worstDifference,
  type ReferencePlane,
} from '../../../support/referencePlanes.ts';

interface GeometryCase {
  readonly image: string;
  readonly source?: string;
  readonly grid?: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly expected: ReferencePlane;
  /** Relative to the largest magnitude of the result. */
  readonly rtol: number;
}

const { images, headers, ...groups } = localReference<
  {
    readonly images: Readonly<Record<string, ReferencePlane>>;
    readonly headers: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  } & Readonly<Record<string, readonly GeometryCase[]>>
>('geometry');

// Made by scripts/references/geometry.py from SciPy, scikit-image and astropy.
for (const [name, cases] of Object.entries(groups).filter(([, cases]) => Array.isArray(cases))) {
  describe(name, () => {
    it.each(cases.map((one, i) => [i, one.image, JSON.stringify(one.values), one] as const))(
      '%i: %s %s',
      (_i, _name, _values, one) => {
        const image = images[one.image]!;
        const { values, expected, rtol } = one;
        const result = runOperation(operationNamed(name), values, wholeImage(image), optionsOf(one));
        expect(worstDifference(result, expected)).toBeLessThanOrEqual(rtol);
        const single = runOperation(
          operationNamed(name),
          values,
          wholeImage(image, 'float32'),
          optionsOf(one),
        );
        expect(single.pixelType).toBe('float32');
        // Rounding of the pixels, and at the edge of a step a place that falls to the other side.
        expect(worstDifference(single, expected)).toBeLessThanOrEqual(rtol + 3e-7);
      },
    );
  });
}

function operationNamed(name: string): Operation {
  const operation = OPERATIONS.get(name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return operation;
}

function optionsOf({ source, grid, expected }: GeometryCase) {
  if (source === undefined || grid === undefined) return {};
  const { width, height } = expected;
  const pixels = new Float64Array(width * height);
  return {
    frame: { wcs: wcsOf(source) },
    others: { grid: { width, height, pixelType: 'float64' as const, pixels } },
    otherFrames: { grid: { wcs: wcsOf(grid) } },
  };
}

function wcsOf(name: string): Wcs {
  const wcs = parseWcs(headers[name]!, 2, ({ message }) => {
    throw new Error(message);
  });
  if (wcs === null) throw new Error(`${name} has no sky coordinates`);
  return wcs;
}
