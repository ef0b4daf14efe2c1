/** How an image goes on beyond its border, by SciPy's names; see the README. */
export type ExtendMode = 'reflect' | 'mirror' | 'nearest' | 'wrap' | 'constant';

/** For a line of `length` pixels and `radius` more on either side: which pixel of the line stands there, -1 for the
 * constant value. */
export function sourceIndices(length: number, radius: number, mode: ExtendMode): Int32Array {
  const indices = new Int32Array(length + 2 * radius);
  for (let i = 0; i < indices.length; i++) indices[i] = sourceIndex(i - radius, length, mode);
  return indices;
}

function sourceIndex(at: number, length: number, mode: ExtendMode): number {
  if (at >= 0 && at < length) return at;
  switch (mode) {
    case 'constant':
      return -1;
    case 'nearest':
      return at < 0 ? 0 : length - 1;
    case 'wrap':
      return modulo(at, length);
    case 'reflect': {
      const place = modulo(at, 2 * length);
      return place < length ? place : 2 * length - 1 - place;
    }
    case 'mirror': {
      if (length === 1) return 0;
      const place = modulo(at, 2 * length - 2);
      return place < length ? place : 2 * length - 2 - place;
    }
  }
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
