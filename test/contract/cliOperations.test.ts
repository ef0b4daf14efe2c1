import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/core/operations/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';
import { FILTERS, MEASUREMENTS, THRESHOLDS } from '../../src/cli/imageOperations.ts';
import { imageFile } from '../support/buildFits.ts';
import { cliFiles, expectFailure } from '../support/cliFiles.ts';
import { fitsverify, hasFitsverify } from '../support/fitsverify.ts';
import { simplePlane } from '../support/referenceGroup.ts';
import { cliHost } from '../support/runCli.ts';
import { runOperation } from '../support/runOperation.ts';
import { TAN_CARDS } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const { width, height, pixels, stars, several, int64 } = cliFiles(folder);
const field: WholeImage = { width, height, pixelType: 'float32', pixels: Float32Array.from(pixels) };
const deepPixels = Float64Array.from(pixels, (value) => value / 3);
const deep = folder.write(
  'deep.fits',
  imageFile(-64, [width, height], [...deepPixels], [...TAN_CARDS, ['BUNIT', 'Jy/beam']]),
);

function run(name: string, params: Record<string, unknown>, image = field): WholeImage {
  return runOperation(OPERATIONS.get(name)!, params, image);
}

/** What `stats` should be, the obvious way: over the finite pixels. */
function naiveStats(data: ArrayLike<number>) {
  const all = Array.from(data);
  const finite = all.filter(Number.isFinite);
  const mean = finite.reduce((a, b) => a + b, 0) / finite.length;
  const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length;
  return {
    min: finite.reduce((a, b) => Math.min(a, b)),
    max: finite.reduce((a, b) => Math.max(a, b)),
    mean,
    std: Math.sqrt(variance),
    nan: all.filter(Number.isNaN).length,
  };
}

function expectStats(json: Record<string, unknown>, data: ArrayLike<number>): void {
  const stats = json['stats'] as Record<string, number>;
  const { min, max, mean, std, nan } = naiveStats(data);
  expect(stats).toMatchObject({ min, max, nan });
  expect(stats['mean']).toBeCloseTo(mean, 9);
  expect(stats['std']).toBeCloseTo(std, 9);
}

/** The cards of a file's first header as they stand, without blanks at the end. */
function cardsOf(file: string): string[] {
  const text = readFileSync(file).toString('latin1');
  const cards: string[] = [];
  for (let at = 0; cards.at(-1) !== 'END'; at += 80) cards.push(text.slice(at, at + 80).trimEnd());
  return cards;
}

function expectValid(file: string): void {
  expect(readFileSync(file).length % 2880).toBe(0);
  if (hasFitsverify) expect(fitsverify(file)).toMatch(/^verification OK/);
}

async function sky(file: string, x: number, y: number): Promise<[number, number]> {
  const { ra, dec } = await runCliJson('pixel', file, String(x), String(y));
  return [Number(ra), Number(dec)];
}

/** That pixel (x, y) of one file lies where pixel (x + dx, y + dy) of another does. */
async function expectSameSky(file: string, other: string, dx = 0, dy = 0): Promise<void> {
  for (const [x, y] of [
    [1, 1],
    [9, 4],
    [2, 12],
  ] as const) {
    const [here, there] = [await sky(file, x, y), await sky(other, x + dx, y + dy)];
    expect(Math.abs(here[0] - there[0])).toBeLessThan(1e-9);
    expect(Math.abs(here[1] - there[1])).toBeLessThan(1e-9);
  }
}

