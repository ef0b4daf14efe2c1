import type { PixelType } from '../core/reduce/index.ts';
import { allocateMemoryPlane, type MemoryPlane } from '../shared/planes.ts';
import { planeBytes } from './basePixels.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** Larger planes are not made ready. */
const MOST_BYTES = 256 * 2 ** 20;
/** What is touched in one job, so that others get in between. */
const PIECE_BYTES = 4 * 2 ** 20;

/** A plane whose memory the system has handed over already, for a result that is about to be computed: memory that is touched
 * for the first time costs about as much as a blur. It is made ready while a preview is looked at. */
export class ReadyMemory {
  private readonly pool: Pool;
  private plane: { readonly size: string; readonly bytes: number; readonly memory: MemoryPlane } | null =
    null;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Bytes that it holds. */
  get bytes(): number {
    return this.plane?.bytes ?? 0;
  }

  /** The plane of that size, if there is one; it is the caller's from then on. */
  take(width: number, height: number, pixelType: PixelType): MemoryPlane | null {
    if (this.plane?.size !== sizeOf(width, height, pixelType)) return null;
    const { memory } = this.plane;
    this.plane = null;
    return memory;
  }

  /** A result of that size is to be expected; `room` tells whether there is room for so many bytes more. Resolves when all of
   * its memory is ready, which nobody needs to wait for. */
  async prepare(
    width: number,
    height: number,
    pixelType: PixelType,
    room: (bytes: number) => boolean,
  ): Promise<void> {
    const size = sizeOf(width, height, pixelType);
    if (this.plane?.size === size) return;
    this.plane = null;
    const bytes = planeBytes(width, height, pixelType);
    if (bytes > MOST_BYTES || !room(bytes)) return;
    let memory: MemoryPlane;
    try {
      memory = allocateMemoryPlane(width, height, pixelType);
    } catch {
      return;
    }
    this.plane = { size, bytes, memory };
    // One that is taken before all of it is ready is as good as a new one.
    const pieces: Promise<unknown>[] = [];
    for (const strip of memory.strips)
      for (let from = 0; from < strip.byteLength; from += PIECE_BYTES) {
        const to = Math.min(strip.byteLength, from + PIECE_BYTES);
        pieces.push(this.pool.run('touchMemory', { strip, from, to }, PRIORITY.background));
      }
    await Promise.allSettled(pieces);
  }

  drop(): void {
    this.plane = null;
  }
}

function sizeOf(width: number, height: number, pixelType: PixelType): string {
  return `${width} ${height} ${pixelType}`;
}
