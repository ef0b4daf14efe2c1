import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { execSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PNG } from 'pngjs';
import { asinh } from '../../src/core/math/index.ts';
import { buildFits, extensionCards, imageCards, imageFile, pixelData, type CardInput } from '../support/buildFits.ts';
import { naivePixelMaxima, naivePlateauMaxima } from '../support/naive/localMaxima.ts';
import { cliFile } from '../support/builtWorker.ts';
import { cliHost, spawnCli, type CliResult } from '../support/runCli.ts';
import { starFile, starPixels, TAN_CARDS } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const [width, height] = [40, 31];
const pixels = starPixels(width, height);
const stars = folder.write('stars.fits', starFile(width, height));
const named: readonly CardInput[] = [['EXTNAME', 'SCI'], ...TAN_CARDS];
const several = folder.write(
  'several.fits',
  buildFits(
    { cards: imageCards(8, [], [['EXTEND', true]]) },
    {
      cards: extensionCards('BINTABLE', 8, [12, 1], [['TFIELDS', 2], ['TFORM1', 'J'], ['TTYPE1', 'id'], ['TFORM2', 'D'], ['TTYPE2', 'flux'], ['TUNIT2', 'Jy']]),
      data: new Uint8Array(12),
    },
    { cards: extensionCards('IMAGE', -32, [width, height], named), data: pixelData(-32, pixels) },
    { cards: extensionCards('IMAGE', 16, [3, 1], [['EXTNAME', 'SCI'], ['EXTVER', 2]]), data: pixelData(16, [1, 2, 9]) },
  ),
);
const int64 = folder.write('int64.fits', imageFile(64, [2, 2], [9007199254740993n, -9223372036854775808n, 9223372036854775807n, 7n], [['BLANK', 7]]));

interface StarsJson {
  readonly width: number;
  readonly height: number;
  readonly method: string;
  readonly maxima: number;
  readonly count: number;
  readonly stars: readonly { readonly id: number; readonly x: number; readonly y: number; readonly value: number; readonly ra?: number; readonly dec?: number }[];
}
const starsJson = (...args: string[]) => runCliJson('stars', ...args) as unknown as Promise<StarsJson>;

/** Star positions of a rectangle of the image, the obvious way. */
function naiveStars(x0: number, x1: number, y0: number, y1: number, cut: number, find = naivePixelMaxima) {
  const w = x1 - x0 + 1;
  const data = new Float32Array(w * (y1 - y0 + 1));
  for (let y = y0; y <= y1; y++) data.set(pixels.slice((y - 1) * width + x0 - 1, (y - 1) * width + x1), (y - y0) * w);
  const maximum = data.filter(Number.isFinite).reduce((a, b) => Math.max(a, b));
  const all = find({ data, width: w, height: y1 - y0 + 1 });
  const chosen = all.filter(({ value }) => asinh(value) / asinh(maximum) > cut);
  return { maxima: all.length, stars: chosen.map(({ x, y, value }) => ({ x: x + x0, y: y + y0, value })) };
}
const positions = (list: readonly { readonly x: number; readonly y: number; readonly value: number }[]) =>
  list.map(({ x, y, value }) => ({ x, y, value }));

function expectUsage({ code, stdout, stderr }: CliResult): void {
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^asterism: /);
}
function expectFailure({ code, stdout, stderr }: CliResult, file: string): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^asterism: .*[.!?]\n$/);
  expect(stderr.startsWith(`asterism: ${file}: `)).toBe(true);
  expect(stderr).not.toMatch(/Invariant|undefined|\n.+\n|^\s+at /);
}

describe('what is not built yet', () => {
  it.each([
    ['threshold', stars],
    ['filter', stars],
    ['fit', 'table.csv'],
    ['synth', 'stars'],
    ['stars', '--method', 'dao', stars],
    ['stars', '--method', 'extract', stars],
    ['stars', '--threshold', '5', stars],
    ['stars', stars, '-o', folder.file('x.ecsv')],
    ['render', stars, '-o', folder.file('x.jpg')],
  ])('exits 2: %s %s %s %s', async (...args) => {
    expectUsage(await runCli(...args));
    expect(readdirSync(folder.path).filter((name) => name.startsWith('x.'))).toEqual([]);
  });

  it('is absent from the help, which has what there is', async () => {
    const [main, help, render] = await Promise.all([runCli('--help'), runCli('stars', '--help'), runCli('render', '--help')]);
    for (const { code, stderr } of [main, help, render]) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['info', 'header', 'pixel', 'stars', 'render', 'serve']) expect(main.stdout).toContain(`  ${command} `);
    for (const absent of ['threshold', 'filter', 'fit ', 'cluster', 'synth', ' run ']) expect(main.stdout).not.toContain(absent);
    for (const flag of ['--flux-cut', '--plateaus', '--method', '-o, --output', '--json']) expect(help.stdout).toContain(flag);
    for (const absent of ['dao', 'extract', 'ecsv', 'parquet', '--threshold', '--fwhm']) expect(help.stdout).not.toContain(absent);
    for (const flag of ['--stretch', '--percentile', '--colormap', '--overlay']) expect(render.stdout).toContain(flag);
  });
});