describe('filter', () => {
  it('tells the statistics of the result, and writes it with its place on the sky', async () => {
    const target = folder.write('smooth.fits', 'old');
    const json = await runCliJson('filter', stars, '--method', 'gaussian', '--sigma', '1.5', '-o', target);
    const { pixels: expected } = run('gaussian', { sigma: 1.5 });
    expect(json).toMatchObject({ method: 'gaussian', width, height });
    expectStats(json, expected);
    expectValid(target);
    expect(simplePlane(target).data).toEqual(expected);
    expect(cardsOf(target).join('\n')).toContain('HISTORY gaussian sigma=1.5 ');
    expect(cardsOf(target)[1]).toMatch(/^BITPIX {2}= +-32 /);
    await expectSameSky(target, stars);
  });

  it('keeps float64, and the unit', async () => {
    const target = folder.file('deep-out.fits');
    await runCliJson('filter', deep, '--method', 'median', '--size', '5', '-o', target);
    expectValid(target);
    const { pixels: expected } = run(
      'median',
      { size: 5 },
      { ...field, pixelType: 'float64', pixels: deepPixels },
    );
    expect(simplePlane(target).data).toEqual(expected);
    expect(cardsOf(target).some((card) => /^BUNIT {3}= 'Jy\/beam *'/.test(card))).toBe(true);
  });

  it('takes a section as an image of its own, whose sky stays in place', async () => {
    const target = folder.file('section.fits');
    const argument = `${stars}[8:31,5:24]`;
    const json = await runCliJson('filter', argument, '--method', 'mean', '--size', '3', '-o', target);
    const cut = new Float32Array(24 * 20);
    for (let y = 0; y < 20; y++)
      cut.set(field.pixels.subarray((y + 4) * width + 7, (y + 4) * width + 31), y * 24);
    const { pixels: expected } = run(
      'mean',
      { size: 3 },
      { width: 24, height: 20, pixelType: 'float32', pixels: cut },
    );
    expect(json).toMatchObject({ width: 24, height: 20 });
    expectStats(json, expected);
    expectValid(target);
    expect(simplePlane(target).data).toEqual(expected);
    await expectSameSky(target, stars, 7, 4);
    // And a section of what was a section.
    const again = folder.file('again.fits');
    await runCliJson('filter', `${target}[3:20,2:15]`, '--method', 'sobel', '-o', again);
    await expectSameSky(again, stars, 9, 5);
  });

  it('takes an HDU by name, scaled integers, and operations that give another size or need everything', async () => {
    const named = await runCliJson('filter', `${several}[SCI,1]`, '--method', 'gaussian', '--sigma', '2');
    expectStats(named, run('gaussian', { sigma: 2 }).pixels);
    const binned = folder.file('binned.fits');
    expect(await runCliJson('filter', stars, '--method', 'bin', '-o', binned)).toMatchObject({
      width: width / 2,
    });
    expectValid(binned);
    const [first, whole] = [
      await sky(binned, 1, 1),
      [await sky(stars, 1, 1), await sky(stars, 2, 2)],
    ] as const;
    expect(first[1]).toBeCloseTo((whole[0]![1] + whole[1]![1]) / 2, 9);
    const spectrum = folder.file('spectrum.fits');
    await runCliJson('filter', stars, '--method', 'power-spectrum', '-o', spectrum);
    expectValid(spectrum);
    expect(cardsOf(spectrum).join('\n')).not.toMatch(/CTYPE|CRVAL/);
    const stats = (await runCliJson('filter', int64, '--method', 'mean', '--size', '1'))['stats'];
    expect(stats).toMatchObject({ nan: 1 });
  });

  it('prints null where there is nothing finite', async () => {
    const nothing = folder.write('nan.fits', imageFile(-32, [4, 3], new Array<number>(12).fill(NaN)));
    const json = await runCliJson('filter', nothing, '--method', 'gaussian');
    expect(json['stats']).toEqual({ min: null, max: null, mean: null, std: null, nan: 12 });
  });
});

describe('threshold', () => {
  it('tells Otsu’s threshold and how many pixels are on, and writes bytes', async () => {
    const target = folder.file('mask.fits');
    const json = await runCliJson('threshold', stars, '--method', 'otsu', '-o', target);
    const result = runOperation(OPERATIONS.get('otsu')!, {}, field);
    const count = Array.from(result.pixels).reduce((a, b) => a + b);
    expect(json).toEqual({ method: 'otsu', width, height, threshold: result.facts['threshold'], count });
    expect(cardsOf(target)[1]).toMatch(/^BITPIX {2}= +8 /);
    expectValid(target);
    expect([...simplePlane(target).data]).toEqual([...result.pixels]);
    expect(readFileSync(target).length).toBe(2 * 2880);
    await expectSameSky(target, stars);
  });

  it('cuts adaptively', async () => {
    const flags = ['--block-size', '7', '--offset', '-1.5', '--weighting', 'mean'];
    const json = await runCliJson('threshold', stars, '--method', 'adaptive', ...flags);
    const on = run('adaptive', { block_size: 7, offset: -1.5, weighting: 'mean' }).pixels;
    expect(json).toEqual({
      method: 'adaptive',
      width,
      height,
      count: Array.from(on).reduce((a, b) => a + b),
    });
    const { stdout } = await runCli('threshold', stars, '--method', 'otsu');
    expect(stdout).toMatch(/^\d+ of 1240 pixels are on above [\d.]+\.\n$/);
  });
});

describe('measure', () => {
  it('writes the table that an operation measures', async () => {
    const mask = folder.file('objects.fits');
    await runCliJson('threshold', stars, '--method', 'fixed', '--level', '30', '-o', mask);
    const target = folder.file('regions.csv');
    const json = await runCliJson('measure', mask, '--method', 'region-properties', '-o', target);
    const lines = readFileSync(target, 'utf8').trimEnd().split('\n');
    expect(json).toMatchObject({ method: 'region-properties', rows: lines.length - 1 });
    expect(lines[0]).toBe((json['columns'] as string[]).join(','));
  });
});

