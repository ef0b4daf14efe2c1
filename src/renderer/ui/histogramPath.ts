/** The outline of a histogram with logarithmic counts, in a box of `counts.length` by 1, baseline at 1. */
export function histogramPath(counts: readonly number[]): string {
  let largest = 1;
  for (const count of counts) if (count > largest) largest = count;
  const scale = 1 / Math.log1p(largest);
  let path = 'M0 1';
  for (const [bin, count] of counts.entries()) {
    const top = 1 - Math.log1p(count) * scale;
    path += `V${top.toFixed(4)}H${bin + 1}`;
  }
  return `${path}V1Z`;
}

/** The outline of sorted values counted in `bins` equal bins from low to high, in a box of 1 by 1, as the above. */
export function samplePath(values: readonly number[], low: number, high: number, bins: number): string {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * bins);
    if (value === high) counts[bins - 1]! += 1;
    else if (bin >= 0 && bin < bins) counts[bin]! += 1;
  }
  let largest = 1;
  for (const count of counts) if (count > largest) largest = count;
  let path = 'M0 1';
  for (const [bin, count] of counts.entries())
    path += `V${(1 - Math.log1p(count) / Math.log1p(largest)).toFixed(4)}H${((bin + 1) / bins).toFixed(4)}`;
  return `${path}V1`;
}

/** A tick at each of the values between low and high, at the bottom of a box of 1 by 1. */
export function rugPath(values: readonly number[], low: number, high: number): string {
  let path = '';
  let last = '';
  for (const value of values) {
    if (value < low || value > high) continue;
    const place = ((value - low) / (high - low)).toFixed(3);
    if (place !== last) path += `M${place} 1v-.06`;
    last = place;
  }
  return path;
}
