import type { ImageSummary } from './summaries.ts';

export interface TileAddress {
  /** Pyramid level: one pixel of level n covers 2ⁿ × 2ⁿ image pixels. */
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** A tile of a look, in the size that it has in the picture. */
export interface LookTile extends TileAddress {
  readonly width: number;
  readonly height: number;
  /** A pixel that is sent stands for step × step pixels of the tile, those that lie beyond its edges left out. */
  readonly step: number;
}

/** What comes before the tiles of a preview: how the image looks as a whole, and which tiles follow. */
export interface PreviewHead {
  readonly summary: ImageSummary | null;
  /** Whether a better look can be had: this one is coarse, so as not to be late. */
  readonly coarse: boolean;
  readonly tiles: readonly LookTile[];
}

/** The pixels of a tile that are sent. */
export function sentSize({ width, height, step }: Pick<LookTile, 'width' | 'height' | 'step'>) {
  return { width: Math.ceil(width / step), height: Math.ceil(height / step) };
}

/** A tile of all its pixels from those that were sent. */
export function enlarged<Buffer extends ArrayBufferLike>(
  sent: Float32Array<Buffer>,
  tile: Pick<LookTile, 'width' | 'height' | 'step'>,
): Float32Array<Buffer | ArrayBuffer> {
  const { width, height, step } = tile;
  if (step === 1) return sent;
  const { width: sentWidth } = sentSize(tile);
  const pixels = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    if (y % step > 0) row.set(pixels.subarray((y - 1) * width, y * width));
    else for (let x = 0; x < width; x++) row[x] = sent[(y / step) * sentWidth + Math.floor(x / step)]!;
  }
  return pixels;
}

/** A little-endian uint32 with the length of the JSON after it, in bytes. The tiles follow as the tile endpoint has them. */
export function packPreviewHead(head: PreviewHead): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(head).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const bytes = new Uint8Array(4 + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  for (let i = 0; i < text.length; i++) bytes[4 + i] = text.charCodeAt(i);
  return bytes;
}

/** Reads the head, and then each of its tiles, by a `read` that fills what it is given from the stream. */
export async function unpackPreviewHead(read: (into: Uint8Array) => Promise<void>): Promise<PreviewHead> {
  const length = new Uint8Array(4);
  await read(length);
  const json = new Uint8Array(new DataView(length.buffer).getUint32(0, true));
  await read(json);
  let text = '';
  for (const code of json) text += String.fromCharCode(code);
  return JSON.parse(text) as PreviewHead;
}
