import { inflateSync } from 'node:zlib';
import { decode } from 'tiff';
import { AppError } from '../../core/errors/index.ts';
import { cutShort, decoding, type PictureLimits } from './decoded.ts';
import { JPEG_STRIDE, jpegHead, jpegSamples } from './jpeg.ts';
import { lzwLength } from './lzwLength.ts';
import { PHOTOMETRIC, type TiffLayout } from './tiffLayout.ts';
import type { Piece } from './tiffPieces.ts';

/** Unpacks a piece into bytes of its own: `rowBytes` for each of its `rows`. What it unpacks to is bounded by its place
 * in the picture before memory is taken.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`, those of JPEG. */
export function unpackPiece(
  piece: Piece,
  { packing, photometric }: TiffLayout,
  jpegTables: Buffer,
  limits: PictureLimits,
): Uint8Array<ArrayBuffer> {
  const wanted = piece.rows * piece.rowBytes;
  const unpacked = unpack();
  if (unpacked.length < wanted) throw cutShort('TIFF file');
  return new Uint8Array(unpacked.subarray(0, wanted));

  function unpack(): Uint8Array {
    switch (packing) {
      case 'none':
        return piece.packed;
      case 'deflate':
        return decoding('TIFF picture', () =>
          inflateSync(piece.packed, { maxOutputLength: Math.max(1, piece.mostBytes) }),
        );
      case 'lzw':
        return unpackLzw(piece);
      case 'packBits':
        return unpackPackBits(piece);
      case 'jpeg':
        return unpackJpeg(piece, photometric, jpegTables, limits);
    }
  }
}

/** The decoder takes whole files, so the piece becomes the only strip of one, a row of bytes. */
function unpackLzw({ packed, mostBytes }: Piece): Uint8Array {
  const length = lzwLength(packed, mostBytes);
  if (length > mostBytes) throw swollen();
  if (length === 0) return new Uint8Array(0);
  const tags = [
    [256, length],
    [257, 1],
    [258, 8],
    [259, 5],
    [262, 1],
    [273, 0],
    [277, 1],
    [278, 1],
    [279, packed.length],
  ] as const;
  const head = Buffer.alloc(8 + 2 + 12 * tags.length + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(tags.length, 8);
  for (const [i, [tag, value]] of tags.entries()) {
    const at = 10 + 12 * i;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(4, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(tag === 273 ? head.length : value, at + 8);
  }
  const [page] = decoding('TIFF picture', () => decode(Buffer.concat([head, packed])));
  return page!.data as Uint8Array;
}

/** Source: TIFF 6.0, section 9. */
function unpackPackBits({ packed, mostBytes }: Piece): Uint8Array {
  const out = new Uint8Array(Math.min(mostBytes, 64 * packed.length));
  let to = 0;
  for (let at = 0; at < packed.length;) {
    const code = packed.readInt8(at++);
    // Of no meaning.
    if (code === -128) continue;
    const length = Math.abs(code) + 1;
    if (to + length > mostBytes) throw swollen();
    if (code < 0) {
      if (at >= packed.length) throw cutShort('TIFF file');
      out.fill(packed[at++]!, to, to + length);
    } else {
      if (at + length > packed.length) throw cutShort('TIFF file');
      out.set(packed.subarray(at, at + length), to);
      at += length;
    }
    to += length;
  }
  return out.subarray(0, to);
}

/** The tables that all pieces share stand before each. */
function unpackJpeg(piece: Piece, photometric: number, tables: Buffer, limits: PictureLimits): Uint8Array {
  const { packed, columns, rows, samples } = piece;
  const mostRows = piece.mostBytes / piece.rowBytes;
  const whole = tables.length > 4 ? Buffer.concat([tables.subarray(0, -2), packed.subarray(2)]) : packed;
  const { width, height, components } = jpegHead(whole);
  if (width !== columns || height < rows || height > mostRows || components !== samples)
    throw new AppError(
      'bad-header',
      `A piece of the TIFF picture has ${width} × ${height} pixels of ${components} samples, where ${columns} × ${rows} of ${samples} belong.`,
    );
  // The TIFF file says how colours are stored, whatever the piece says.
  const isYcc = samples === JPEG_STRIDE ? photometric === PHOTOMETRIC.ycc : undefined;
  const { samples: decoded } = jpegSamples(whole, limits, isYcc);
  if (samples === JPEG_STRIDE) return decoded;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = decoded[JPEG_STRIDE * i]!;
  return grey;
}

function swollen(): AppError {
  return new AppError('bad-header', 'A piece of the TIFF picture unpacks to more than it may hold.');
}
