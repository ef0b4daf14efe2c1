import { existsSync, readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { asinh } from '../../src/core/math/index.ts';
import { DISPLAY_STRETCH_NAMES } from '../../src/core/stretch/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { cliFiles, expectFailure } from '../support/cliFiles.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli } = cliHost();
const { pixels, stars } = cliFiles(folder);

describe('render', () => {
  const ramp = folder.write(
    'ramp.fits',
    imageFile(
      -32,
      [64, 3],
      Array.from({ length: 192 }, (_, i) => (i % 64) + 100 * Math.floor(i / 64)),
    ),
  );
  const picture = async (...args: string[]) => {
    const target = folder.file('picture.png');
    const { code, stderr, stdout } = await runCli('render', ...args, '-o', target, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return {
      png: PNG.sync.read(readFileSync(target)),
      json: JSON.parse(stdout) as { limits: [number, number]; raw_limits: [number, number] },
    };
  };
  const grey = ({ data, width: w }: PNG, x: number, y: number) => data[4 * (y * w + x)]!;

  it('has y up, the size of the image, and brighter where there is more', async () => {
    const { png, json } = await picture(ramp, '--stretch', 'linear', '--percentile', '0,100');
    expect([png.width, png.height]).toEqual([64, 3]);
    expect(json.limits).toEqual([0, 263]);
    for (let y = 0; y < 3; y++)
      for (let x = 0; x < 64; x++) {
        const value = x + 100 * (2 - y);
        expect(Math.abs(grey(png, x, y) - (255 * value) / 263)).toBeLessThanOrEqual(1);
        if (x > 0) expect(grey(png, x, y)).toBeGreaterThanOrEqual(grey(png, x - 1, y));
      }
  });

  it('equalises the sky beside a star that is far brighter', async () => {
    const values = Array.from({ length: 192 }, (_, i) => (i === 191 ? 1e6 : 100 + i / 10));
    const file = folder.write('bright.fits', imageFile(-32, [64, 3], values));
    const { png } = await picture(file, '--stretch', 'histogram', '--percentile', '0,100');
    values.forEach((_, i) => {
      const expected = (255 * i) / 191;
      expect(Math.abs(grey(png, i % 64, 2 - Math.floor(i / 64)) - expected)).toBeLessThanOrEqual(4);
    });
  });

  it('keeps the order of values in every stretch, and the colours of the map', async () => {
    for (const stretch of DISPLAY_STRETCH_NAMES) {
      const { png } = await picture(ramp, '--stretch', stretch);
      const row = Array.from({ length: 64 }, (_, x) => grey(png, x, 0));
      expect(row).toEqual(row.toSorted((a, b) => a - b));
      expect(grey(png, 63, 0)).toBeGreaterThan(grey(png, 0, 2));
    }
    const { png } = await picture(
      ramp,
      '--colormap',
      'viridis',
      '--stretch',
      'linear',
      '--percentile',
      '0,100',
    );
    expect([...png.data.subarray(4 * 2 * 64, 4 * 2 * 64 + 3)]).toEqual([68, 1, 84]);
    expect([...png.data.subarray(4 * 63, 4 * 63 + 3)]).toEqual([253, 231, 37]);
  });

  it('has the limits of the book', async () => {
    const { json } = await picture(stars);
    const finite = pixels.filter(Number.isFinite).toSorted((a, b) => a - b);
    const at = 0.995 * (finite.length - 1);
    const normal = (value: number) => asinh(value) / asinh(finite.at(-1)!);
    const [a, b] = [normal(finite[Math.floor(at)]!), normal(finite[Math.floor(at) + 1]!)];
    expect(json.limits[1]).toBeCloseTo(a + (at % 1) * (b - a), 12);
  });

  it('circles the stars of a catalogue, in the whole image or a section', async () => {
    const flat = folder.write(
      'flat.fits',
      imageFile(
        -32,
        [60, 50],
        Array.from({ length: 3000 }, (_, i) => (i % 7) * 1e-3),
      ),
    );
    const overlay = folder.write('one.csv', 'id,x,y\n1,30,20\n');
    const ringed = (png: PNG) => {
      const found: [number, number][] = [];
      for (let i = 0; i < png.data.length; i += 4)
        if (png.data[i] !== png.data[i + 2]) found.push([(i / 4) % png.width, Math.floor(i / 4 / png.width)]);
      return found;
    };
    const whole = ringed((await picture(flat, '--overlay', overlay)).png);
    const mean = (list: number[]) => list.reduce((a, b) => a + b) / list.length;
    expect(whole.length).toBeGreaterThan(20);
    expect(mean(whole.map(([x]) => x))).toBeCloseTo(29, 6);
    expect(mean(whole.map(([, y]) => y))).toBeCloseTo(49 - 19, 6);
    const part = ringed((await picture(`${flat}[11:50,6:45]`, '--overlay', overlay)).png);
    expect(mean(part.map(([x]) => x))).toBeCloseTo(19, 6);
    expect(mean(part.map(([, y]) => y))).toBeCloseTo(39 - 14, 6);
    for (const text of ['a,b\n1,2\n', 'x,y\n1, \n']) {
      const bad = folder.write('bad.csv', text);
      expectFailure(await runCli('render', flat, '--overlay', bad, '-o', folder.file('z.png')), bad);
    }
    expectFailure(
      await runCli('render', flat, '--overlay', folder.file('none.csv'), '-o', folder.file('z.png')),
      folder.file('none.csv'),
    );
    expect(existsSync(folder.file('z.png'))).toBe(false);
  });

  it('is reduced when it is very large, and says so', async () => {
    const wide = folder.write(
      'wide.fits',
      imageFile(
        -32,
        [33000, 3],
        Array.from({ length: 99000 }, (_, i) => i % 33000),
      ),
    );
    const target = folder.file('wide.png');
    const { code, stderr } = await runCli(
      'render',
      wide,
      '-o',
      target,
      '--stretch',
      'linear',
      '--percentile',
      '0,100',
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: the picture is reduced 8 times, to 4125 x 1\.\n$/);
    const png = PNG.sync.read(readFileSync(target));
    expect([png.width, png.height]).toEqual([4125, 1]);
    const row = Array.from({ length: 4125 }, (_, x) => grey(png, x, 0));
    expect(row).toEqual(row.toSorted((a, b) => a - b));
    expect(row[2062]).toBe(128);
  });
});
