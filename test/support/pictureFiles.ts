import { deflateSync } from 'node:zlib';
import { encode } from 'jpeg-js';
import { PNG } from 'pngjs';

/** A PNG picture of 8 or 16 bits from samples by pixel: 1 grey, 3 colours, 4 with transparency. */
export function pngFile(width: number, height: number, samples: readonly number[], bits: 8 | 16 = 8): Buffer {
  const channels = samples.length / (width * height);
  const colorType = ({ 1: 0, 3: 2, 4: 6 } as const)[channels as 1 | 3 | 4];
  const data = bits === 8 ? Buffer.from(samples) : Buffer.from(Uint16Array.from(samples).buffer);
  const png = new PNG({ width, height });
  png.data = data;
  return PNG.sync.write(png, {
    bitDepth: bits,
    colorType,
    inputColorType: colorType,
    inputHasAlpha: channels === 4,
  });
}

/** Red, green, blue and 255 by pixel. */
export function jpegFile(width: number, height: number, rgba: readonly number[]): Buffer {
  return encode({ width, height, data: Buffer.from(rgba) }, 95).data;
}

export interface TiffTag {
  readonly tag: number;
  readonly type: 3 | 4;
  readonly values: readonly number[];
}

/** A little-endian TIFF of pages, each with its pixels as one strip; tags given here stand in for the usual ones. */
export function tiffFile(
  pages: readonly {
    readonly width: number;
    readonly height: number;
    readonly strip: Buffer;
    readonly tags: readonly TiffTag[];
  }[],
): Buffer {
  let file = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  let pointer = 4;
  for (const { width, height, strip, tags } of pages) {
    const usual: TiffTag[] = [
      { tag: 256, type: 4, values: [width] },
      { tag: 257, type: 4, values: [height] },
      { tag: 258, type: 3, values: [8] },
      { tag: 259, type: 3, values: [1] },
      { tag: 262, type: 3, values: [1] },
      { tag: 273, type: 4, values: [file.length] },
      { tag: 277, type: 3, values: [1] },
      { tag: 278, type: 4, values: [height] },
      { tag: 279, type: 4, values: [strip.length] },
    ];
    const all = new Map([...usual, ...tags].map((entry) => [entry.tag, entry]));
    file = Buffer.concat([file, strip, Buffer.alloc(strip.length % 2)]);
    const lists: { readonly at: number; readonly bytes: Buffer }[] = [];
    const directory = Buffer.alloc(2 + 12 * all.size + 4);
    directory.writeUInt16LE(all.size);
    const sorted = [...all.values()].sort((a, b) => a.tag - b.tag);
    for (const [i, { tag, type, values }] of sorted.entries()) {
      const at = 2 + 12 * i;
      const size = type === 3 ? 2 : 4;
      const bytes = Buffer.alloc(Math.max(4, size * values.length));
      for (const [j, value] of values.entries())
        if (type === 3) bytes.writeUInt16LE(value, 2 * j);
        else bytes.writeUInt32LE(value, 4 * j);
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(type, at + 2);
      directory.writeUInt32LE(values.length, at + 4);
      if (bytes.length === 4) bytes.copy(directory, at + 8);
      else lists.push({ at: at + 8, bytes });
    }
    const start = file.length;
    let end = start + directory.length;
    for (const { at, bytes } of lists) {
      directory.writeUInt32LE(end, at);
      end += bytes.length;
    }
    file.writeUInt32LE(start, pointer);
    pointer = start + directory.length - 4;
    file = Buffer.concat([file, directory, ...lists.map(({ bytes }) => bytes)]);
  }
  return file;
}

/** A deflate-packed strip. */
export const deflated = (bytes: Uint8Array): Buffer => deflateSync(bytes);
