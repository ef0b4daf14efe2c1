import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { cliFiles, expectFailure } from '../support/cliFiles.ts';
import { cliHost, spawnCli } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const { several } = cliFiles(folder);

const xs = Array.from({ length: 20 }, (_, i) => [i, (i * 7) % 5] as const);
const LINE = `a,b,y,kind\n${xs.map(([a, b], i) => `${a},${b},${2 * a - 3 * b + 1 + (i % 3) / 8},k${i % 2}`).join('\n')}\n`;
const line = folder.write('line.csv', LINE);
const holes = folder.write('holes.csv', LINE.replace('3,1,', ',1,').replace('k0\n', 'k0\n9,9,,k9\n'));
/** Two clumps, a stray, and a row that lacks a cell. */
const CLUMPS = 'id,x,y\n1,0,0\n2,0.1,0\n3,0,0.1\n4,5,5\n5,5.1,5\n6,,5\n7,5,5.1\n8,20,-20\n';
const clumps = folder.write('clumps.csv', CLUMPS);
const density = ['--columns', 'x,y', '--eps', '0.5', '--min-samples', '3'];

describe('fit', () => {
  it('tells coefficients, intercept and score', async () => {
    const json = await runCliJson('fit', line, '--x', 'a,b', '--y', 'y');
    expect(json).toMatchObject({
      model: 'ols',
      x: ['a', 'b'],
      y: 'y',
      rows: 20,
      skipped: 0,
      predictions: [],
    });
    const [a, b] = json['coefficients'] as number[];
    expect([a, b].map((value) => Math.round(value!))).toEqual([2, -3]);
    expect(json['score']).toBeGreaterThan(0.999);
    for (const absent of ['score_train', 'score_test', 'alpha']) expect(json).not.toHaveProperty(absent);
  });

  it('keeps the last rows for the test', async () => {
    const json = await runCliJson('fit', line, '--x', 'a,b', '--y', 'y', '--test-size', '5');
    expect(json).toMatchObject({
      rows: 15,
      test_rows: 5,
      score_test: expect.any(Number),
      score_train: expect.any(Number),
    });
    expect(json).not.toHaveProperty('score');
    const short = folder.write('short.csv', `${LINE.split('\n').slice(0, 16).join('\n')}\n`);
    const other = await runCliJson('fit', short, '--x', 'a,b', '--y', 'y');
    expect(json['coefficients']).toEqual(other['coefficients']);
    expect(json['score_train']).toBe(other['score']);
    const share = await runCliJson('fit', line, '--x', 'a,b', '--y', 'y', '--test-size', '0.25');
    expect(share['coefficients']).toEqual(json['coefficients']);
  });

  it('predicts, also negative values, and several times', async () => {
    const json = await runCliJson(
      'fit',
      line,
      '--x',
      'a,b',
      '--y',
      'y',
      '--predict',
      '-1,2',
      '--predict',
      '3,4',
    );
    const [a, b] = json['coefficients'] as [number, number];
    const intercept = json['intercept'] as number;
    const [first, second] = json['predictions'] as [number, number];
    expect(first).toBeCloseTo(intercept - a + 2 * b, 10);
    expect(second).toBeCloseTo(intercept + 3 * a + 4 * b, 10);
  });

  it.each([
    ['ridge', '--alpha', '2'],
    ['lasso', '--alpha', '0.1'],
    ['huber', '--alpha', '0.001'],
    ['ols', '--fit-intercept', 'false'],
    ['ols', '--degree', '2'],
    ['ridge', '--standardise', 'true'],
  ])('by %s with %s %s', async (model, flag, value) => {
    const json = await runCliJson('fit', line, '--x', 'a,b', '--y', 'y', '--model', model, flag, value);
    expect(json).toMatchObject({ model, rows: 20 });
    expect((json['coefficients'] as number[]).length).toBe(flag === '--degree' ? 5 : 2);
    expect((json['terms'] as string[]).length).toBe(flag === '--degree' ? 5 : 2);
    if (flag === '--alpha') expect(json['alpha']).toBe(Number(value));
    if (flag === '--fit-intercept') expect(json['intercept']).toBe(0);
  });

  it('leaves out rows that lack a cell it uses, and counts them', async () => {
    expect(await runCliJson('fit', holes, '--x', 'a,b', '--y', 'y')).toMatchObject({ rows: 19, skipped: 2 });
    expect(await runCliJson('fit', holes, '--x', 'b', '--y', 'a')).toMatchObject({ rows: 20, skipped: 1 });
  });

  it('reads a table of a FITS file, and tells in words', async () => {
    const fits = folder.file('line.fits');
    const made = await runCli(
      'cluster',
      line,
      '--method',
      'kmeans',
      '--columns',
      'a',
      '--n-clusters',
      '2',
      '-o',
      fits,
    );
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const words = await runCli('fit', `${fits}[1]`, '--x', 'a,b', '--y', 'y', '--predict', '1,1');
    expect(words).toMatchObject({ code: 0, stderr: '' });
    for (const text of ['intercept', 'a ', 'b ', 'R²', 'RMSE', 'rows', 'prediction 1'])
      expect(words.stdout).toContain(text);
    expect((await runCliJson('fit', fits, '--x', 'a,b', '--y', 'y'))['rows']).toBe(20);
  });
});

