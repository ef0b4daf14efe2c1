import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lineProfile } from '../../../src/core/image/index.ts';

interface Profile {
  readonly width: number;
  readonly height: number;
  readonly line: readonly [number, number, number, number];
  readonly across: number;
  /** The first of an image has its pixels; those after it are of the same. */
  readonly image: readonly (number | null)[] | null;
  readonly samples: readonly (readonly (number | null)[])[];
}
const file = new URL('../../data/references/viewerTools.json', import.meta.url);
const { profiles, rtol } = JSON.parse(readFileSync(file, 'utf8')) as {
  profiles: readonly Profile[];
  rtol: number;
};

let pixels = new Float64Array(0);
const cases = profiles.map((profile) => {
  if (profile.image) pixels = Float64Array.from(profile.image, (value) => value ?? Number.NaN);
  return { ...profile, pixels };
});

describe('profiles along lines are those of scikit-image', () => {
  it.each(cases)(
    '$width x $height, $line, $across across',
    ({ width, height, line, across, pixels: image, samples }) => {
      const [x0, y0, x1, y1] = line;
      const { distances, values } = lineProfile(
        { x0, y0, x1, y1, width: across },
        { width, height },
        (left, bottom, right, top) => {
          expect(left >= 0 && bottom >= 0 && right <= width && top <= height).toBe(true);
          return Float64Array.from(
            { length: (right - left) * (top - bottom) },
            (_, i) => image[(bottom + Math.floor(i / (right - left))) * width + left + (i % (right - left))]!,
          );
        },
      );
      expect(values.length).toBe(samples.length);
      expect(distances[0]).toBe(0);
      expect(distances.at(-1)).toBeCloseTo(Math.hypot(x1 - x0, y1 - y0), 12);
      samples.forEach((row, i) => {
        const finite = row.filter((value) => value !== null);
        const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
        if (finite.length === 0) expect(values[i]).toBeNaN();
        else expect(Math.abs(values[i]! - mean)).toBeLessThanOrEqual(rtol * Math.abs(mean));
      });
    },
  );

  it('reads a long line in pieces', () => {
    let most = 0;
    const size = { width: 10_000, height: 10_000 };
    const { values } = lineProfile({ x0: 0, y0: 0, x1: 9999, y1: 9999, width: 3 }, size, (x0, y0, x1, y1) => {
      most = Math.max(most, (x1 - x0) * (y1 - y0));
      return new Float64Array((x1 - x0) * (y1 - y0)).fill(7);
    });
    expect(values.every((value) => Math.abs(value - 7) < 1e-12)).toBe(true);
    expect(most).toBeLessThan(300 * 300);
  });
});
