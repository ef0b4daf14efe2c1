import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deflated, jpegFile, pngFile, tiffFile } from '../support/pictureFiles.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { testEngine } from '../support/testEngine.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);
const { runCli, runCliJson } = cliHost();
/** What opening says, a refusal included. */
async function opened(handle: string): Promise<object> {
  const window = await newWindow();
  return window.call('open', { handle }).catch(() => window.refusal('open', { handle }));
}
const [width, height] = [7, 5];
const count = width * height;
const samples = (channels: number, most: number): number[] =>
  Array.from({ length: count * channels }, (_, i) => (i * 7919) % (most + 1));

interface Channel {
  readonly name: string;
  readonly naxis: number[];
  readonly stats: { readonly min: number; readonly max: number; readonly mean: number };
}
async function channelsOf(file: string): Promise<Channel[]> {
  return (await runCliJson('info', file))['hdus'] as Channel[];
}
async function valueAt(file: string, x: number, y: number): Promise<unknown> {
  return (await runCliJson('pixel', file, String(x), String(y)))['value'];
}

describe('pictures that are opened', () => {
  it.each([8, 16] as const)('are PNG of %i bits: grey is one image, its last row the first', async (bits) => {
    const grey = samples(1, 2 ** bits - 1);
    const file = folder.write(`grey${bits}.png`, pngFile(width, height, grey, bits));
    const [only, ...others] = await channelsOf(file);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ name: 'GREY', naxis: [width, height], stats: { max: Math.max(...grey) } });
    expect(await valueAt(file, 1, 1)).toBe(grey[(height - 1) * width]);
    expect(await valueAt(file, width, height)).toBe(grey[width - 1]);
  });

  it('have three images where they are coloured, and a fourth where they let something through', async () => {
    const rgb = samples(3, 255);
    const plain = folder.write('rgb.png', pngFile(width, height, rgb));
    expect((await channelsOf(plain)).map(({ name }) => name)).toEqual(['RED', 'GREEN', 'BLUE']);
    expect(await valueAt(`${plain}[GREEN]`, 3, height)).toBe(rgb[2 * 3 + 1]);
    const rgba = samples(4, 255);
    const clear = folder.write('rgba.png', pngFile(width, height, rgba));
    expect((await channelsOf(clear)).map(({ name }) => name)).toEqual(['RED', 'GREEN', 'BLUE', 'ALPHA']);
    expect(await valueAt(`${clear}[ALPHA]`, 1, height)).toBe(rgba[3]);
  });

  it('are JPEG, whatever their name', async () => {
    const flat = Array.from({ length: 16 * 16 }, () => [200, 100, 50, 255]).flat();
    const file = folder.write('camera.dat', jpegFile(16, 16, flat));
    const channels = await channelsOf(file);
    expect(channels.map(({ name }) => name)).toEqual(['RED', 'GREEN', 'BLUE']);
    for (const [i, value] of [200, 100, 50].entries())
      expect(Math.abs(channels[i]!.stats.mean - value)).toBeLessThanOrEqual(2);
  });

  it('are TIFF with floats, signed integers and packed strips', async () => {
    const floats = Float64Array.from({ length: count }, (_, i) => (i - 10) / 3);
    floats[4] = NaN;
    const double = [
      { tag: 258, type: 3, values: [64] },
      { tag: 339, type: 3, values: [3] },
    ] as const;
    const f64 = folder.write(
      'f64.tif',
      tiffFile([{ width, height, strip: Buffer.from(floats.buffer), tags: double }]),
    );
    expect(await valueAt(f64, 1, 1)).toBe(floats[(height - 1) * width]);
    expect(await valueAt(f64, 5, height)).toBe(null);
    const shorts = Int16Array.from({ length: count }, (_, i) => -1000 + 90 * i);
    const packed = [
      { tag: 258, type: 3, values: [16] },
      { tag: 339, type: 3, values: [2] },
      { tag: 259, type: 3, values: [8] },
    ] as const;
    const i16 = folder.write(
      'i16.tif',
      tiffFile([{ width, height, strip: deflated(new Uint8Array(shorts.buffer)), tags: packed }]),
    );
    expect((await channelsOf(i16))[0]!.stats).toMatchObject({ min: -1000, max: -1000 + 90 * (count - 1) });
  });

  it('are the first page of many, which is said', async () => {
    const page = { width, height, strip: Buffer.from(samples(1, 255)), tags: [] };
    const file = folder.write('pages.tif', tiffFile([page, page, page]));
    const { code, stderr } = await runCli('info', file);
    expect(code).toBe(0);
    expect(stderr).toContain('has 3 pages; the first is read');
  });

  it('are turned upright where the file asks for it, which is said', async () => {
    const grey = samples(1, 255);
    const tags = [{ tag: 274, type: 3, values: [6] }] as const;
    const file = folder.write('turned.tif', tiffFile([{ width, height, strip: Buffer.from(grey), tags }]));
    const { stderr } = await runCli('info', file);
    expect(stderr).toContain('turned by 90° clockwise (orientation 6)');
    expect((await channelsOf(file))[0]!.naxis).toEqual([height, width]);
    // The first stored row is the rightmost column, its first pixel at the top.
    expect(await valueAt(file, height, width)).toBe(grey[0]);
    expect(await valueAt(file, height, 1)).toBe(grey[width - 1]);
    expect(await valueAt(file, 1, width)).toBe(grey[(height - 1) * width]);
  });

  it('are TIFF with integers of 32 bits, exactly', async () => {
    const labels = Uint32Array.from({ length: count }, (_, i) => 2 ** 32 - 1 - i);
    const tags = [{ tag: 258, type: 3, values: [32] }] as const;
    const strip = Buffer.from(labels.buffer);
    const file = folder.write('u32.tif', tiffFile([{ width, height, strip, tags }]));
    expect(await valueAt(file, 1, height)).toBe(2 ** 32 - 1);
    expect(await valueAt(file, width, 1)).toBe(2 ** 32 - count);
  });

  it('work as other images do: described, shown, filtered, searched for stars', async () => {
    const grey = samples(1, 65535);
    const file = folder.write('work.png', pngFile(width, height, grey, 16));
    const window = await newWindow();
    const handle = engine().adoptPath(file);
    expect(await window.call('open', { handle })).toMatchObject({
      format: 'picture',
      firstImage: 0,
      tables: [],
      hdus: [{ type: 'image', name: 'GREY', unreadable: null }],
    });
    await window.addImage(file);
    const summary = await window.summary('i1.picture', 'image');
    expect(summary).toMatchObject({ kind: 'image', width, height, pixelType: 'float32' });
    expect(await runCliJson('stars', file)).toMatchObject({ width, height });
    expect((await runCli('render', file, '-o', folder.file('shown.png'))).code).toBe(0);
    const smooth = folder.file('smooth.fits');
    const { stats } = (await runCliJson('filter', file, '--method', 'gaussian', '-o', smooth)) as {
      stats: { mean: number };
    };
    expect((await channelsOf(smooth))[0]!.stats.mean).toBeCloseTo(stats.mean, 2);
  });

  it('are never written over', async () => {
    const file = folder.write('keep.png', pngFile(width, height, samples(1, 255)));
    const before = readFileSync(file);
    const { code, stderr } = await runCli('filter', file, '--method', 'gaussian', '-o', file);
    expect(code).toBe(1);
    expect(stderr).toContain('would replace the input');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('bad pictures', () => {
  const good = pngFile(
    40,
    30,
    Array.from({ length: 1200 }, (_, i) => (i * i) % 251),
  );
  const jpeg = jpegFile(
    40,
    30,
    Array.from({ length: 4800 }, (_, i) => (i * 31) % 256),
  );
  const tags = [] as const;
  const page = { width, height, strip: Buffer.from(samples(1, 255)), tags };

  function claiming(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
    const copy = Buffer.from(bytes);
    change(copy);
    return copy;
  }
  const refusal = async (file: string) =>
    (await newWindow()).refusal('open', { handle: engine().adoptPath(file) });
  const sizeOf = (w: number, h: number) => (bytes: Buffer) => {
    bytes.writeUInt32BE(w, 16);
    bytes.writeUInt32BE(h, 20);
  };
  const frameAt = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const bomb = deflated(new Uint8Array(20e6));
  const packed = { tag: 259, type: 3, values: [8] } as const;

  it.each([
    ['a PNG that claims to be huge', 'huge.png', claiming(good, sizeOf(100_000, 100_000)), 'megapixels'],
    ['a PNG of no width', 'none.png', claiming(good, sizeOf(0, 5)), '0 × 5'],
    ['a PNG that claims more than it has', 'more.png', claiming(good, sizeOf(40, 31)), 'ends before'],
    ['a PNG that ends early', 'cut.png', good.subarray(0, good.length >> 1), 'ends before'],
    ['a PNG with a changed byte', 'bit.png', claiming(good, (b) => (b[60]! ^= 255)), 'damaged'],
    ['a PNG of a head', 'head.png', good.subarray(0, 20), 'ends before'],
    ['text called PNG', 'text.png', Buffer.from('x,y\n1,2\n'), 'is no PNG, JPEG or TIFF'],
    ['an empty file', 'empty.jpg', Buffer.alloc(0), 'empty'],
    [
      'a JPEG that claims to be huge',
      'huge.jpg',
      claiming(jpeg, (b) => void (b.writeUInt16BE(65500, frameAt + 5), b.writeUInt16BE(65500, frameAt + 7))),
      'megapixels',
    ],
    ['a JPEG of four colours', 'cmyk.jpg', claiming(jpeg, (b) => (b[frameAt + 9] = 4)), 'CMYK'],
    ['a JPEG of 12 bits', '12.jpg', claiming(jpeg, (b) => (b[frameAt + 4] = 12)), '12 bits'],
    ['a JPEG of a head', 'cut.jpg', jpeg.subarray(0, 30), 'ends before'],
    ['a TIFF that claims to be huge', 'huge.tif', tiffFile([{ ...page, width: 2 ** 31 }]), 'megapixels'],
    ['a TIFF that ends early', 'cut.tif', tiffFile([page]).subarray(0, 30), 'ends before'],
    [
      'a TIFF whose strip is not there',
      'strip.tif',
      tiffFile([{ ...page, tags: [{ tag: 273, type: 4, values: [1e9] }] }]),
      'ends before',
    ],
    ['a TIFF that swells', 'bomb.tif', tiffFile([{ ...page, strip: bomb, tags: [packed] }]), 'damaged'],
    [
      'a TIFF of CCITT',
      'fax.tif',
      tiffFile([{ ...page, tags: [{ tag: 259, type: 3, values: [4] }] }]),
      'CCITT Group 4',
    ],
    [
      'a BigTIFF that ends early',
      'big.tif',
      Buffer.from([0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]),
      'ends before',
    ],
  ])('%s is one sentence', async (_what, name, bytes, sentence) => {
    const { code, message } = await refusal(folder.write(name, bytes));
    expect(['bad-header', 'truncated', 'over-budget', 'not-supported']).toContain(code);
    expect(message).toContain(sentence);
  });

  it('is told by the command line in one line', async () => {
    const { code, stdout, stderr } = await runCli('info', folder.write('short.png', good.subarray(0, 300)));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^asterism: .*short\.png: .*ends before.*\n$/);
  });

  it('of random bytes behind every mark are refused, and the program goes on', async () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) & 255;
    for (const start of [good.subarray(0, 40), jpeg.subarray(0, 200), tiffFile([page]).subarray(0, 8)])
      for (let i = 0; i < 6; i++) {
        const bytes = Buffer.concat([start, Buffer.from(Array.from({ length: 400 }, random))]);
        const handle = engine().adoptPath(folder.write(`random${i}-${start.length}.tif`, bytes));
        const answer = await opened(handle);
        if ('code' in answer)
          expect(answer.code).toMatch(/^(bad-header|truncated|over-budget|not-supported)$/);
      }
    expect(await channelsOf(folder.write('after.png', good))).toHaveLength(1);
  });
});
