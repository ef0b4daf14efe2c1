// Disjoint sets that several threads may join at once: a root only ever becomes the child of a smaller root, by compare and
// exchange, and paths are only shortened to other ancestors. So the sets, though not the paths, are the same in any order.

/** The root of an element: the smallest element of its set once all joining is done. */
export function rootOf(parent: Int32Array, element: number): number {
  let at = element;
  for (;;) {
    const up = parent[at];
    if (up === at) return at;
    const further = parent[up];
    if (further !== up) parent[at] = further;
    at = up;
  }
}

export function joinSets(parent: Int32Array, a: number, b: number): void {
  let x = rootOf(parent, a);
  let y = rootOf(parent, b);
  while (x !== y) {
    const high = Math.max(x, y);
    const low = Math.min(x, y);
    // Another thread may have given the root a parent meanwhile: go on from there.
    const found = Atomics.compareExchange(parent, high, high, low);
    if (found === high) return;
    x = rootOf(parent, found);
    y = rootOf(parent, low);
  }
}
