import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFits, imageCards, imageFile } from '../support/buildFits.ts';
import { cliFile } from '../support/builtWorker.ts';
import { cliFiles, expectFailure } from '../support/cliFiles.ts';
import { cliHost, spawnCli, type CliResult } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli } = cliHost();
const { stars, several } = cliFiles(folder);

function expectUsage({ code, stdout, stderr }: CliResult): void {
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^asterism: /);
}

describe('what is not built yet', () => {
  it.each([
    ['threshold', stars],
    ['filter', stars],
    ['run', 'recipe.json'],
    ['stars'],
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
    const [main, help, render, fit, cluster] = await Promise.all([
      runCli('--help'),
      runCli('stars', '--help'),
      runCli('render', '--help'),
      runCli('fit', '--help'),
      runCli('cluster', '--help'),
    ]);
    for (const { code, stderr } of [main, help, render, fit, cluster])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const imaging = ['info', 'header', 'pixel', 'stars', 'threshold', 'filter', 'measure', 'render'];
    for (const command of [...imaging, 'fit', 'cluster', 'synth', 'serve'])
      expect(main.stdout).toContain(`  ${command} `);
    expect(main.stdout).not.toContain('  run ');
    for (const flag of ['--flux-cut', '--plateaus', '--method', '-o, --output', '--json'])
      expect(help.stdout).toContain(flag);
    for (const absent of ['dao', 'extract', 'ecsv', 'parquet', '--threshold', '--fwhm'])
      expect(help.stdout).not.toContain(absent);
    const looks = [
      '--stretch',
      '--percentile',
      '--colormap',
      '--invert',
      '--contrast',
      '--bias',
      '--overlay',
    ];
    for (const flag of [...looks, '--rgb', '--Q', '--minimum', '--weights'])
      expect(render.stdout).toContain(flag);
    for (const flag of ['--model', '--x', '--y', '--alpha', '--test-size', '--predict', '--json'])
      expect(fit.stdout).toContain(flag);
    for (const flag of ['--columns', '--eps', '--min-samples', '--n-clusters', '--linkage', '--random-state'])
      expect(cluster.stdout).toContain(flag);
    for (const flag of ['--method', '-o, --output', '--json']) expect(cluster.stdout).toContain(flag);
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
    ['render', stars, '-o', folder.file('x.png'), '--percentile', '10,90', '--zscale'],
    ['render', stars, '-o', folder.file('x.png'), '--stretch', 'none'],
    ['render', stars, '-o', folder.file('x.png'), '--colormap', 'none'],
    ['render', stars, '-o', folder.file('x.png'), '--contrast', '11'],
    ['render', stars, '-o', folder.file('x.png'), '--bias', '-0.1'],
    ['render', stars, '-o', folder.file('x.png'), '--bias', ''],
    ['render', stars, '-o', folder.file('x.png'), '--Q', '8'],
    ['render', stars, '-o', folder.file('x.png'), '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png')],
    ['render', '-o', folder.file('x.png'), '--rgb', stars, stars],
    ['render', '-o', folder.file('x.png'), '--rgb', stars, stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--stretch', 'log', '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--stretch', '0', '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--invert', '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--minimum', '1,2', '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--weights', '1,-1,1', '--rgb', stars, stars, stars],
    ['render', '-o', folder.file('x.png'), '--Q', '1001', '--rgb', stars, stars, stars],
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
    // A suffix that cannot be read is named with the file.
    const named =
      /:2,(1:2)?\]$/.test(argument) && !argument.includes('99') ? argument : argument.replace(/\[.*/, '');
    expectFailure(await runCli(command!, argument, ...flags), named);
    expect(readdirSync(folder.path).filter((file) => file.startsWith('y.') || file.endsWith('.tmp'))).toEqual(
      [],
    );
  });

  it.each([
    ['threshold', ['--method', 'otsu'], '.fits'],
    ['filter', ['--method', 'gaussian'], '.tif'],
    ['filter', ['--method', 'gaussian'], '.png'],
    ['measure', ['--method', 'peak-local-max'], '.csv'],
    ['measure', ['--method', 'peak-local-max'], '.parquet'],
    ['render', [], '.png'],
    ['stars', [], '.csv'],
  ])('says in one sentence why %s %s cannot write %s', async (command, flags, suffix) => {
    const there = folder.file(`there${suffix}`);
    mkdirSync(there, { recursive: true });
    const places = [
      [there, /there is a folder of that name/],
      [path.join(folder.file('none'), `y${suffix}`), /its folder does not exist/],
      [path.join(stars, `y${suffix}`), /its folder (is not a folder|does not exist)/],
      [folder.file(`${'n'.repeat(255)}${suffix}`), /its name is too long/],
    ] as const;
    for (const [target, why] of places) {
      const result = await runCli(command, stars, ...flags, '-o', target);
      expectFailure(result, stars);
      expect(result.stderr).toMatch(why);
    }
    const named = folder.file(`blänk ★ 'quoted'${suffix}`);
    expect(await runCli(command, stars, ...flags, '-o', named)).toMatchObject({ code: 0 });
    expect(statSync(named).size).toBeGreaterThan(0);
    expect(readdirSync(there)).toEqual([]);
    expect(readdirSync(folder.path).filter((file) => file.endsWith('.tmp'))).toEqual([]);
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
    const results = await Promise.all(
      [
        ['0', '1'],
        ['41', '1'],
        ['1', '32'],
      ].map(([x, y]) => runCli('pixel', stars, x!, y!)),
    );
    for (const result of results) expectFailure(result, stars);
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
