import { describe, expect, it } from 'vitest';
import { OPERATIONS, type MeasuredTable } from '../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { referenceCases, referenceNumber, simplePlane } from '../../../support/referenceGroup.ts';
import { measureOperation } from '../../../support/runOperation.ts';
import { hasShared, sharedPath } from '../../../support/shared.ts';

const peakLocalMax = OPERATIONS.get('peak-local-max')!;
const contrastPeaks = OPERATIONS.get('contrast-peaks')!;

// The folder of reference data is needed; without it this suite is skipped.
describe.skipIf(!hasShared)('local maxima', () => {
  const cases = !hasShared
    ? []
    : referenceCases('maxima').filter(({ matrix, labels, footprint }) => {
        const values = (matrix as unknown[][]).flat().map(referenceNumber);
        return values.every(Number.isFinite) && !labels && !footprint;
      });

  it.each(cases)('peak_local_max: $name', (reference) => {
    const image = imageOf(reference['matrix'] as unknown[][]);
    const keys = Object.keys(reference).filter((key) => key.startsWith('peak_local_max_'));
    expect(keys.length > 0).toBe(image.pixels.length > 1);
    for (const key of keys) {
      const parts = /^peak_local_max_d(\d)_(border|noborder)(_threshold)?$/.exec(key)!;
      const distance = Number(parts[1]);
      const values = {
        min_distance: distance,
        exclude_border: parts[2] === 'noborder',
        ...(parts[3] ? { threshold: 'absolute', threshold_abs: reference['threshold_abs'] } : {}),
      };
      const found = places(measureOperation(peakLocalMax, values, image));
      const expected = (reference[key] as number[][]).map(([row, column]) => `${column},${row}`);
      // Which of several equal peaks within the distance is kept is arbitrary there: the heights of what is kept are the
      // same, and every pixel given is one of those without a distance.
      if (distance === 1 || !hasTies(image, expected)) expect(found.toSorted()).toEqual(expected.toSorted());
      else {
        const all = places(measureOperation(peakLocalMax, { ...values, min_distance: 1 }, image));
        if (!values.exclude_border) expect(found.every((place) => all.includes(place))).toBe(true);
        expect(tooClose(found, distance)).toBe(false);
        expect(valueAt(image, found[0])).toBe(valueAt(image, expected[0]));
      }
    }
  });

  it.each(cases)('every maximum has its contrast: $name', (reference) => {
    const image = imageOf(reference['matrix'] as unknown[][]);
    const found = places(measureOperation(contrastPeaks, {}, image));
    const expected = (reference['is_local_maximum'] as number[][]).flatMap((row, y) =>
      row.flatMap((on, x) => (on ? [`${x},${y}`] : [])),
    );
    expect(found).toEqual(expected);
  });

  it('of the chapter', () => {
    const reference = referenceCases('seed').find(({ name }) => name === 'local_maxima')!;
    const { data, width, height } = simplePlane(sharedPath('reference', reference['input'] as string));
    const image: WholeImage = { width, height, pixelType: 'float64', pixels: Float64Array.from(data) };
    const expected = (reference['x'] as number[]).map((x, i) => `${x},${(reference['y'] as number[])[i]}`);
    expect(places(measureOperation(contrastPeaks, {}, image)).toSorted()).toEqual(expected.toSorted());
  });
});

function imageOf(matrix: readonly (readonly unknown[])[]): WholeImage {
  const pixels = Float64Array.from(matrix.flat(), referenceNumber);
  return { width: matrix[0]!.length, height: matrix.length, pixelType: 'float64', pixels };
}

/** 0-based x,y. */
function places({ columns }: MeasuredTable): string[] {
  const [x, y] = columns.map(({ data }) => data.values as Float64Array);
  return [...x!].map((column, i) => `${column - 1},${y![i]! - 1}`);
}

function valueAt(image: WholeImage, place: string | undefined): number | undefined {
  if (place === undefined) return undefined;
  const [x, y] = place.split(',').map(Number);
  return image.pixels[y! * image.width + x!];
}

function hasTies(image: WholeImage, kept: readonly string[]): boolean {
  const values = [...image.pixels];
  return kept.some((place) => values.filter((value) => value === valueAt(image, place)).length > 1);
}

function tooClose(found: readonly string[], distance: number): boolean {
  return found.some((a, i) =>
    found.slice(i + 1).some((b) => {
      const [ax, ay] = a.split(',').map(Number);
      const [bx, by] = b.split(',').map(Number);
      return Math.max(Math.abs(ax! - bx!), Math.abs(ay! - by!)) < distance;
    }),
  );
}
