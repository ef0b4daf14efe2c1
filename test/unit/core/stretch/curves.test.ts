import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import {
  DISPLAY_STRETCH_NAMES,
  formulaInLetters,
  STRETCH_NAMES,
  stretchDomain,
  stretchForward,
  stretchFormula,
  stretchInverse,
  stretchTitle,
  valueFromLevel,
  type StretchName,
} from '../../../../src/core/stretch/index.ts';

const PLACES = [0, 1e-6, 0.001, 0.1, 0.37, 0.5, 0.9, 1];

/** astropy.visualization 5.2 at PLACES: LogStretch(1000), AsinhStretch(0.1), SinhStretch(1/3),
 * PowerDistStretch(1000), PowerStretch(0.4). */
const ASTROPY: Record<StretchName, number[]> = {
  linear: [0.0, 1e-6, 0.001, 0.1, 0.37, 0.5, 0.9, 1.0],
  log: [
    0.0, 0.0001446715602174682, 0.10032881506161208, 0.6680104684941067, 0.8563340647609199,
    0.8998157120437035, 0.9847657754445129, 1.0,
  ],
  sqrt: [
    0.0, 0.001, 0.03162277660168379, 0.31622776601683794, 0.6082762530298219, 0.7071067811865476,
    0.9486832980505138, 1.0,
  ],
  squared: [0.0, 1e-12, 1e-6, 0.010000000000000002, 0.1369, 0.25, 0.81, 1.0],
  gamma: [
    0.0, 0.003981071705534971, 0.06309573444801932, 0.39810717055349726, 0.6718629455476418,
    0.757858283255199, 0.9587315155141827, 1.0,
  ],
  asinh: [
    0.0, 3.3353090032345695e-6, 0.003335253417308103, 0.2939653260048424, 0.6734858246463231,
    0.7712696419200371, 0.9650529776640909, 1.0,
  ],
  sinh: [
    0.0, 2.994647090069174e-7, 0.00029946515820373387, 0.030397693687904296, 0.13499866253869303,
    0.2125480174711402, 0.7393048086278529, 1.0,
  ],
  power: [
    0.0, 6.914693831419641e-9, 6.938607459263448e-6, 0.0009962585735424222, 0.011894389906838177,
    0.030653430031715508, 0.5006879215488211, 1.0,
  ],
};

describe('stretch curves', () => {
  it.each(STRETCH_NAMES)('%s is astropy’s', (name) => {
    // astropy adds or subtracts 1, losing digits near 0 that ours keeps: hence the absolute part.
    PLACES.forEach((place, i) => {
      const expected = ASTROPY[name][i]!;
      expect(Math.abs(stretchForward(name, place) - expected)).toBeLessThanOrEqual(1e-14 * expected + 3e-17);
    });
  });

  it.each(STRETCH_NAMES)('%s runs from 0 to 1, clips, keeps NaN and inverts', (name) => {
    expect(stretchForward(name, -5)).toBe(0);
    expect(stretchForward(name, 7)).toBe(1);
    expect(stretchForward(name, NaN)).toBeNaN();
    expect(stretchInverse(name, NaN)).toBeNaN();
    for (const place of PLACES)
      expect(stretchInverse(name, stretchForward(name, place))).toBeCloseTo(place, 12);
  });

  it('every display stretch has a title and a formula', () => {
    const titles = DISPLAY_STRETCH_NAMES.map(stretchTitle);
    expect(new Set(titles).size).toBe(titles.length);
    for (const name of DISPLAY_STRETCH_NAMES) expect(stretchFormula(name)).toMatch(/^y = /);
  });

  it('a formula can be read by itself', () => {
    const x = 'x = (v − low) ∕ (high − low)';
    expect(stretchFormula('linear')).toBe(`y = x, with ${x}`);
    expect(stretchFormula('log')).toBe(`y = ln(1000 x + 1) ∕ ln(1001), with ${x}`);
    expect(stretchFormula('power', 0.5)).toBe(`y = (0.5ˣ − 1) ∕ (−0.5), with ${x}`);
    expect(stretchFormula('power', 1)).toBe(`y = x, with ${x}`);
    expect(stretchFormula('book')).toContain('asinh(v) ∕ asinh(maximum)');
    for (const name of STRETCH_NAMES) expect(stretchFormula(name).split(x)).toHaveLength(2);
  });

  it('a formula in letters says what the parameter does', () => {
    expect(STRETCH_NAMES.map(formulaInLetters)).toEqual([
      'y = x',
      'y = ln(a x + 1) ∕ ln(a + 1)',
      'y = √x',
      'y = x²',
      'y = x^a',
      'y = asinh(x ∕ a) ∕ asinh(1 ∕ a)',
      'y = sinh(x ∕ a) ∕ sinh(1 ∕ a)',
      'y = (aˣ − 1) ∕ (a − 1)',
    ]);
  });

  it('the formula of the operation has that of every curve', () => {
    const lines = OPERATIONS.get('stretch')!.formula!.split('\n');
    expect(lines).toEqual(STRETCH_NAMES.map((name) => `${name}: ${formulaInLetters(name)}`));
  });
});

describe('the domain of the limits', () => {
  it("is the book's normalised value for the book's stretch", () => {
    const domain = stretchDomain('book', 313);
    expect(domain.forward(313)).toBe(1);
    expect(domain.forward(0.29)).toBeCloseTo(Math.asinh(0.29) / Math.asinh(313), 15);
    expect(domain.inverse(domain.forward(17.5))).toBeCloseTo(17.5, 12);
  });

  it('is the raw value for the others', () => {
    expect(stretchDomain('log', -1).forward(17.5)).toBe(17.5);
    expect(stretchDomain('log', -1).inverse(17.5)).toBe(17.5);
  });

  it.each([0, -3, NaN])('refuses a maximum of %s for the book’s stretch', (maximum) => {
    expect(() => stretchDomain('book', maximum)).toThrowError(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(String(maximum)) }),
    );
  });

  it.each(DISPLAY_STRETCH_NAMES)('%s: limits are the values of black and white', (stretch) => {
    const mapping = { stretch, low: 10, high: 250, offset: 32768, maximum: 40000 };
    expect(valueFromLevel(mapping, 0)).toBeCloseTo(10, 7);
    expect(valueFromLevel(mapping, 1)).toBeCloseTo(250, 7);
    expect(valueFromLevel(mapping, 0.5)).toBeGreaterThan(10);
    expect(valueFromLevel(mapping, 0.5)).toBeLessThan(250);
  });
});
