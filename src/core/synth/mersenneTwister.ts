const WORDS = 624;
const SHIFT = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;
const MATRIX = 0x9908b0df;

/** Source of whole numbers 0 … 2^32 - 1. */
export type Uint32Source = () => number;

/** The Mersenne Twister MT19937, seeded as `np.random.RandomState(seed)` and `init_genrand` seed it.
 *
 * Method: 624 words of state made from the seed by Knuth's linear congruence (multiplier 1812433253), renewed all at once
 *         and tempered as they are drawn.
 * Shape:  a function that gives the next 32-bit number each time it is called.
 * Units:  seed 0 … 2^32 - 1 (its lowest 32 bits are taken).
 * Cost:   a few nanoseconds a number; 2.5 kB of state.
 * Source: Matsumoto and Nishimura 1998, Mersenne Twister; mt19937ar of 2002 for the seeding.
 * Checked against: numpy 1.24 RandomState, every digit, in test/unit/core/synth. */
export function createMersenneTwister(seed: number): Uint32Source {
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let i = 1; i < WORDS; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
  let next = WORDS;
  return () => {
    if (next === WORDS) {
      renew(state);
      next = 0;
    }
    let y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

function renew(state: Uint32Array): void {
  for (let i = 0; i < WORDS; i++) {
    const y = (state[i] & UPPER) | (state[i + 1 < WORDS ? i + 1 : 0] & LOWER);
    const other = state[i + SHIFT < WORDS ? i + SHIFT : i + SHIFT - WORDS];
    state[i] = other ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : MATRIX);
  }
}
