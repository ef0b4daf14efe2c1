import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asinh } from '../../src/core/math/index.ts';
import { cliFiles } from '../support/cliFiles.ts';
import { naivePixelMaxima, naivePlateauMaxima } from '../support/naive/localMaxima.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const { width, height, pixels, stars, several, int64 } = cliFiles(folder);

interface StarsJson {
  readonly width: number;
  readonly height: number;
  readonly method: string;
  readonly maxima: number;
  readonly count: number;
  readonly stars: readonly {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly value: number;
    readonly ra?: number;
    readonly dec?: number;
  }[];
}
const starsJson = (...args: string[]) => runCliJson('stars', ...args) as unknown as Promise<StarsJson>;

/** Star positions of a rectangle of the image, the obvious way. */
function naiveStars(x0: number, x1: number, y0: number, y1: number, cut: number, find = naivePixelMaxima) {
  const w = x1 - x0 + 1;
  const data = new Float32Array(w * (y1 - y0 + 1));
  for (let y = y0; y <= y1; y++)
    data.set(pixels.slice((y - 1) * width + x0 - 1, (y - 1) * width + x1), (y - y0) * w);
  const maximum = data.filter(Number.isFinite).reduce((a, b) => Math.max(a, b));
  const all = find({ data, width: w, height: y1 - y0 + 1 });
  const chosen = all.filter(({ value }) => asinh(value) / asinh(maximum) > cut);
  return { maxima: all.length, stars: chosen.map(({ x, y, value }) => ({ x: x + x0, y: y + y0, value })) };
}
const positions = (list: readonly { readonly x: number; readonly y: number; readonly value: number }[]) =>
  list.map(({ x, y, value }) => ({ x, y, value }));

describe('stars', () => {
  it('finds those of the whole image', async () => {
    const json = await starsJson(stars);
    const naive = naiveStars(1, width, 1, height, 0.5);
    expect(json).toMatchObject({
      width,
      height,
      method: 'local-maxima',
      maxima: naive.maxima,
      count: naive.stars.length,
    });
    expect(positions(json.stars)).toEqual(naive.stars);
    expect(json.stars.map(({ id }) => id)).toEqual(naive.stars.map((_, i) => i + 1));
    expect(json.stars[0]).toHaveProperty('ra');
  });

  it('counts in the whole image for a section, whatever names the HDU', async () => {
    const naive = naiveStars(7, 36, 5, 30, 0.3);
    for (const argument of [
      `${stars}[7:36,5:30]`,
      `${several}[2][7:36,5:30]`,
      `${several}[SCI,1][7:36,5:30]`,
      `${several}[sci][7:36,5:30]`,
    ]) {
      const json = await starsJson(argument, '--flux-cut', '0.3');
      expect(json).toMatchObject({ width: 30, height: 26, maxima: naive.maxima });
      expect(positions(json.stars)).toEqual(naive.stars);
    }
    const whole = await starsJson(stars, '--flux-cut', '-5');
    const part = await starsJson(`${stars}[1:20,*]`, '--flux-cut', '-5');
    const same = part.stars.find(({ x, y }) => whole.stars.some((star) => star.x === x && star.y === y))!;
    const other = whole.stars.find(({ x, y }) => x === same.x && y === same.y)!;
    expect({ ra: same.ra, dec: same.dec, value: same.value }).toEqual({
      ra: other.ra,
      dec: other.dec,
      value: other.value,
    });
  });

  it('gives one star a plateau when told to', async () => {
    const json = await starsJson(stars, '--plateaus', 'connected', '--flux-cut', '0');
    const naive = naiveStars(1, width, 1, height, 0, naivePlateauMaxima);
    expect(json.maxima).toBe(naive.maxima);
    expect(positions(json.stars)).toEqual(naive.stars);
  });

  it('writes CSV, and says how many', async () => {
    const target = folder.write('stars.csv', 'old');
    const { code, stdout, stderr } = await runCli('stars', stars, '-o', target);
    const naive = naiveStars(1, width, 1, height, 0.5);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${naive.stars.length} of ${naive.maxima}`);
    const lines = readFileSync(target, 'utf8').split('\n');
    expect(lines[0]).toBe('id,x,y,value,normalized,ra,dec');
    expect(lines.slice(1, -1).map((line) => line.split(',').slice(1, 3).map(Number))).toEqual(
      naive.stars.map(({ x, y }) => [x, y]),
    );
    expect(lines.at(-1)).toBe('');
  });

  it('keeps the digits of 64-bit integers in JSON', async () => {
    const { stdout } = await runCli('stars', int64, '--json');
    expect(stdout).toContain('"value":9223372036854775807,');
  });
});
