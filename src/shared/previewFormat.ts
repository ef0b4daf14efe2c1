import type { ImageSummary } from './summaries.ts';

export interface TileAddress {
  /** Pyramid level: one pixel of level n covers 2ⁿ × 2ⁿ image pixels. */
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** What comes before the tiles of a preview: how the image looks as a whole, and which tiles follow. */
export interface PreviewHead {
  readonly summary: ImageSummary | null;
  readonly tiles: readonly (TileAddress & { readonly width: number; readonly height: number })[];
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
