// The middle ranks of windows that slide over a tile (after Huang, Yang & Tang, 1979): the window is a set of ranks, one bit
// each, and the word that holds its middle is followed from where it was.

/** See Kernels.middles. */
export function middles(
  ranks: usize,
  width: i32,
  rows: i32,
  size: i32,
  total: u32,
  end: u32,
  out: usize,
  scratch: usize,
): void {
  const pitch = (<usize>width + size - 1) << 2;
  memory.fill(scratch, 0, (((<usize>total) >> 6) << 3) + 8);
  // Whether some are left out; how many are in the window; the word looked at last; how many ranks are in the words before it.
  const gaps = end < total;
  let count: i32 = gaps ? 0 : size * size;
  let word: usize = 0;
  let below: i32 = 0;
  for (let k: usize = 0; k < <usize>size; k++) {
    toggle(ranks + k * pitch, 4, size, scratch, 0);
    if (gaps) count += known(ranks + k * pitch, 4, size, end);
  }
  for (let y: i32 = 0; y < rows; y++) {
    const forth = (y & 1) == 0;
    const row = ranks + <usize>y * pitch;
    for (let x: i32 = forth ? 0 : width - 1, left = width; left > 0; left--, x += forth ? 1 : -1) {
      // What goes and what comes: a column, or at the start of a row the row above the window and its last.
      const down = left == width;
      if (!down || y > 0) {
        let gone = row + ((<usize>x) << 2);
        let come: usize;
        let step = pitch;
        if (down) {
          gone -= pitch;
          come = gone + <usize>size * pitch;
          step = 4;
        } else if (forth) {
          gone -= 4;
          come = gone + ((<usize>size) << 2);
        } else {
          come = gone;
          gone += (<usize>size) << 2;
        }
        const edge = (<u32>word) << 6;
        below -= toggle(gone, step, size, scratch, edge);
        below += toggle(come, step, size, scratch, edge);
        if (gaps) count += known(come, step, size, end) - known(gone, step, size, end);
      }
      const place = out + ((<usize>(y * width + x)) << 3);
      if (count == 0) {
        store<u64>(place, u64.MAX_VALUE);
        continue;
      }
      const wanted = (count - 1) >> 1;
      while (below > wanted) below -= <i32>popcnt(load<u64>(scratch + (--word << 3)));
      let set = load<u64>(scratch + (word << 3));
      let ones = <i32>popcnt(set);
      while (below + ones <= wanted) {
        below += ones;
        set = load<u64>(scratch + (++word << 3));
        ones = <i32>popcnt(set);
      }
      for (let skip = wanted - below; skip > 0; skip--) set &= set - 1;
      const lower = ((<u32>word) << 6) + <u32>ctz(set);
      let upper = lower;
      if ((count & 1) == 0) {
        set &= set - 1;
        let next = word;
        while (set == 0) set = load<u64>(scratch + (++next << 3));
        upper = ((<u32>next) << 6) + <u32>ctz(set);
      }
      store<u32>(place, lower);
      store<u32>(place, upper, 4);
    }
  }
}

// Takes `size` ranks in or out: how many of them are below `edge`.
function toggle(from: usize, step: usize, size: i32, scratch: usize, edge: u32): i32 {
  let under: i32 = 0;
  for (let k: i32 = size; k > 0; k--) {
    const rank = load<u32>(from);
    const word = scratch + <usize>((rank >> 6) << 3);
    store<u64>(word, load<u64>(word) ^ ((<u64>1) << (<u64>rank)));
    // No branch: it would be as likely as not.
    under += <i32>(rank < edge);
    from += step;
  }
  return under;
}

// How many of `size` ranks are below `end`.
function known(from: usize, step: usize, size: i32, end: u32): i32 {
  let count: i32 = 0;
  for (let k: i32 = 0; k < size; k++, from += step) count += <i32>(load<u32>(from) < end);
  return count;
}
