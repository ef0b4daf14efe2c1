import type { Piece } from '../reduce/index.ts';
import type { PeakChunk } from './peakChunks.ts';
import { addPixel, spoil, unite, type PlateauTable } from './plateauTable.ts';

/** A pixel of a plateau of several pixels, which may go on in the next row or the one before. */
export interface EdgePixel {
  readonly x: number;
  /** Its plateau in the table. */
  id: number;
  /** Bits 0, 1, 2: the pixel at x - 1, x, x + 1 of the row across is equal. */
  readonly across: number;
}

export interface PlateauRow {
  /** `across` looks at the next row. */
  readonly pixels: EdgePixel[];
  /** The same bits for the row before, by pixel. */
  readonly ups: number[];
}

/** Peaks without equal neighbours are finished at once; the others enter the table, joined along their row. */
export function plateauRows(
  piece: Piece,
  chunks: readonly PeakChunk[],
  table: PlateauTable,
  close: (x: number, y: number, value: number) => void,
): PlateauRow[] {
  const { width, pixels, y0, y1, haloTop } = piece;
  const rowsInMemory = haloTop + y1 - y0 + piece.haloBottom;
  const rows: PlateauRow[] = Array.from({ length: y1 - y0 }, () => ({ pixels: [], ups: [] }));
  const equalBits = (row: number, x: number, value: number) => {
    if (row < 0 || row >= rowsInMemory) return 0;
    const at = row * width + x;
    return (
      (x > 0 && pixels[at - 1] === value ? 1 : 0) |
      (pixels[at] === value ? 2 : 0) |
      (x + 1 < width && pixels[at + 1] === value ? 4 : 0)
    );
  };
  for (const chunk of chunks) {
    for (let i = 0; i < chunk.offset.length; i++) {
      const value = chunk.value[i];
      const line = Math.floor(chunk.offset[i] / width);
      const x = chunk.offset[i] - line * width;
      const y = chunk.y0 + line;
      const row = y - y0 + haloTop;
      const up = equalBits(row - 1, x, value);
      const along = equalBits(row, x, value);
      const down = equalBits(row + 1, x, value);
      if ((up | (along & 5) | down) === 0) {
        close(x, y, value);
        continue;
      }
      const found = rows[y - y0];
      const before = found.pixels.at(-1);
      const id = addPixel(table, x, y, value);
      if (before && before.x === x - 1 && along & 1) unite(table, before.id, id);
      else if (along & 1) spoil(table, id);
      found.pixels.push({ x, id, across: down });
      found.ups.push(up);
    }
  }
  rows.forEach(({ pixels: listed }, line) => {
    const start = (line + haloTop) * width;
    listed.forEach(({ x, id }, i) => {
      // An equal pixel to the right that is not listed is no peak: it touches something higher.
      const goesOn = x + 1 < width && pixels[start + x + 1] === pixels[start + x];
      if (goesOn && listed[i + 1]?.x !== x + 1) spoil(table, id);
    });
  });
  return rows;
}
