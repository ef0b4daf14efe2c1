const asNumber = new Float64Array(1);
const asBits = new BigInt64Array(asNumber.buffer);

/** Distance from |x| to the next larger double. */
export function ulpOf(x: number): number {
  if (!Number.isFinite(x)) return 0;
  return nextUp(Math.abs(x)) - Math.abs(x);
}

/** The next double above a finite x. */
export function nextUp(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  if (x === Infinity) return x;
  asNumber[0] = x;
  asBits[0]! += x > 0 ? 1n : -1n;
  return asNumber[0]!;
}
