import { describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { cliFiles } from '../support/cliFiles.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const { width, height, pixels, stars, several, int64 } = cliFiles(folder);

describe('info and header', () => {
  it('tell every HDU, and NaN as null', async () => {
    const { hdus } = (await runCliJson('info', several)) as { hdus: Record<string, unknown>[] };
    expect(
      hdus.map(({ index, name, type, naxis, bitpix }) => ({ index, name, type, naxis, bitpix })),
    ).toEqual([
      { index: 0, name: 'PRIMARY', type: 'empty', naxis: [], bitpix: 8 },
      { index: 1, name: '', type: 'bintable', naxis: [12, 1], bitpix: 8 },
      { index: 2, name: 'SCI', type: 'image', naxis: [width, height], bitpix: -32 },
      { index: 3, name: 'SCI', type: 'image', naxis: [3, 1], bitpix: 16 },
    ]);
    expect(hdus[1]).toMatchObject({ rows: 1, columns: [{ name: 'id' }, { name: 'flux', unit: 'Jy' }] });
    const finite = pixels.filter(Number.isFinite);
    expect(hdus[2]!['stats']).toMatchObject({
      min: Math.min(...finite),
      max: Math.max(...finite),
      nan: pixels.length - finite.length,
    });
    expect(hdus[3]!['stats']).toMatchObject({ min: 1, max: 9, mean: 4, nan: 0 });
    const empty = (await runCliJson(
      'info',
      folder.write('nan.fits', imageFile(-64, [2, 1], [NaN, NaN])),
    )) as {
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
      verify: {
        agrees: true,
        hdus: [
          { index: 2, agrees: true },
          { index: 3, agrees: true },
        ],
      },
    });
    const text = await runCli('info', stars, '--verify');
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain('second reader: agrees');
  });

  it('print the cards of the HDU that is named', async () => {
    const first = (await runCliJson('header', several)) as {
      cards: { keyword: string; value: unknown; comment: string }[];
    };
    expect(first.cards.find(({ keyword }) => keyword === 'EXTNAME')).toMatchObject({ value: 'SCI' });
    const second = (await runCliJson('header', `${several}[SCI,2]`)) as typeof first;
    expect(second.cards.map(({ keyword }) => keyword)).toContain('EXTVER');
    expect(Object.keys(second.cards[0]!)).toEqual(['keyword', 'value', 'comment']);
    const table = await runCli('header', `${several}[1]`);
    expect(table.stdout).toMatch(/^XTENSION= 'BINTABLE'/);
  });

  it('say what is wrong with a damaged file that can be read, and go on', async () => {
    const cut = folder.write(
      'cut.fits',
      imageFile(-32, [40, 90], new Array(3600).fill(2)).subarray(0, 2880 + 8000),
    );
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
    const results = await Promise.all(
      [
        ['1', '1'],
        ['2', '1'],
        ['1', '2'],
      ].map(([x, y]) => runCli('pixel', int64, x!, y!, '--json')),
    );
    expect(results.map(({ stdout }) => /"value":([^,]*),/.exec(stdout)?.[1])).toEqual([
      '9007199254740993',
      '-9223372036854775808',
      '9223372036854775807',
    ]);
    expect((await runCli('pixel', int64, '1', '1')).stdout).toBe('9007199254740993\n');
    expect(results[0]!.stdout).not.toContain('"ra"');
  });
});
