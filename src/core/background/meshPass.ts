import { newPixels, type PixelArray } from '../kernels/index.ts';
import type { PlaneShape, Reducer, Reduction } from '../reduce/index.ts';
import { meshMode, meshScratch } from './meshMode.ts';

export interface MeshParams {
  /** Side of a mesh in pixels. */
  readonly boxSize: number;
}

/** Backgrounds of one row of meshes. */
export interface MeshRow {
  readonly row: number;
  readonly modes: Float64Array;
  readonly rms: Float64Array;
}

/** Rows y0 … y1 - 1, part of one row of meshes that a range of rows begins or ends within. */
interface OpenRow {
  readonly y0: number;
  readonly y1: number;
  readonly pixels: PixelArray;
}

export interface MeshPartial {
  readonly done: readonly MeshRow[];
  readonly open: readonly OpenRow[];
}

/** Background and rms of each mesh of an image, in one pass.
 *
 * Method: the pixels of a row of meshes are kept until it is complete, then measured by `meshMode`; rows of meshes cut by
 *         the ends of a range travel with the partial result and are measured when they are joined.
 * Shape:  a plane in, ⌈height / boxSize⌉ rows of ⌈width / boxSize⌉ meshes out; those at the far ends may be smaller.
 * Units:  those of the pixels.
 * Non-finite and masked: see `meshMode`; NaN for a mesh with too few pixels.
 * Border: none.
 * Errors: none.   Cost: O(pixels); two rows of meshes for each range of rows.
 * Source: Bertin & Arnouts, 1996, A&AS 117, 393.
 * Checked against: SEP 1.2, through the operation. */
export const meshPass: Reduction<MeshParams, MeshPartial, readonly MeshRow[]> = {
  halo: 0,
  start: (params, plane) => startMeshes(params, plane),
  merge: (upper, lower, { boxSize }, plane) => {
    const open = [...upper.open];
    const done = [...upper.done, ...lower.done];
    for (const part of lower.open) {
      const last = open.at(-1);
      if (last === undefined || last.y1 !== part.y0 || part.y0 % boxSize === 0) {
        open.push(part);
        continue;
      }
      const joined = joinedRows(last, part, plane);
      open.pop();
      if (isWhole(joined, boxSize, plane)) done.push(measured(joined, boxSize, plane));
      else open.push(joined);
    }
    return { done, open };
  },
  finish: (partial) => partial.done,
};

function startMeshes({ boxSize }: MeshParams, plane: PlaneShape): Reducer<MeshPartial> {
  const { width, height, pixelType } = plane;
  const rows = newPixels(pixelType, Math.min(boxSize, height) * width);
  const done: MeshRow[] = [];
  const open: OpenRow[] = [];
  let first = 0;
  let count = 0;

  function close(): void {
    if (count === 0) return;
    const part = { y0: first, y1: first + count, pixels: rows.subarray(0, count * width) };
    if (isWhole(part, boxSize, plane)) done.push(measured(part, boxSize, plane));
    else open.push({ ...part, pixels: part.pixels.slice() });
    count = 0;
  }

  return {
    piece({ pixels, haloTop, y0, y1 }) {
      for (let y = y0; y < y1; y++) {
        if (y % boxSize === 0) close();
        if (count === 0) first = y;
        const from = (haloTop + y - y0) * width;
        rows.set(pixels.subarray(from, from + width), count * width);
        count++;
      }
    },
    end() {
      close();
      return { done, open };
    },
  };
}

function isWhole({ y0, y1 }: OpenRow, boxSize: number, { height }: PlaneShape): boolean {
  return y0 % boxSize === 0 && (y1 - y0 === boxSize || y1 === height);
}

function measured({ y0, y1, pixels }: OpenRow, boxSize: number, { width }: PlaneShape): MeshRow {
  const columns = Math.ceil(width / boxSize);
  const modes = new Float64Array(columns);
  const rms = new Float64Array(columns);
  const scratch = meshScratch((y1 - y0) * boxSize);
  for (let column = 0; column < columns; column++) {
    const x0 = column * boxSize;
    const mesh = meshMode(pixels, width, y1 - y0, x0, Math.min(width, x0 + boxSize), scratch);
    modes[column] = mesh.mode;
    rms[column] = mesh.rms;
  }
  return { row: y0 / boxSize, modes, rms };
}

function joinedRows(upper: OpenRow, lower: OpenRow, { width, pixelType }: PlaneShape): OpenRow {
  const pixels = newPixels(pixelType, (lower.y1 - upper.y0) * width);
  pixels.set(upper.pixels);
  pixels.set(lower.pixels, upper.pixels.length);
  return { y0: upper.y0, y1: lower.y1, pixels };
}
