/** A generator of numbers from 0 (inclusive) to 1 (exclusive) with 53 bits: the same seed gives the same numbers.
 *
 * Method: sfc32, a small fast chaotic generator with a counter; two draws a number; twelve draws stir the seed in.
 * Source: Chris Doty-Humphrey, PractRand (sfc32 of 128 bits of state). */
export function seededRandom(seed: number, stream: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 2 ** 32) | 0;
  let c = stream | 0;
  let counter = 1;
  const draw = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 12; i++) draw();
  return () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53;
}