describe('every method', () => {
  it('of every command is there', async () => {
    expect([...THRESHOLDS.keys()]).toEqual(expect.arrayContaining(['otsu', 'adaptive']));
    for (const [command, methods] of [
      ['threshold', THRESHOLDS],
      ['filter', FILTERS],
      ['measure', MEASUREMENTS],
    ] as const) {
      const { stdout } = await runCli(command, '--help');
      for (const name of methods.keys()) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(name);
    }
  });

  // One of a kind: from strips, from everything, of another size, labels, a binary image, a spectrum.
  it.each(['sobel', 'wavelet', 'rotate', 'label', 'skeleton', 'power-spectrum'])(
    'filter --method %s writes FITS',
    async (name) => {
      expect(FILTERS.has(name)).toBe(true);
      const target = folder.file(`${name}.fits`);
      const json = await runCliJson('filter', stars, '--method', name, '-o', target);
      expect(json['stats']).toHaveProperty('nan');
      expectValid(target);
      const { data } = writtenPixels(target);
      expectStats(json, data);
    },
  );
});

/** Any of the BITPIX that are written. */
function writtenPixels(file: string): { readonly data: ArrayLike<number> } {
  const cards = cardsOf(file);
  if (!/^BITPIX {2}= +32 /.test(cards[1]!)) return simplePlane(file);
  const bytes = readFileSync(file);
  const number = (axis: number): number => Number(cards[2 + axis]!.slice(10, 30));
  const start = Math.ceil((80 * cards.length) / 2880) * 2880;
  return { data: Array.from({ length: number(1) * number(2) }, (_, i) => bytes.readInt32BE(start + 4 * i)) };
}

describe('wrong usage', () => {
  const target = folder.file('never.fits');
  it.each([
    ['filter', stars],
    ['filter', stars, '--method', 'nonsense'],
    ['filter', stars, '--method', 'otsu'],
    ['filter', stars, '--method', 'arithmetic'],
    ['filter', stars, '--method', 'gaussian', '--other', stars, '-o', target],
    ['filter', stars, '--method', 'rescale-intensity', '--in-limits', '2,1', '-o', target],
    ['threshold', stars, '--method', 'gaussian'],
    ['measure', stars, '--method', 'gaussian'],
    ['filter', stars, '--method', 'gaussian', '--sigma', '-1', '-o', target],
    ['filter', stars, '--method', 'gaussian', '--sigma', 'wide', '-o', target],
    ['filter', stars, '--method', 'gaussian', '--size', '3', '-o', target],
    ['filter', stars, '--method', 'gaussian', '--mode', 'none', '-o', target],
    ['threshold', stars, '--method', 'adaptive', '--block-size', '3.5', '-o', target],
    ['filter', stars, '--method', 'gaussian', '-o', folder.file('never.txt')],
    ['measure', stars, '--method', 'contrast-peaks', '-o', folder.file('never.txt')],
    ['filter', '--method', 'gaussian'],
  ])('exits 2: %s %s %s %s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(existsSync(target) || existsSync(folder.file('never.txt'))).toBe(false);
  });
});

describe('input or work that fails', () => {
  it('is one sentence, exit 1, and nothing half-written', async () => {
    const missing = folder.file('missing.fits');
    const before = readdirSync(folder.path).sort();
    for (const file of [missing, several.replace('several', 'absent'), folder.path])
      for (const [command, method] of [
        ['filter', 'gaussian'],
        ['threshold', 'otsu'],
        ['measure', 'contrast-peaks'],
      ] as const)
        expectFailure(
          await runCli(command, file, '--method', method, '-o', folder.file('half.fits'), '--json'),
          file,
        );
    const flat = folder.write('no-pixels.fits', imageFile(-32, [4, 3], new Array<number>(12).fill(NaN)));
    expectFailure(await runCli('threshold', flat, '--method', 'otsu', '-o', folder.file('half.fits')), flat);
    const inputs = [...before, 'no-pixels.fits'].sort();
    expect(readdirSync(folder.path).sort()).toEqual(inputs);
  });

  it('never writes over its input', async () => {
    const bytes = readFileSync(stars);
    for (const [command, method] of [
      ['filter', 'gaussian'],
      ['threshold', 'otsu'],
      ['measure', 'contrast-peaks'],
    ] as const) {
      const { code, stdout, stderr } = await runCli(command, stars, '--method', method, '-o', stars);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^asterism: [^\n]*input[^\n]*\n$/);
    }
    expect(readFileSync(stars)).toEqual(bytes);
  });
});
