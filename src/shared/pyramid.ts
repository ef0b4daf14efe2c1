import { halveRowInto } from '../core/image/index.ts';
import { BLOCK_ROWS } from '../core/reduce/index.ts';
import { allocateMemoryPlane, memoryRow, type MemoryPlane } from './planes.ts';

/** Levels from 1/4 down are kept; 1/2 is averaged when it is asked for. Level n halves the size n times. */
export const FIRST_LEVEL = 2;
/** A level that fits in this many pixels a side needs no coarser one. */
const COARSEST_SIDE = 256;

/** The coarsest level of an image. */
export function coarsestLevel(width: number, height: number): number {
  let level = 0;
  while (Math.max(width, height) / 2 ** level > COARSEST_SIDE) level++;
  return level;
}

/** Memory for the kept levels of an image, finest first. */
export function allocatePyramid(width: number, height: number): MemoryPlane[] {
  const levels: MemoryPlane[] = [];
  for (let level = FIRST_LEVEL; level <= coarsestLevel(width, height); level++)
    levels.push(
      allocateMemoryPlane(Math.ceil(width / 2 ** level), Math.ceil(height / 2 ** level), 'float32'),
    );
  return levels;
}

/** The first level of an image too small to be kept with one, through the window of its plane. */
export function firstLevelOf(plane: MemoryPlane): MemoryPlane {
  const { x0, y0, width, height } = plane.window;
  const [half, quarter] = [2, 4].map((step) =>
    allocateMemoryPlane(Math.ceil(width / step), Math.ceil(height / step), 'float32'),
  ) as [MemoryPlane, MemoryPlane];
  for (let y = 0; y < half.fullHeight; y++) {
    const lower = 2 * y + 1 < height ? memoryRow(plane, y0 + 2 * y + 1, x0, width) : null;
    const row = memoryRow(half, y, 0, half.fullWidth) as Float32Array;
    halveRowInto(row, memoryRow(plane, y0 + 2 * y, x0, width), lower);
  }
  for (let y = 0; y < quarter.fullHeight; y++) halveLevelRow(half, quarter, y);
  return quarter;
}

/** Fills the levels that whole blocks of rows fill by themselves, for pixel rows y0 … y1 - 1, from the first level. */
export function halveWithinBlocks(pyramid: readonly MemoryPlane[], y0: number, y1: number): void {
  for (let i = 1; i < pyramid.length; i++) {
    const rowsOf = 2 ** (i + FIRST_LEVEL);
    if (rowsOf > BLOCK_ROWS) return;
    const end = Math.min(pyramid[i]!.fullHeight, Math.ceil(y1 / rowsOf));
    for (let y = Math.floor(y0 / rowsOf); y < end; y++) halveLevelRow(pyramid[i - 1]!, pyramid[i]!, y);
  }
}

/** Fills the levels whose rows come from more than one block, when all blocks are done. */
export function halveAcrossBlocks(pyramid: readonly MemoryPlane[]): void {
  for (let i = 1; i < pyramid.length; i++) {
    if (2 ** (i + FIRST_LEVEL) <= BLOCK_ROWS) continue;
    for (let y = 0; y < pyramid[i]!.fullHeight; y++) halveLevelRow(pyramid[i - 1]!, pyramid[i]!, y);
  }
}

function halveLevelRow(from: MemoryPlane, to: MemoryPlane, y: number): void {
  const upper = memoryRow(from, 2 * y, 0, from.fullWidth);
  const lower = 2 * y + 1 < from.fullHeight ? memoryRow(from, 2 * y + 1, 0, from.fullWidth) : null;
  halveRowInto(memoryRow(to, y, 0, to.fullWidth) as Float32Array, upper, lower);
}
