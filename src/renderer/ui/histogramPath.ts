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
