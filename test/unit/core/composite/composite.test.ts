import { describe, expect, it } from 'vitest';
import { asinh } from '../../../../src/core/math/index.ts';
import { asinhShare } from '../../../../src/core/composite/asinhShare.ts';
import {
  automaticLook,
  compositeInto,
  withMethod,
  type CompositeLook,
} from '../../../../src/core/composite/index.ts';

const LOOK: CompositeLook = { method: 'lupton', minimum: [0, 0, 0], weights: [1, 1, 1], stretch: 5, q: 8 };
const MISSING = 0xff332211;

describe('the quick asinh', () => {
  it('is within 2e-5 of asinh', () => {
    let worst = 0;
    for (let u = 1e-6; u < 1e12; u *= 1.0137)
      worst = Math.max(worst, Math.abs((asinhShare(u) * u) / asinh(u) - 1));
    expect(worst).toBeLessThan(2e-5);
    expect(asinhShare(0)).toBe(1);
  });
});

/** Red, green and blue of one pixel. */
function colour(pixel: readonly [number, number, number], change: Partial<CompositeLook> = {}): number[] {
  const rgba = new Uint32Array(1);
  const [red, green, blue] = pixel.map((value) => Float32Array.of(value)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  compositeInto(rgba, red, green, blue, { ...LOOK, ...change }, MISSING);
  return [rgba[0]! & 255, (rgba[0]! >> 8) & 255, (rgba[0]! >> 16) & 255];
}

describe('a colour composite', () => {
  it('is black at the minimum and below', () => {
    for (const method of ['lupton', 'channels'] as const) {
      expect(colour([3, 4, 5], { method, minimum: [3, 4, 5] })).toEqual([0, 0, 0]);
      expect(colour([-3, -4, -5], { method })).toEqual([0, 0, 0]);
    }
  });

  it('keeps the colour of a bright pixel by lupton, and makes it white by channels', () => {
    expect(colour([4e6, 2e6, 1e6])).toEqual([255, 127, 63]);
    expect(colour([4e6, 2e6, 1e6], { method: 'channels' })).toEqual([255, 255, 255]);
  });

  it('is linear where q is 0', () => {
    expect(colour([1, 2, 4], { method: 'channels', stretch: 4, q: 0 })).toEqual([63, 127, 255]);
    expect(colour([1, 2, 3], { stretch: 4, q: 0 })).toEqual([63, 127, 191]);
  });

  it('weighs the channels', () => {
    expect(colour([10, 5, 20], { weights: [1, 2, 0.5] })).toEqual(colour([10, 10, 10]));
    expect(colour([10, 5, 20], { weights: [0, 0, 1] }).slice(0, 2)).toEqual([0, 0]);
  });

  it('marks pixels that are missing anywhere, and shows infinite ones as white or black', () => {
    for (const method of ['lupton', 'channels'] as const) {
      expect(colour([1, NaN, 1], { method })).toEqual([0x11, 0x22, 0x33]);
      expect(colour([Infinity, Infinity, Infinity], { method })).toEqual([255, 255, 255]);
      expect(colour([-Infinity, 0, 0], { method })).toEqual([0, 0, 0]);
    }
  });

  it('refuses a stretch that is not above 0', () => {
    expect(() => colour([1, 1, 1], { stretch: 0 })).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

describe('a quick composite', () => {
  it('differs by a level at most, and rarely', () => {
    const pixels = [1, 7, 3].map((seed) =>
      Float32Array.from({ length: 4000 }, (_, i) => (i * seed * 0.37) % 97),
    );
    const [red, green, blue] = pixels as [Float32Array, Float32Array, Float32Array];
    for (const method of ['lupton', 'channels'] as const) {
      const look = { ...LOOK, method, stretch: 40 };
      const levels = (['exact', 'quick'] as const).map((precision) => {
        const rgba = new Uint32Array(red.length);
        compositeInto(rgba, red, green, blue, look, MISSING, precision);
        return new Uint8Array(rgba.buffer);
      });
      const differences = levels[0]!.map((level, i) => Math.abs(level - levels[1]![i]!));
      expect(Math.max(...differences)).toBeLessThanOrEqual(1);
      expect(differences.filter(Boolean).length).toBeLessThan(0.01 * differences.length);
    }
  });
});

describe('a look by another method', () => {
  it('comes back as it was', () => {
    const channels = withMethod(LOOK, 'channels');
    expect(channels.method).toBe('channels');
    expect(channels.stretch).toBeGreaterThan(LOOK.stretch);
    expect(withMethod(channels, 'lupton').stretch).toBeCloseTo(LOOK.stretch, 12);
    expect(withMethod(LOOK, 'lupton')).toBe(LOOK);
  });
});

describe('the automatic look', () => {
  const red = { background: 100, bright: 300 };

  it('makes backgrounds black and bright pixels equally bright', () => {
    const look = automaticLook([red, { background: 10, bright: 60 }, { background: -5, bright: 395 }]);
    expect(look).toEqual({
      method: 'lupton',
      minimum: [100, 10, -5],
      weights: [1, 4, 0.5],
      stretch: 60,
      q: 8,
    });
    const [r, g, b] = colour([300, 60, 395], look);
    expect(g).toBe(r);
    expect(b).toBe(r);
  });

  it('leaves channels without contrast alone', () => {
    const flat = { background: 7, bright: 7 };
    expect(automaticLook([red, flat, { background: NaN, bright: NaN }])).toMatchObject({
      minimum: [100, 7, 0],
      weights: [1, 1, 1],
    });
    expect(automaticLook([flat, red, red]).stretch).toBe(1);
  });
});