describe('cluster', () => {
  it('tells clusters, noise and labels, null where a row was left out', async () => {
    expect(await runCliJson('cluster', clumps, ...density)).toMatchObject({
      clusters: 2,
      noise: 1,
      skipped: 1,
      labels: [0, 0, 0, 1, 1, null, 1, -1],
    });
  });

  it('tells inertia and centres of k-means alone', async () => {
    const json = await runCliJson(
      'cluster',
      clumps,
      '--method',
      'kmeans',
      '--columns',
      'x,y',
      '--n-clusters',
      '3',
      '--random-state',
      '4',
    );
    expect(json).toMatchObject({ method: 'kmeans', clusters: 3, noise: 0, skipped: 1 });
    expect(json['inertia']).toBeCloseTo((2 * 0.04) / 3, 10);
    expect(json['centers']).toHaveLength(3);
    for (const method of ['dbscan', 'hierarchical', 'hdbscan']) {
      const other = await runCliJson('cluster', clumps, '--method', method, '--columns', 'x,y');
      expect(other).toMatchObject({ method, skipped: 1, labels: expect.any(Array) });
      expect(other).not.toHaveProperty('inertia');
    }
  });

  it('cuts the tree by number and by height', async () => {
    const tree = [
      'cluster',
      clumps,
      '--method',
      'hierarchical',
      '--columns',
      'x,y',
      '--linkage',
      'single',
    ] as const;
    const three = await runCliJson(...tree, '--n-clusters', '3');
    expect(three['clusters']).toBe(3);
    expect((await runCliJson(...tree, '--distance-threshold', '1'))['labels']).toEqual(three['labels']);
  });

  it.each(['csv', 'tsv', 'ecsv', 'vot', 'fits', 'parquet'])(
    'writes the table with its labels as %s',
    async (suffix) => {
      const output = folder.file(`labelled.${suffix}`);
      const { code, stdout, stderr } = await runCli('cluster', clumps, ...density, '-o', output);
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: '2 clusters, 1 row of noise, 1 row left out for missing cells.\n',
        stderr: '',
      });
      const again = folder.file(`again-${suffix}.csv`);
      const relabelled = await runCli('cluster', output, ...density, '-o', again);
      expect(relabelled.stderr).toBe('');
      expect(readFileSync(again, 'utf8').split('\n').slice(0, 7)).toEqual([
        'id,x,y,label,label (2)',
        '1,0,0,0,0',
        '2,0.1,0,0,0',
        '3,0,0.1,0,0',
        '4,5,5,1,1',
        '5,5.1,5,1,1',
        '6,,5,,',
      ]);
    },
  );

  it('never writes over its input', async () => {
    expectFailure(await runCli('cluster', clumps, ...density, '-o', clumps), clumps);
    expect(readFileSync(clumps, 'utf8')).toBe(CLUMPS);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('what cannot be done', () => {
  const small = folder.write('small.csv', 'a,b\n1,2\n');
  const empty = folder.write('none.csv', 'a,b\n');
  const blank = folder.write('blank.csv', '');
  const image = folder.write('image.fits', imageFile(-32, [2, 2], [1, 2, 3, 4]));
  const binary = folder.write(
    'binary.csv',
    Uint8Array.from({ length: 3000 }, (_, i) => (i * 131) % 256),
  );

  it.each([
    ['an unknown column', ['fit', line, '--x', 'nope', '--y', 'y']],
    ['an unknown column to explain', ['fit', line, '--x', 'a', '--y', 'nope']],
    ['an unknown column to cluster', ['cluster', line, '--columns', 'a,nope']],
    ['a column of texts', ['fit', line, '--x', 'kind', '--y', 'y']],
    ['a column twice', ['cluster', line, '--columns', 'a,a']],
    [
      'more clusters than rows',
      ['cluster', small, '--method', 'kmeans', '--columns', 'a', '--n-clusters', '5'],
    ],
    ['more test rows than rows', ['fit', line, '--x', 'a', '--y', 'y', '--test-size', '20']],
    ['no rows to fit', ['fit', empty, '--x', 'a', '--y', 'b']],
    ['no rows to cluster', ['cluster', empty, '--columns', 'a']],
    ['an empty file', ['fit', blank, '--x', 'a', '--y', 'b']],
    ['a missing file', ['cluster', folder.file('missing.csv'), '--columns', 'a']],
    ['a file of images', ['cluster', image, '--columns', 'a']],
    ['a binary file', ['cluster', binary, '--columns', 'a']],
    ['a folder of its output there is not', ['cluster', clumps, ...density, '-o', folder.file('no/x.csv')]],
  ])('exits 1 with one line: %s', async (_, args) => {
    expectFailure(await runCli(...args, '--json'), args[1]!);
  });

  it('exits 1 for an HDU that is no table, and for a section', async () => {
    for (const suffix of ['[2]', '[9]', '[SCI]', '[1][1:2,1:2]']) {
      const { code, stdout, stderr } = await runCli('cluster', `${several}${suffix}`, '--columns', 'id');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^asterism: .*[.]\n$/);
    }
  });

  it.each([
    ['fit', line],
    ['fit', line, '--x', 'a'],
    ['fit', line, '--y', 'a'],
    ['fit', line, '--x', 'a', '--y', 'y', '--model', 'nope'],
    ['fit', line, '--x', 'a', '--y', 'y', '--alpha', 'much'],
    ['fit', line, '--x', 'a', '--y', 'y', '--test-size', '-1'],
    ['fit', line, '--x', 'a', '--y', 'y', '--predict', '1,2'],
    ['fit', line, '--x', 'a', '--y', 'y', '--eps', '1'],
    ['cluster', line],
    ['cluster', line, '--columns', ''],
    ['cluster', line, '--columns', 'a', '--method', 'nope'],
    ['cluster', line, '--columns', 'a', '--n-clusters', '3'],
    ['cluster', line, '--columns', 'a', '--method', 'kmeans', '--eps', '3'],
    ['cluster', line, '--columns', 'a', '--method', 'hierarchical', '--min-samples', '3'],
    ['cluster', line, '--columns', 'a', '--eps', 'wide'],
    ['cluster', line, '--columns', 'a', '--min-samples', '0'],
    ['cluster', line, '--columns', 'a', '-o', folder.file('x.txt')],
  ])('exits 2: %s %s %s %s %s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await runCli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^asterism: .*\n/);
    expect(existsSync(folder.file('x.txt'))).toBe(false);
  });

  it('takes what one method allows where another does not', async () => {
    const flags = ['--columns', 'x,y', '--min-samples', '0'];
    expect(
      await runCli('cluster', clumps, '--method', 'hdbscan', '--min-cluster-size', '3', ...flags),
    ).toMatchObject({ code: 0 });
  });
});

describe('names of columns', () => {
  it('may hold commas, quotes and blanks', async () => {
    const odd = folder.write('odd.csv', '"a,b",c d,"d""e"\n1,2,3\n2,3,5\n3,1,6\n');
    const json = await runCliJson('fit', odd, '--x', '"a,b","d""e"', '--y', 'c d');
    expect(json).toMatchObject({ x: ['a,b', 'd"e'], y: 'c d' });
  });
});

describe('as a process of its own', () => {
  it('prints one object, and leaves nothing behind', async () => {
    const before = temporaries();
    const { code, stdout, stderr } = await spawnCli(
      'cluster',
      clumps,
      ...density,
      '--json',
      '-o',
      folder.file('own.parquet'),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(temporaries().filter((name) => !before.includes(name))).toEqual([]);
  });
});

function temporaries(): string[] {
  return readdirSync(folder.path).filter((name) => name.startsWith('.') || name.endsWith('.tmp'));
}
