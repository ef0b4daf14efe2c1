import { PLAIN_THEME } from '../../../../src/renderer/canvas/plots/plotTheme.ts';
import type { PlotColumn, RowBits } from '../../../../src/renderer/canvas/plots/plotTypes.ts';
import type { Frame } from '../../../../src/renderer/canvas/plots/scatterSheet.ts';

export const FRAME: Frame = { width: 400, height: 300, ratio: 1, theme: PLAIN_THEME, vectorPoints: 0 };

export function column(label: string, values: ArrayLike<number>, unit = ''): PlotColumn {
  return { label, unit, values: Float64Array.from(values) };
}

export function bitsOf(rows: number, chosen: readonly number[]): RowBits {
  const words = new Uint32Array((rows + 31) >>> 5);
  for (const row of chosen) words[row >> 5]! |= 1 << (row & 31);
  return { rows, words };
}

export function chosenRows({ rows, words }: RowBits): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) => ((words[row >> 5]! >>> (row & 31)) & 1) === 1,
  );
}

/** Numbers from 0 to 1 that are the same in every run. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Packed colours of a picture. */
export function packed(data: Uint8ClampedArray<ArrayBuffer>): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}
