import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SYNTH_RECIPES } from '../../src/core/synth/index.ts';
import { fitsverify, hasFitsverify } from '../support/fitsverify.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const file = (name: string): string => folder.file(name);

describe('synth', () => {
  it('has a help that lists the names, and one for each with its parameters', async () => {
    const { code, stdout } = await runCli('synth', '--help');
    expect(code).toBe(0);
    for (const name of SYNTH_RECIPES.keys()) expect(stdout).toContain(name);
    const { stdout: help } = await runCli('synth', 'plane-regression', '--help');
    for (const flag of ['--seed', '--n-samples', '--n-features', '--noise', '-o, --output', '--json'])
      expect(help).toContain(flag);
  });

  it('writes images as FITS that the other commands read', async () => {
    const target = file('field.fits');
    const made = await runCliJson('synth', 'star-field', '-o', target, '--width', '60', '--height', '40');
    expect(made).toMatchObject({
      name: 'star-field',
      kind: 'image',
      width: 60,
      height: 40,
      sources: 300,
      output: target,
      seed: 0,
      parameters: { width: 60, psf: 'gaussian' },
    });
    const info = await runCliJson('info', target);
    expect(info['hdus']).toMatchObject([{ type: 'image', naxis: [60, 40], bitpix: -32, stats: { nan: 0 } }]);
    const { cards } = (await runCliJson('header', target)) as {
      cards: { keyword: string; value: unknown }[];
    };
    expect(cards.find(({ keyword }) => keyword === 'BUNIT')?.value).toBe('electron');
    if (hasFitsverify) expect(fitsverify(target)).toMatch(/^verification OK/);
  });

  it('writes the sources of an image beside it', async () => {
    const made = await runCliJson(
      ...['synth', 'dynamic-threshold', '-o', file('d.fits'), '--truth', file('d.csv'), '--points', '3'],
    );
    expect(made).toMatchObject({ width: 100, height: 100, sources: 3, truth: file('d.csv') });
    expect(readFileSync(file('d.csv'), 'utf8').split('\n')).toHaveLength(5);
    await runCliJson('synth', 'local-maxima', '-o', file('l.fits'), '--truth', file('l.reg'));
    expect(readFileSync(file('l.reg'), 'utf8')).toMatch(
      /^# Region file.*\nimage\n(circle\(\d+,\d+,5\)\n){20}$/,
    );
  });

  it('gives the true coefficients of the plane', async () => {
    const made = await runCliJson('synth', 'plane-regression', '-o', file('plane.csv'));
    expect(made).toMatchObject({
      kind: 'table',
      rows: 100,
      columns: ['x1', 'x2', 'y'],
      seed: 0,
      coefficients: [0, expect.any(Number)],
      intercept: 0,
    });
    const lines = readFileSync(file('plane.csv'), 'utf8').split('\n');
    expect(lines).toHaveLength(102);
    expect(lines[0]).toBe('x1,x2,y');
  });

  it('writes tables by suffix, the same bytes for the same seed', async () => {
    const starts: Record<string, string> = {
      csv: 'x,y,origin\n',
      tsv: 'x\ty\torigin\n',
      ecsv: '# %ECSV 1.0\n',
      vot: '<?xml version="1.0"',
      fits: 'SIMPLE  =',
    };
    for (const [suffix, start] of Object.entries(starts)) {
      const [first, second] = [file(`a.${suffix}`), file(`b.${suffix}`)];
      expect((await runCli('synth', 'dbscan', '-o', first)).code).toBe(0);
      expect((await runCli('synth', 'dbscan', '-o', second, '--seed', '12')).code).toBe(0);
      const bytes = readFileSync(first);
      expect(bytes.toString('latin1').startsWith(start)).toBe(true);
      expect(readFileSync(second).equals(bytes)).toBe(true);
    }
    if (hasFitsverify) expect(fitsverify(file('a.fits'))).toMatch(/^verification OK/);
    expect(await runCli('synth', 'dbscan', '-o', file('c.csv'), '--seed', '13')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: `250 rows of x, y, origin in ${file('c.csv')}, seed 13.\n`,
    });
    expect(readFileSync(file('c.csv')).equals(readFileSync(file('a.csv')))).toBe(false);
  });

  it.each([
    ['no name', []],
    ['an unknown name', ['nonsense', '-o', 'out/n.fits', '--seed', '1']],
    ['no output', ['dbscan']],
    ['an image as a table', ['star-field', '-o', 'out/n.csv']],
    ['a table as a picture', ['dbscan', '-o', 'out/n.png']],
    ['a table as regions', ['dbscan', '-o', 'out/n.reg']],
    ['a seed that is none', ['dbscan', '-o', 'out/n.csv', '--seed', '-1']],
    ['a number that is not whole', ['dbscan', '-o', 'out/n.csv', '--first', '1.5']],
    ['a flag of another recipe', ['dbscan', '-o', 'out/n.csv', '--fwhm', '2']],
    ['one name for both', ['star-field', '-o', 'out/n.fits', '--truth', 'out/n.fits']],
  ])('exits 2 and writes nothing: %s', async (_, args) => {
    const { code, stdout, stderr } = await runCli(
      'synth',
      ...args.map((arg) => arg.replace('out/', file(''))),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^asterism: /);
    if (args.length === 0 || args[0] === 'nonsense')
      for (const name of SYNTH_RECIPES.keys()) expect(stderr).toContain(name);
    expect(existsSync(file('n.fits')) || existsSync(file('n.csv'))).toBe(false);
  });

  it('exits 1 with one line where it cannot write, and leaves nothing behind', async () => {
    const target = file('none/x.csv');
    const { code, stdout, stderr } = await runCli('synth', 'dbscan', '-o', target);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^asterism: .*its folder does not exist.*\n$/);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
