import type { PixelType } from './pixels.ts';

/** Arithmetic of a pixel type: each result is rounded to it, as the vectors of the other kernels do. */
export interface Arithmetic {
  round(value: number): number;
  /** e^-u for 0 <= u < 80; any value elsewhere. See simd/decay.ts, of which this has the bytes. */
  decay(u: number): number;
}

const PER_LN2 = 1.4426950408889634;
/** Polynomials for 2^-r, from the highest power down; the rest is 1. */
const SINGLE = [
  -0.0013265147505801093, 0.009671634067569011, -0.055507337058762235, 0.24022240216979227,
  -0.6931469769797444,
].map(Math.fround);
const DOUBLE = [
  1.3179151718710393e-6, -1.5309219881949263e-5, 0.00015403824938024432, -0.001333345461831354,
  0.009618128616064467, -0.05550410935522998, 0.24022650698114775, -0.6931471805481473,
];

const single: Arithmetic = {
  round: Math.fround,
  decay: decayIn(Math.fround, SINGLE, 12_582_912),
};
const same = (value: number) => value;
const double: Arithmetic = { round: same, decay: decayIn(same, DOUBLE, 6_755_399_441_055_744) };

export function arithmeticOf(type: PixelType): Arithmetic {
  return type === 'float32' ? single : double;
}

/** Adding `bound` rounds to whole numbers. */
function decayIn(
  round: (value: number) => number,
  polynomial: readonly number[],
  bound: number,
): (u: number) => number {
  const perLn2 = round(PER_LN2);
  return (u) => {
    const t = round(u * perLn2);
    const whole = round(round(t + bound) - bound);
    const r = round(t - whole);
    let p = polynomial[0];
    for (let i = 1; i < polynomial.length; i++) p = round(round(p * r) + polynomial[i]);
    p = round(round(p * r) + 1);
    for (let n = 0; n < whole && p > 0; n++) p /= 2;
    return p;
  };
}
