import { decode } from 'tiff';
import { describe, expect, it } from 'vitest';
import { tiffHead } from '../../../../src/core/tiff/index.ts';
import { decodeTiff } from '../../../../src/workers/picture/tiff.ts';

function whole(width: number, height: number, samples: 'uint8' | 'float32' | 'float64') {
  const head = tiffHead({ width, height, samples, description: 'made by β' });
  const size = { uint8: 1, float32: 4, float64: 8 }[samples];
  const bytes = new Uint8Array(head.length + width * height * size);
  bytes.set(head);
  const view = new DataView(bytes.buffer, head.length);
  for (let i = 0; i < width * height; i++)
    if (samples === 'uint8') view.setUint8(i, i % 2);
    else if (samples === 'float32') view.setFloat32(4 * i, i / 3);
    else view.setFloat64(8 * i, i / 3);
  return { bytes, start: head.length };
}

describe('tiffHead', () => {
  it.each([
    [1, 1, 'float32'],
    [5, 3, 'uint8'],
    [300, 200, 'float64'],
    [40_000, 3, 'float32'],
  ] as const)('stands before %i × %i pixels as %s', (width, height, samples) => {
    const { bytes, start } = whole(width, height, samples);
    expect(start % 16).toBe(0);
    const [picture] = decode(bytes);
    expect(picture).toMatchObject({ width, height, imageDescription: 'made by ?' });
    const values = Array.from({ length: width * height }, (_, i) => (samples === 'uint8' ? i % 2 : i / 3));
    const expected = samples === 'float32' ? Float32Array.from(values) : values;
    expect([...picture!.data]).toEqual([...expected]);
  });

  it('says that labels are unsigned integers of 32 bits', () => {
    const head = tiffHead({ width: 3, height: 2, samples: 'uint32', description: 'labels' });
    const values = [0, 1, 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
    const pixels = Buffer.alloc(4 * values.length);
    for (const [i, value] of values.entries()) pixels.writeUInt32BE(value, 4 * i);
    const { samples, stride } = decodeTiff(Buffer.concat([head, pixels]), { maxPixels: 1e3, maxBytes: 1e5 });
    expect(stride).toBe(1);
    expect(samples).toEqual(Uint32Array.from(values));
  });

  it('refuses what would be a BigTIFF', () => {
    const large = { width: 40_000, height: 30_000, samples: 'float32', description: '' } as const;
    expect(() => tiffHead(large)).toThrow(expect.objectContaining({ code: 'not-supported' }));
    expect(tiffHead({ ...large, height: 20_000 }).length).toBeLessThan(2 ** 20);
  });
});
