/** Hoare's quickselect of `from` … `to` (inclusive), ids moving with their keys: afterwards no key before `nth` is above it,
 * and none after it is below. */
export function selectByKey(
  keys: Float64Array,
  ids: Int32Array,
  from: number,
  to: number,
  nth: number,
): void {
  let left = from;
  let right = to;
  while (left < right) {
    const a = keys[left];
    const b = keys[(left + right) >>> 1];
    const c = keys[right];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = left;
    let j = right;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i > j) break;
      const key = keys[i];
      keys[i] = keys[j];
      keys[j] = key;
      const id = ids[i];
      ids[i] = ids[j];
      ids[j] = id;
      i++;
      j--;
    }
    if (nth <= j) right = j;
    else if (nth >= i) left = i;
    else return;
  }
}
