import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceCases } from '../support/referenceGroup.ts';
import { columnNames, csvOf, dataOf, expectNear, type Points } from '../support/referenceTables.ts';
import { hasShared, sharedPath } from '../support/shared.ts';
import { dataPath, sharedCli } from '../support/sharedFacts.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = sharedCli();

interface TableFacts {
  readonly path: string;
  readonly hdus?: readonly {
    readonly hdu: number;
    readonly kind: string;
    readonly rows?: number;
    readonly cols?: readonly {
      readonly name: string;
      readonly format: string;
      readonly nan?: number;
      readonly mean?: number;
    }[];
  }[];
  readonly rows?: number;
  readonly columns?: readonly string[];
  readonly cols?: readonly {
    readonly name: string;
    readonly missing: number;
    readonly text: number;
    readonly min?: number;
  }[];
}
const files = hasShared
  ? (JSON.parse(readFileSync(sharedPath('data', 'facts.json'), 'utf8')) as { files: TableFacts[] }).files
  : [];
const listed = files.filter(({ path, rows }) => path.startsWith('csv/') && rows !== undefined);

describe.skipIf(!hasShared)('info of tables', () => {
  it.each(listed)('$path', async ({ path, rows, columns, cols = [] }) => {
    const json = await runCliJson('info', dataPath(path));
    const [table] = json['tables'] as {
      rows: number;
      skipped: number;
      repaired: number;
      columns: { name: string; type: string }[];
    }[];
    expect(table).toMatchObject({ rows, skipped: 0, repaired: 0 });
    expect(table!.columns.map(({ name }) => name)).toEqual(columns);
    for (const fact of cols)
      if (fact.text === 0 && fact.min !== undefined)
        expect(table!.columns.find(({ name }) => name === fact.name)!.type).not.toBe('text');
  });

  it.each(
    listed.flatMap(({ path, rows, cols = [] }) =>
      cols
        .filter(({ missing, text }) => missing > 0 && text === 0)
        .slice(0, 1)
        .map(({ name, missing }) => ({ path, rows: rows!, name, missing })),
    ),
  )('$path: missing cells of $name', async ({ path, rows, name, missing }) => {
    const json = await runCliJson(
      'cluster',
      dataPath(path),
      '--method',
      'kmeans',
      '--n-clusters',
      '1',
      '--n-init',
      '1',
      '--columns',
      name,
    );
    expect(json['skipped']).toBe(missing);
    expect(json['labels']).toHaveLength(rows);
  });
});

const fitsColumns = files.flatMap(({ path, hdus = [] }) =>
  // Of ASCII tables astropy reads missing numbers as 0; packed tables are not read yet.
  path.startsWith('tables/') && !path.endsWith('.fz')
    ? hdus
        .filter(({ kind }) => kind === 'binary table')
        .flatMap(({ hdu, rows = 0, cols = [] }) =>
          cols
            .filter(
              ({ format, mean, nan }) =>
                /^1?[IJKEDF]([\d.]*)$/.test(format) && mean !== undefined && rows > nan!,
            )
            .slice(0, 1)
            .map(({ name, nan, mean }) => ({ path, hdu, rows, name, nan, mean: Number(mean) })),
        )
    : [],
);

describe.skipIf(!hasShared)('columns of FITS tables', () => {
  it('are looked at', () => expect(fitsColumns.length).toBeGreaterThan(5));

  // The centre of one cluster is the mean of all.
  it.each(fitsColumns)('$path[$hdu] $name', async ({ path, hdu, rows, name, nan, mean }) => {
    const flags = ['--method', 'kmeans', '--n-clusters', '1', '--n-init', '1', '--columns', `"${name}"`];
    const json = await runCliJson('cluster', `${dataPath(path)}[${hdu}]`, ...flags);
    expect(json['skipped']).toBe(nan);
    expect(json['labels']).toHaveLength(rows);
    expectNear((json['centers'] as Points)[0]!, [mean], 1e-9);
  });
});

