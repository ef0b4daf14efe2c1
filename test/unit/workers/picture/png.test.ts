import { deflateSync, crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../../src/workers/picture/png.ts';

const limits = { maxPixels: 1e7, maxBytes: 1e9 };

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A grey picture of 8 bits whose pixels are as they are given; `extra` stands before them. */
function greyFile(
  width: number,
  height: number,
  pixels: Uint8Array,
  isInterlaced = false,
  extra: readonly Buffer[] = [],
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, Number(isInterlaced)], 8);
  const mark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const [ihdr, idat, iend] = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([mark, ihdr, ...extra, idat, iend]);
}

const rows = (width: number, count: number): Uint8Array =>
  Uint8Array.from({ length: (width + 1) * count }, (_, i) => (i % (width + 1) === 0 ? 0 : 100));

describe('decodePng', () => {
  it('reads as many rows as the header says', () => {
    const { samples, channels } = decodePng(greyFile(300, 200, deflateSync(rows(300, 200))), limits);
    expect(channels).toEqual([{ name: 'GREY', at: 0 }]);
    expect(samples.every((value, i) => value === (i % 4 === 3 ? 255 : 100))).toBe(true);
  });

  it('keeps the values of pixels of the transparent colour', () => {
    const pixels = deflateSync(Uint8Array.of(0, 7, 100, 0, 0, 100, 9, 8));
    const transparent = chunk('tRNS', Uint8Array.of(0, 100));
    const { samples, channels } = decodePng(greyFile(3, 2, pixels, false, [transparent]), limits);
    expect([...samples].filter((_, i) => i % 4 === 0)).toEqual([7, 100, 0, 100, 9, 8]);
    expect([...samples].filter((_, i) => i % 4 === 3)).toEqual([255, 0, 255, 0, 255, 255]);
    expect(channels).toContainEqual({ name: 'ALPHA', at: 3 });
  });

  it.each([false, true])('refuses a whole file with too few rows (interlaced: %s)', (isInterlaced) => {
    const bytes = greyFile(2000, 1000, deflateSync(rows(2000, 500)), isInterlaced);
    expect(() => decodePng(bytes, limits)).toThrow('The PNG file ends before its picture is complete.');
  });

  it('refuses packed pixels that end early', () => {
    const packed = deflateSync(rows(2000, 1000));
    const bytes = greyFile(2000, 1000, packed.subarray(0, packed.length / 2));
    expect(() => decodePng(bytes, limits)).toThrow('The PNG file ends before its picture is complete.');
  });

  it('refuses more rows than the header says', () => {
    expect(() => decodePng(greyFile(300, 100, deflateSync(rows(300, 200))), limits)).toThrow(
      /cannot be decoded/,
    );
  });
});