describe('wrong usage', () => {
  it.each([
    [],
    ['info'],
    ['info', stars, 'surplus'],
    ['info', stars, '--nonsense'],
    ['pixel', stars, '1'],
    ['pixel', stars, '1.5', '2'],
    ['pixel', stars, 'x', '2'],
    ['stars', stars, '--flux-cut', 'high'],
    ['stars', stars, '--flux-cut', ''],
    ['stars', stars, '--plateaus', 'some'],
    ['render', stars],
    ['render', stars, '-o', folder.file('x.png'), '--percentile', '5'],
    ['render', stars, '-o', folder.file('x.png'), '--percentile', '90,10'],
    ['render', stars, '-o', folder.file('x.png'), '--stretch', 'none'],
    ['render', stars, '-o', folder.file('x.png'), '--colormap', 'none'],
    ['serve', '--port', '70000'],
  ])('exits 2: %s %s %s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(existsSync(folder.file('x.png'))).toBe(false);
  });
});

describe('input or work that fails', () => {
  it.each([
    ['a missing file', 'missing.fits', ['info']],
    ['a folder', '', ['info']],
    ['no such HDU', 'stars.fits[3]', ['stars']],
    ['no such name', 'stars.fits[SCI]', ['render', '-o', folder.file('y.png')]],
    ['an HDU that is no image', 'several.fits[1]', ['stars']],
    ['a section that leaves the image', 'stars.fits[1:99,1:2]', ['stars']],
    ['a section that ends before it begins', 'stars.fits[9:2,1:2]', ['stars']],
    ['a suffix that is none', 'stars.fits[1:2,]', ['stars']],
    ['no image', 'nothing.fits', ['stars']],
    ['no finite pixel', 'missing_all.fits', ['stars']],
    ['no value above 0', 'negative.fits', ['render', '-o', folder.file('y.png')]],
    ['an output folder there is not', 'stars.fits', ['stars', '-o', folder.file('no/y.csv')]],
  ])('exits 1 with one line: %s', async (_, name, [command, ...flags]) => {
    folder.write('nothing.fits', buildFits({ cards: imageCards(8, []) }));
    folder.write('missing_all.fits', imageFile(-32, [3, 2], new Array(6).fill(NaN)));
    folder.write('negative.fits', imageFile(-32, [3, 2], [-1, -2, -3, -4, -5, -6]));
    const argument = folder.file(name);
    expectFailure(await runCli(command!, argument, ...flags), argument.replace(/\[.*/, ''));
    expect(readdirSync(folder.path).filter((file) => file.startsWith('y.') || file.endsWith('.tmp'))).toEqual([]);
  });

  it('never writes over its own input', async () => {
    const input = readFileSync(stars);
    symlinkSync(stars, folder.file('self.csv'));
    expectFailure(await runCli('stars', stars, '-o', folder.file('self.csv')), stars);
    symlinkSync(stars, folder.file('self.png'));
    expectFailure(await runCli('render', stars, '-o', folder.file('self.png')), stars);
    expect(readFileSync(stars).equals(input)).toBe(true);
  });

  it('outside the image', async () => {
    const results = await Promise.all([['0', '1'], ['41', '1'], ['1', '32']].map(([x, y]) => runCli('pixel', stars, x!, y!)));
    for (const result of results) expectFailure(result, stars);
  });
});

describe('info and header', () => {
  it('tell every HDU, and NaN as null', async () => {
    const { hdus } = (await runCliJson('info', several)) as { hdus: Record<string, unknown>[] };
    expect(hdus.map(({ index, name, type, naxis, bitpix }) => ({ index, name, type, naxis, bitpix }))).toEqual([
      { index: 0, name: 'PRIMARY', type: 'empty', naxis: [], bitpix: 8 },
      { index: 1, name: '', type: 'bintable', naxis: [12, 1], bitpix: 8 },
      { index: 2, name: 'SCI', type: 'image', naxis: [width, height], bitpix: -32 },
      { index: 3, name: 'SCI', type: 'image', naxis: [3, 1], bitpix: 16 },
    ]);
    expect(hdus[1]).toMatchObject({ rows: 1, columns: [{ name: 'id' }, { name: 'flux', unit: 'Jy' }] });
    const finite = pixels.filter(Number.isFinite);
    expect(hdus[2]!['stats']).toMatchObject({ min: Math.min(...finite), max: Math.max(...finite), nan: pixels.length - finite.length });
    expect(hdus[3]!['stats']).toMatchObject({ min: 1, max: 9, mean: 4, nan: 0 });
    const empty = (await runCliJson('info', folder.write('nan.fits', imageFile(-64, [2, 1], [NaN, NaN])))) as {
      hdus: [{ stats: object }];
    };
    expect(empty.hdus[0].stats).toMatchObject({ min: null, max: null, mean: null, std: null, nan: 2 });
  });

  it('keep every digit of 64-bit integers', async () => {
    const { stdout } = await runCli('info', int64, '--json');
    expect(stdout).toContain('"min":-9223372036854775808,"max":9223372036854775807,');
    expect(stdout).toContain('"nan":1');
  });

  it('skip statistics, and ask the second reader, when told to', async () => {
    const plain = (await runCliJson('info', several, '--no-stats')) as { hdus: object[]; verify?: unknown };
    expect(plain.verify).toBeUndefined();
    for (const hdu of plain.hdus) expect(hdu).not.toHaveProperty('stats');
    expect(await runCliJson('info', several, '--verify', '--no-stats')).toMatchObject({
      verify: { agrees: true, hdus: [{ index: 2, agrees: true }, { index: 3, agrees: true }] },
    });
    const text = await runCli('info', stars, '--verify');
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('second reader: agrees');
  });

  it('print the cards of the HDU that is named', async () => {
    const first = (await runCliJson('header', several)) as { cards: { keyword: string; value: unknown; comment: string }[] };
    expect(first.cards.find(({ keyword }) => keyword === 'EXTNAME')).toMatchObject({ value: 'SCI' });
    const second = (await runCliJson('header', `${several}[SCI,2]`)) as typeof first;
    expect(second.cards.map(({ keyword }) => keyword)).toContain('EXTVER');
    expect(Object.keys(second.cards[0]!)).toEqual(['keyword', 'value', 'comment']);
    const table = await runCli('header', `${several}[1]`);
    expect(table.stdout).toMatch(/^XTENSION= 'BINTABLE'/);
  });

  it('say what is wrong with a damaged file that can be read, and go on', async () => {
    const cut = folder.write('cut.fits', imageFile(-32, [40, 90], new Array(3600).fill(2)).subarray(0, 2880 + 8000));
    const { code, stdout, stderr } = await runCli('info', cut, '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(new RegExp(`^asterism: ${cut}: warning: .*8000.*\\n$`));
    expect(JSON.parse(stdout)).toMatchObject({ hdus: [{ stats: { min: 2, max: 2, nan: 1600 } }] });
  });
});

describe('pixel', () => {
  it('tells value and sky', async () => {
    const json = await runCliJson('pixel', `${several}[SCI,1]`, '20', '10');
    expect(json).toMatchObject({ hdu: 2, x: 20, y: 10, value: pixels[9 * width + 19] });
    expect(json['ra']).toBeCloseTo(150, 10);
    expect(json['dec']).toBeCloseTo(2, 10);
    const missing = pixels.findIndex(Number.isNaN);
    const [x, y] = [(missing % width) + 1, Math.floor(missing / width) + 1].map(String);
    expect(await runCliJson('pixel', stars, x!, y!)).toMatchObject({ value: null });
    expect((await runCli('pixel', stars, x!, y!)).stdout).toMatch(/^NaN\n/);
  });

  it('keeps every digit', async () => {
    const results = await Promise.all([['1', '1'], ['2', '1'], ['1', '2']].map(([x, y]) => runCli('pixel', int64, x!, y!, '--json')));
    expect(results.map(({ stdout }) => /"value":([^,]*),/.exec(stdout)?.[1])).toEqual(['9007199254740993', '-9223372036854775808', '9223372036854775807']);
    expect((await runCli('pixel', int64, '1', '1')).stdout).toBe('9007199254740993\n');
    expect(results[0]!.stdout).not.toContain('"ra"');
  });
});

describe('stars', () => {
  it('finds those of the whole image', async () => {
    const json = await starsJson(stars);
    const naive = naiveStars(1, width, 1, height, 0.5);
    expect(json).toMatchObject({ width, height, method: 'local-maxima', maxima: naive.maxima, count: naive.stars.length });
    expect(positions(json.stars)).toEqual(naive.stars);
    expect(json.stars.map(({ id }) => id)).toEqual(naive.stars.map((_, i) => i + 1));
    expect(json.stars[0]).toHaveProperty('ra');
  });

  it('counts in the whole image for a section, whatever names the HDU', async () => {
    const naive = naiveStars(7, 36, 5, 30, 0.3);
    for (const argument of [`${stars}[7:36,5:30]`, `${several}[2][7:36,5:30]`, `${several}[SCI,1][7:36,5:30]`, `${several}[sci][7:36,5:30]`]) {
      const json = await starsJson(argument, '--flux-cut', '0.3');
      expect(json).toMatchObject({ width: 30, height: 26, maxima: naive.maxima });
      expect(positions(json.stars)).toEqual(naive.stars);
    }
    const whole = await starsJson(stars, '--flux-cut', '-5');
    const part = await starsJson(`${stars}[1:20,*]`, '--flux-cut', '-5');
    const same = part.stars.find(({ x, y }) => whole.stars.some((star) => star.x === x && star.y === y))!;
    const other = whole.stars.find(({ x, y }) => x === same.x && y === same.y)!;
    expect({ ra: same.ra, dec: same.dec, value: same.value }).toEqual({ ra: other.ra, dec: other.dec, value: other.value });
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
    expect(lines.slice(1, -1).map((line) => line.split(',').slice(1, 3).map(Number))).toEqual(naive.stars.map(({ x, y }) => [x, y]));
    expect(lines.at(-1)).toBe('');
  });

  it('keeps the digits of 64-bit integers in JSON', async () => {
    const { stdout } = await runCli('stars', int64, '--json');
    expect(stdout).toContain('"value":9223372036854775807,');
  });
});

describe('render', () => {
  const ramp = folder.write('ramp.fits', imageFile(-32, [64, 3], Array.from({ length: 192 }, (_, i) => (i % 64) + 100 * Math.floor(i / 64))));
  const picture = async (...args: string[]) => {
    const target = folder.file('picture.png');
    const { code, stderr, stdout } = await runCli('render', ...args, '-o', target, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return { png: PNG.sync.read(readFileSync(target)), json: JSON.parse(stdout) as { limits: [number, number]; raw_limits: [number, number] } };
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

  it('keeps the order of values in every stretch, and the colours of the map', async () => {
    for (const stretch of ['book', 'log', 'sqrt', 'squared', 'asinh', 'sinh', 'power']) {
      const { png } = await picture(ramp, '--stretch', stretch);
      const row = Array.from({ length: 64 }, (_, x) => grey(png, x, 0));
      expect(row).toEqual(row.toSorted((a, b) => a - b));
      expect(grey(png, 63, 0)).toBeGreaterThan(grey(png, 0, 2));
    }
    const { png } = await picture(ramp, '--colormap', 'viridis', '--stretch', 'linear', '--percentile', '0,100');
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
    const flat = folder.write('flat.fits', imageFile(-32, [60, 50], Array.from({ length: 3000 }, (_, i) => (i % 7) * 1e-3)));
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
    const bad = folder.write('bad.csv', 'a,b\n1,2\n');
    expectFailure(await runCli('render', flat, '--overlay', bad, '-o', folder.file('z.png')), bad);
    expectFailure(await runCli('render', flat, '--overlay', folder.file('none.csv'), '-o', folder.file('z.png')), folder.file('none.csv'));
    expect(existsSync(folder.file('z.png'))).toBe(false);
  });

  it('is reduced when it is very large, and says so', async () => {
    const wide = folder.write('wide.fits', imageFile(-32, [33000, 3], Array.from({ length: 99000 }, (_, i) => i % 33000)));
    const target = folder.file('wide.png');
    const { code, stderr } = await runCli('render', wide, '-o', target, '--stretch', 'linear', '--percentile', '0,100');
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: the picture is reduced 8 times, to 4125 x 1\.\n$/);
    const png = PNG.sync.read(readFileSync(target));
    expect([png.width, png.height]).toEqual([4125, 1]);
    const row = Array.from({ length: 4125 }, (_, x) => grey(png, x, 0));
    expect(row).toEqual(row.toSorted((a, b) => a - b));
    expect(row[2062]).toBe(128);
  });
});

describe('as a process of its own', () => {
  it('exits with the code, and prints the same', async () => {
    const commands = [
      ['--version'],
      ['stars', several, '--json'],
      ['info', folder.file('missing.fits')],
      ['threshold', stars],
    ];
    const results = await Promise.all(commands.map((args) => spawnCli(...args)));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 1, 2]);
    expect(results[0]!.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const [i, args] of commands.entries()) {
      const { code, stdout, stderr } = await runCli(...args);
      expect(results[i]).toMatchObject({ code, stdout, stderr });
    }
  });

  it.skipIf(process.platform === 'win32')('takes a closed pipe for no error', () => {
    const command = `"${process.execPath}" "${cliFile}" header "${stars}" 2>&1 | head -c 6`;
    expect(execSync(command, { encoding: 'utf8' })).toBe('SIMPLE');
  });
});