describe.skipIf(!hasShared)('fit against scikit-learn', () => {
  const cases = hasShared ? referenceCases('linear_models') : [];
  it.each(cases)('$name', async (one) => {
    const { name, X, y } = dataOf(one, cases) as unknown as { name: string; X: Points; y: number[] };
    const names = columnNames(X[0]!.length);
    const test = one['test'] as readonly [number, number] | undefined;
    const points = (one['predict_at'] ??
      X.slice(0, (one['predict'] as number[] | undefined)?.length ?? 0)) as Points;
    const json = await runCliJson(
      'fit',
      csvOf(folder, name, X, y),
      ...['--model', String(one['model']), '--x', names.join(','), '--y', 'y'],
      ...(one['alpha'] === undefined ? [] : ['--alpha', String(one['alpha'])]),
      ...(one['fit_intercept'] === false ? ['--fit-intercept', 'false'] : []),
      ...(test ? ['--test-size', String(test[1] - test[0])] : []),
      ...points.flatMap((point) => ['--predict', point.join(',')]),
    );
    const rtol = one['rtol'] as number;
    const coefficients = one['coef'] as number[];
    expectNear(json['coefficients'] as number[], coefficients, rtol);
    const most = Math.max(...coefficients.map(Math.abs), Math.abs(one['intercept'] as number));
    expect(Math.abs((json['intercept'] as number) - (one['intercept'] as number))).toBeLessThanOrEqual(
      rtol * most,
    );
    if (points.length > 0) expectNear(json['predictions'] as number[], one['predict'] as number[], rtol);
    for (const score of ['score', 'score_train', 'score_test'])
      if (one[score] !== undefined) expectNear(json[score] as number, one[score] as number, rtol);
  });

  it('has the numbers of the worked example', async () => {
    const file = folder.file('plane.csv');
    expect(await runCli('synth', 'plane-regression', '-o', file)).toMatchObject({ code: 0 });
    const json = await runCliJson(
      'fit',
      file,
      '--x',
      'x1,x2',
      '--y',
      'y',
      '--test-size',
      '20',
      '--predict',
      '1.2,4',
    );
    const digits = (value: unknown) => Number(Number(value).toFixed(8));
    expect((json['coefficients'] as number[]).map(digits)).toEqual([-10.25691752, 90.5463984]);
    expect((json['predictions'] as number[]).map(digits)).toEqual([350.86036386]);
    expect(digits(json['score_test'])).toBe(0.94982749);
  });

  it('is not led astray by the giants of CYG OB1 where it is robust', async () => {
    const slope = async (...flags: string[]) => {
      const json = await runCliJson(
        'fit',
        dataPath('csv/starsCYG.csv'),
        '--x',
        'log.Te',
        '--y',
        'log.light',
        ...flags,
      );
      return (json['coefficients'] as number[])[0]!;
    };
    // Rousseeuw and Leroy (1987): least squares falls, for the four giants lie far to the cool side.
    expect(await slope()).toBeCloseTo(-0.4133, 3);
    const giants = folder.write(
      'dwarfs.csv',
      readFileSync(dataPath('csv/starsCYG.csv'), 'utf8')
        .split('\n')
        .filter((line, i) => i === 0 || Number(line.split(',')[1]) > 4)
        .join('\n'),
    );
    const json = await runCliJson(
      'fit',
      giants,
      '--model',
      'huber',
      '--alpha',
      '0.0001',
      '--x',
      'log.Te',
      '--y',
      'log.light',
    );
    expect((json['coefficients'] as number[])[0]).toBeGreaterThan(1.5);
    // Leverage is beyond what Huber's loss guards against: it counts large residuals less, and the giants have none.
    expect(await slope('--model', 'huber', '--alpha', '0.0001')).not.toBeCloseTo(-0.4133, 3);
  });
});
