import { describe, expect, it } from 'vitest';
import { contrastPeaks, proposeContrastCut } from '../../../../src/core/features/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { parametersSchema, OPERATIONS } from '../../../../src/core/operations/index.ts';
import { SYNTH_RECIPES, synthesise } from '../../../../src/core/synth/index.ts';
import * as v from 'valibot';

const radius = OPERATIONS.get('contrast-peaks')!.parameters['radius']!.default as number;

/** The chapter's blurred points on crests, of a seed. */
function crests(seed: number): { image: WholeImage; points: readonly (readonly [number, number])[] } {
  const recipe = [...SYNTH_RECIPES.values()].find(({ name }) => name === 'local-maxima')!;
  const made = synthesise('local-maxima', v.parse(parametersSchema(recipe.parameters), { seed }));
  if (made.kind !== 'image') throw new Error('no image');
  const { width, height, data } = made;
  const [x, y] = made.truth.columns.map((column) => [
    ...(column.data.values as ArrayLike<number> & Iterable<number>),
  ]);
  const pixels = Float64Array.from(data);
  return {
    image: { width, height, pixelType: 'float64', pixels },
    points: x!.map((column, i) => [Number(column) - 1, Number(y![i]) - 1] as const),
  };
}

describe('the chapter’s points on crests', () => {
  const { image, points } = crests(1);
  const all = contrastPeaks(image, radius, 0, () => {});
  const nearPoint = (x: number, y: number) =>
    points.some(([px, py]) => Math.max(Math.abs(px - x), Math.abs(py - y)) <= 3);

  it('have 13 false maxima beside the 20 of the points', () => {
    expect(all.x.length).toBe(33);
    expect([...all.x].filter((x, i) => nearPoint(x, all.y[i]!)).length).toBe(20);
  });

  it('lose the false ones at the cut that is proposed', () => {
    const cut = proposeContrastCut(all.contrast);
    const kept = contrastPeaks(image, radius, cut, () => {});
    expect(kept.x.length).toBe(20);
    expect([...kept.x].every((x, i) => nearPoint(x, kept.y[i]!))).toBe(true);
    // The cut is far from both: the nearest contrasts are 3.6 times apart.
    expect(Math.min(...kept.contrast) / cut).toBeGreaterThan(1.8);
  });

  it.each([2, 3, 4, 5])('of seed %i lose most false ones too', (seed) => {
    const other = crests(seed);
    const maxima = contrastPeaks(other.image, radius, 0, () => {});
    const near = (x: number, y: number) =>
      other.points.some(([px, py]) => Math.max(Math.abs(px - x), Math.abs(py - y)) <= 4);
    const cut = proposeContrastCut(maxima.contrast);
    const wrong = [...maxima.contrast].filter(
      (contrast, i) => contrast >= cut !== near(maxima.x[i]!, maxima.y[i]!),
    );
    expect(wrong.length).toBeLessThanOrEqual(2);
  });
});

describe('the proposed cut', () => {
  it('lies between the two groups', () => {
    const cut = proposeContrastCut([0.1, 11, 0.12, 9, 0, NaN, 0.09, 10, Infinity]);
    expect(cut).toBeCloseTo(Math.sqrt(0.12 * 9), 12);
  });

  it.each([[[]], [[3]], [[2, 2, 2]], [[0, 0, 5]], [[NaN, -1]]])(
    'is 0 where nothing can be divided: %j',
    (contrasts) => {
      expect(proposeContrastCut(contrasts)).toBe(0);
    },
  );
});

describe('maxima by contrast', () => {
  it('leave missing pixels out', () => {
    const pixels = Float64Array.of(1, 2, NaN, 2, 7, 1, Infinity, 0, 3);
    const image: WholeImage = { width: 3, height: 3, pixelType: 'float64', pixels };
    const { x, y, contrast } = contrastPeaks(image, 1, 0, () => {});
    expect([[...x], [...y]]).toEqual([[1], [1]]);
    const around = [1, 2, 2, 7, 1, 0, 3];
    const mean = around.reduce((a, b) => a + b) / 7;
    expect(contrast[0]).toBeCloseTo(Math.sqrt(around.reduce((sum, w) => sum + (w - mean) ** 2, 0) / 7), 13);
  });

  it('have no prominence on a flat image', () => {
    const image: WholeImage = {
      width: 4,
      height: 2,
      pixelType: 'float32',
      pixels: new Float32Array(8).fill(2),
    };
    const { contrast, prominence } = contrastPeaks(image, 2, 0, () => {});
    expect([...contrast]).toEqual(new Array(8).fill(0));
    expect([...prominence]).toEqual(new Array(8).fill(NaN));
  });

  it('are none where every pixel is missing', () => {
    const image: WholeImage = {
      width: 4,
      height: 2,
      pixelType: 'float32',
      pixels: new Float32Array(8).fill(NaN),
    };
    expect(contrastPeaks(image, 2, 0, () => {}).x.length).toBe(0);
  });
});
