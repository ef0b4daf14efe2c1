import { sourceIndices, type ExtendMode, type WholeImage } from '../../../src/core/strips/index.ts';

/** The pixels of each window, by the definition: `before` pixels before the pixel, `size` in all, both ways. */
export function ofWindows(
  { width, height, pixels }: WholeImage,
  size: number,
  { mode, cval }: { readonly mode: ExtendMode; readonly cval: number },
  what: (window: readonly number[], own: number) => number,
): number[] {
  const before = Math.floor(size / 2);
  const columns = sourceIndices(width, size, mode);
  const lines = sourceIndices(height, size, mode);
  const out: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const window: number[] = [];
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const line = lines[size + y - before + i]!;
          const column = columns[size + x - before + j]!;
          window.push(line < 0 || column < 0 ? cval : pixels[line * width + column]!);
        }
      }
      out.push(what(window, pixels[y * width + x]!));
    }
  }
  return out;
}
