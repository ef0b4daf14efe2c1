import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compositeInto, type CompositeLook } from '../../src/core/composite/index.ts';
import { imageFile, type CardInput } from '../support/buildFits.ts';
import { expectFailure } from '../support/cliFiles.ts';
import { MISSING, packedPicture } from '../support/packedPicture.ts';
import { cliHost } from '../support/runCli.ts';
import { TAN_CARDS } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli } = cliHost();
const [width, height] = [23, 17];

describe('render --rgb', () => {
  const target = folder.file('rgb.png');
  /** A scene on the sky; its pixel (x, y) lies at pixel (x - dx, y - dy) of a file. */
  const scene = (x: number, y: number, band: number) =>
    50 + 9 * band + 40 * Math.sin(x / (2 + band)) * Math.cos(y / 3);
  const valuesOf = (band: number, dx = 0, dy = 0) =>
    Float32Array.from({ length: width * height }, (_, i) =>
      Math.fround(scene((i % width) + dx, Math.floor(i / width) + dy, band)),
    );
  const file = (
    name: string,
    pixels: Float32Array,
    cards: readonly CardInput[] = [],
    size = [width, height],
  ) => folder.write(`${name}.fits`, imageFile(-32, size, [...pixels], cards));
  const bands = [valuesOf(0), valuesOf(1), valuesOf(2)] as const;
  bands[1][5] = Number.NaN;
  const files = bands.map((pixels, i) => file(`band${i}`, pixels));

  function composite(look: CompositeLook, images: readonly Float32Array[] = bands): Uint32Array {
    const rgba = new Uint32Array(width * height);
    compositeInto(rgba, images[0]!, images[1]!, images[2]!, look, MISSING);
    return rgba;
  }

  interface Shown {
    readonly minimum: [number, number, number];
    readonly weights: [number, number, number];
    readonly stretch: number;
    readonly Q: number;
  }

  async function rendered(...args: string[]): Promise<{ colours: Uint32Array; json: Shown }> {
    const { code, stderr, stdout } = await runCli('render', ...args, '-o', target, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { colours, ...size } = packedPicture(target);
    expect(size).toEqual({ width, height });
    return { colours, json: JSON.parse(stdout) as Shown };
  }

  it('is the composite of the window, with the names of make_lupton_rgb', async () => {
    const looks = [
      [['--minimum', '30', '--stretch', '20', '--Q', '5'], [30, 30, 30], [1, 1, 1], 20, 5],
      [['--minimum', '-1,2.5,7', '--stretch', '90', '--Q', '0'], [-1, 2.5, 7], [1, 1, 1], 90, 0],
      [['--minimum', '30', '--stretch', '20', '--weights', '1,0,2'], [30, 30, 30], [1, 0, 2], 20, 8],
    ] as const;
    for (const [flags, minimum, weights, stretch, q] of looks) {
      const { colours, json } = await rendered('--rgb', ...files, ...flags);
      expect(json).toEqual({ width, height, minimum, weights, stretch, Q: q });
      expect(colours).toEqual(composite({ method: 'lupton', minimum, weights, stretch, q }));
    }
  });

  it('finds from the pixels what is not given', async () => {
    const { colours, json } = await rendered('--rgb', ...files);
    const { minimum, weights, stretch, Q: q } = json;
    expect(q).toBe(8);
    expect(weights[0]).toBe(1);
    expect(minimum.every((value, i) => value > 8 && value < 40 + 9 * i)).toBe(true);
    expect(colours).toEqual(composite({ method: 'lupton', minimum, weights, stretch, q }));
    const own = await rendered('--rgb', ...files, '--minimum', '12');
    expect(own.json).toMatchObject({ minimum: [12, 12, 12], weights: [1, 1, 1], stretch });
  });

  it('lays green and blue on the sky of red', async () => {
    const at = (dx: number, dy: number): readonly CardInput[] => [
      ...TAN_CARDS.filter((card) => !String(card).startsWith('CRPIX')),
      ['CRPIX1', 20 - dx],
      ['CRPIX2', 10 - dy],
    ];
    const red = file('red', valuesOf(0), at(0, 0));
    const green = file('green', valuesOf(0, 3, -2), at(3, -2));
    const { colours } = await rendered('--rgb', red, green, red, '--minimum', '5', '--stretch', '30');
    let grey = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const colour = colours[y * width + x]!;
        const inside = x >= 3 && y < height - 2;
        if (!inside) expect(colour).toBe(MISSING);
        // Interpolation between pixels that lie on each other is right to the last level.
        else if (Math.abs((colour & 255) - ((colour >> 8) & 255)) <= 1) grey++;
      }
    expect(grey).toBe((width - 3) * (height - 2));
    const far = file('far', valuesOf(1), at(4000, 0));
    expectFailure(await runCli('render', '--rgb', red, far, red, '-o', folder.file('z.png')), far);
    expect(existsSync(folder.file('z.png'))).toBe(false);
  });

  it('says in one sentence which file is at fault, and writes nothing', async () => {
    const small = file('small', valuesOf(1).subarray(0, 12), [], [4, 3]);
    const empty = file('empty', new Float32Array(width * height).fill(Number.NaN));
    const [red, green, blue] = files as [string, string, string];
    const output = folder.file('z.png');
    const trials = [
      [[red, small, blue], small],
      [[red, green, small], small],
      [[empty, green, blue], empty],
      [[red, green, empty], empty],
      [[red, folder.file('none.fits'), blue], folder.file('none.fits')],
      [[red, green, folder.write('text.fits', Buffer.from('no image'))], folder.file('text.fits')],
    ] as const;
    for (const [three, fault] of trials)
      expectFailure(await runCli('render', '--rgb', ...three, '-o', output), fault);
    symlinkSync(blue, folder.file('blue.png'));
    const before = readFileSync(blue);
    expectFailure(await runCli('render', '--rgb', ...files, '-o', folder.file('blue.png')), red);
    expect(readFileSync(blue).equals(before)).toBe(true);
    expect(readdirSync(folder.path).filter((name) => name === 'z.png' || name.endsWith('.tmp'))).toEqual([]);
  });

  it('takes a suffix of each file, and circles stars', async () => {
    const parts = files.map((name) => `${name}[1:${width},1:${height}]`);
    const look = ['--minimum', '30', '--stretch', '20'];
    const plain = await rendered('--rgb', ...parts, ...look);
    const stars = folder.write('rgb.csv', Buffer.from('x,y\n12,9\n'));
    const ringed = await rendered('--rgb', ...parts, ...look, '--overlay', stars);
    const changed = [...ringed.colours.keys()].filter((i) => ringed.colours[i] !== plain.colours[i]);
    const mean = (of: (i: number) => number) => changed.reduce((sum, i) => sum + of(i), 0) / changed.length;
    expect(changed.length).toBeGreaterThan(20);
    expect(mean((i) => i % width)).toBeCloseTo(11, 6);
    expect(mean((i) => Math.floor(i / width))).toBeCloseTo(8, 6);
  });
});
