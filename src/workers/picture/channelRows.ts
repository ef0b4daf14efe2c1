import { closeSync, openSync, writeSync } from 'node:fs';
import { channelHead, channelPadding, type ChannelToWrite } from '../../core/fits/index.ts';
import type { DecodedPicture, Samples } from './decoded.ts';
import { upright } from './orientation.ts';

/** Bytes turned over at a time. */
const PIECE_BYTES = 2 ** 20;
const UNSIGNED_16 = 32768;

/** Writes a picture as a FITS file of one image for each channel, turned upright; its last row is the first of FITS. */
export function writeChannels(target: string, picture: DecodedPicture): void {
  const file = openSync(target, 'wx', 0o600);
  const write = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  };
  try {
    for (const [index, { name, at }] of picture.channels.entries()) {
      const { width, height } = upright(picture.width, picture.height, picture.orientation);
      const { samples } = picture;
      const channel: ChannelToWrite = { index, name, width, height, ...storedAs(samples) };
      write(channelHead(channel));
      writeRows(picture, at, channel, write);
      write(channelPadding(channel));
    }
  } finally {
    closeSync(file);
  }
}

function storedAs(samples: Samples): Pick<ChannelToWrite, 'bitpix' | 'bzero'> {
  if (samples instanceof Uint8Array) return { bitpix: 8, bzero: 0 };
  if (samples instanceof Uint16Array) return { bitpix: 16, bzero: UNSIGNED_16 };
  if (samples instanceof Float32Array) return { bitpix: -32, bzero: 0 };
  if (samples instanceof Int8Array || samples instanceof Int16Array) return { bitpix: 16, bzero: 0 };
  // Integers of 32 bits are exact in these.
  return { bitpix: -64, bzero: 0 };
}

function writeRows(
  { samples, stride, orientation, ...stored }: DecodedPicture,
  at: number,
  { bitpix, bzero }: ChannelToWrite,
  write: (bytes: Uint8Array) => void,
): void {
  const { width, height, start, xStep, yStep } = upright(stored.width, stored.height, orientation);
  const size = Math.abs(bitpix) / 8;
  const step = xStep * stride;
  const rows = Math.max(1, Math.floor(PIECE_BYTES / (width * size)));
  const bytes = new Uint8Array(Math.min(rows, height) * width * size);
  const view = new DataView(bytes.buffer);
  for (let y = height - 1; y >= 0;) {
    let to = 0;
    for (let left = rows; left > 0 && y >= 0; left--, y--)
      for (let x = 0, from = (start + y * yStep) * stride + at; x < width; x++, from += step, to += size) {
        const value = samples[from]!;
        if (bitpix === 8) bytes[to] = value;
        else if (bitpix === 16) view.setInt16(to, value - bzero);
        else if (bitpix === -32) view.setFloat32(to, value);
        else view.setFloat64(to, value);
      }
    write(bytes.subarray(0, to));
  }
}
