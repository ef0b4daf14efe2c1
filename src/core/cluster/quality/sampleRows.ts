/** Some of the rows, in their order, each choice of so many as likely as any other; all where there are no more.
 *
 * Method: selection sampling: each row is taken with the share of rows still wanted among those still to come.
 * Source: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S; the numbers are a Weyl sequence under
 *         the finaliser of MurmurHash3 (Appleby). */
export function sampleRows(rows: Uint32Array, wanted: number, seed: number): Uint32Array {
  if (rows.length <= wanted) return rows;
  const chosen = new Uint32Array(wanted);
  let state = seed >>> 0;
  let count = 0;
  for (let i = 0; i < rows.length && count < wanted; i++) {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    const uniform = ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
    if (uniform * (rows.length - i) < wanted - count) chosen[count++] = rows[i];
  }
  return chosen;
}
