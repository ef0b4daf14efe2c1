/** Browsers lay out nothing taller than about 33 million pixels; above this the list's scroll bar is scaled. */
const TALLEST_PX = 8_000_000;

export interface VirtualWindow {
  /** Rows from `first` to before `last` are drawn. */
  readonly first: number;
  readonly last: number;
  /** Height of what scrolls, and how far down the first drawn row lies in it, in pixels. */
  readonly height: number;
  readonly top: number;
}

/** Which rows of a long list are in view. Rows are `rowPx` high, in a box `viewPx` high scrolled down by `scrollPx`. */
export function virtualWindow(count: number, rowPx: number, viewPx: number, scrollPx: number): VirtualWindow {
  const height = Math.min(count * rowPx, TALLEST_PX);
  const hidden = Math.max(count * rowPx - viewPx, 0);
  const scroll = Math.min(Math.max(scrollPx, 0), Math.max(height - viewPx, 0));
  const scale = height < count * rowPx ? hidden / Math.max(height - viewPx, 1) : 1;
  const real = scroll * scale;
  const first = Math.max(Math.floor(real / rowPx) - 4, 0);
  const last = Math.min(Math.ceil((real + viewPx) / rowPx) + 4, count);
  return { first, last, height, top: first * rowPx - real + scroll };
}

/** The scroll position that brings a row into view, or null when it is in view already. */
export function scrollToRow(
  row: number,
  count: number,
  rowPx: number,
  viewPx: number,
  scrollPx: number,
): number | null {
  const total = count * rowPx;
  const height = Math.min(total, TALLEST_PX);
  const scale = height < total ? Math.max(total - viewPx, 0) / Math.max(height - viewPx, 1) : 1;
  const real = scrollPx * scale;
  if (row * rowPx >= real && (row + 1) * rowPx <= real + viewPx) return null;
  const target = row * rowPx - (viewPx - rowPx) / 2;
  return Math.min(Math.max(target, 0), Math.max(total - viewPx, 0)) / scale;
}
