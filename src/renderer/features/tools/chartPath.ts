/** Smallest and largest finite value; null where there is none. */
export function valueRange(values: ArrayLike<number>): readonly [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  if (low > high) return null;
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

/** An SVG path through points in their order of x; missing values interrupt it. Where there are many to a pixel, each column
 * of pixels gets the line between its extremes, so that no peak is lost. */
export function chartPath(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  left: (value: number) => number,
  top: (value: number) => number,
): string {
  const count = Math.min(x.length, y.length);
  const parts: string[] = [];
  let pen = false;
  const line = (atX: number, value: number): void => {
    parts.push(`${pen ? 'L' : 'M'}${left(atX).toFixed(1)} ${top(value).toFixed(1)}`);
    pen = true;
  };
  for (let i = 0; i < count;) {
    const column = Math.floor(left(x[i]!));
    let [low, high] = [Infinity, -Infinity];
    let end = i;
    for (; end < count && Math.floor(left(x[end]!)) === column; end++) {
      const value = y[end]!;
      if (value < low && value > -Infinity) low = value;
      if (value > high && value < Infinity) high = value;
    }
    // Infinities are not drawn; a column of none ends the line.
    if (low > high) pen = false;
    else if (end - i <= 2) {
      for (let at = i; at < end; at++) {
        const value = y[at]!;
        if (value - value === 0) line(x[at]!, value);
        else pen = false;
      }
    } else {
      line(x[i]!, low);
      line(x[i]!, high);
    }
    i = Math.max(end, i + 1);
  }
  return parts.join('');
}
