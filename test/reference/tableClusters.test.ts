import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceCases } from '../support/referenceGroup.ts';
import { columnNames, csvOf, dataOf, expectNear, type Points } from '../support/referenceTables.ts';
import { hasShared } from '../support/shared.ts';
import { dataPath, sharedCli } from '../support/sharedFacts.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCliJson } = sharedCli();

/** Labels numbered in the order in which they come, so that only who is together counts. */
function inOrder(labels: readonly (number | null)[]): number[] {
  const numbers = new Map<number | null, number>();
  return labels.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label)!;
  });
}

describe.skipIf(!hasShared)('cluster against scikit-learn and SciPy', () => {
  const dbscan = (hasShared ? referenceCases('dbscan') : []).filter(({ eps }) => typeof eps === 'number');
  const allDbscan = hasShared ? referenceCases('dbscan') : [];
  it.each(dbscan)('dbscan $name', async (one) => {
    const { name, X } = dataOf(one, allDbscan) as unknown as { name: string; X: Points };
    const json = await runCliJson(
      'cluster',
      csvOf(folder, `dbscan-${name}`, X),
      ...['--columns', columnNames(X[0]!.length).join(',')],
      ...['--eps', String(one['eps']), '--min-samples', String(one['min_samples'])],
    );
    expect(json['labels']).toEqual(one['labels']);
    expect(json).toMatchObject({ clusters: one['clusters'], skipped: 0 });
  });

  const kmeans = hasShared ? referenceCases('kmeans') : [];
  // Where the reference starts is not to be had on the command line; the best of many starts is where it ends in these.
  it.each(
    kmeans.filter(({ name, max_iter: most }) => Number(most) >= 300 && /clear|eight|overlap/.test(name)),
  )('kmeans $name', async (one) => {
    const { name, X } = dataOf(one, kmeans) as unknown as { name: string; X: Points };
    const json = await runCliJson(
      'cluster',
      csvOf(folder, `kmeans-${name}`, X),
      ...['--method', 'kmeans', '--columns', columnNames(X[0]!.length).join(','), '--n-init', '40'],
      ...['--n-clusters', String(one['k']), '--tol', String(one['tol']), '--max-iter', '300'],
    );
    const inertia = one['inertia'] as number;
    expect(json['inertia']).toBeLessThanOrEqual(inertia * (1 + 1e-9));
    if ((json['inertia'] as number) < inertia * (1 - 1e-9)) return;
    expect(inOrder(json['labels'] as number[])).toEqual(inOrder(one['labels'] as number[]));
    const sorted = (centers: Points) => [...centers].sort((a, b) => a[0]! - b[0]!).flat();
    expectNear(sorted(json['centers'] as Points), sorted(one['centers'] as Points), 1e-9);
  });

  const linkage = hasShared ? referenceCases('linkage') : [];
  it.each(linkage)('hierarchical $name', async (one) => {
    const { name, X } = dataOf(one, linkage) as unknown as { name: string; X: Points };
    const cluster = (...flags: string[]) =>
      runCliJson(
        'cluster',
        csvOf(folder, `linkage-${name}`, X),
        ...['--method', 'hierarchical', '--linkage', String(one['method'])],
        ...['--columns', columnNames(X[0]!.length).join(','), ...flags],
      );
    // SciPy makes fewer clusters than it was asked for where it would have to take an inversion apart.
    for (const labels of Object.values(one['fcluster_maxclust'] as Record<string, number[]>).slice(1, 2)) {
      const found = await cluster('--n-clusters', String(new Set(labels).size));
      expect(inOrder(found['labels'] as number[])).toEqual(inOrder(labels));
    }
    if (one['method'] !== 'ward') return;
    // SciPy merges at the height of the cut too, scikit-learn only below it, as we do.
    const { t, labels } = one['fcluster_distance'] as { t: number; labels: number[] };
    const cut = await cluster('--distance-threshold', String(t * (1 + 1e-12)));
    expect(inOrder(cut['labels'] as number[])).toEqual(inOrder(labels));
  });
});

describe.skipIf(!hasShared)('the Hyades', () => {
  it('are a cluster in place and motion among the stars at their distance', async () => {
    const path = dataPath('csv/hipparcos_hyades.csv');
    const json = await runCliJson(
      'cluster',
      path,
      ...[
        '--method',
        'dbscan',
        '--columns',
        'RA,Dec,pmRA,pmDE',
        '--scaling',
        'standard',
        '--eps',
        '0.15',
        '--min-samples',
        '10',
      ],
    );
    const [head, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
    const names = head!.split(',');
    const labels = json['labels'] as number[];
    const stars = lines.map((line, i) => {
      const cells = line.split(',').map(Number);
      const value = (name: string) => cells[names.indexOf(name)]!;
      return {
        ra: value('RA'),
        dec: value('Dec'),
        pmRA: value('pmRA'),
        pmDE: value('pmDE'),
        label: labels[i]!,
      };
    });
    const inBox = (star: (typeof stars)[number]) =>
      Math.abs(star.ra - 66.7) < 12 &&
      Math.abs(star.dec - 15.9) < 10 &&
      Math.abs(star.pmRA - 105) < 30 &&
      Math.abs(star.pmDE + 28) < 25;
    const hyades = stars.filter(({ label }) => label === 0);
    const mean = (name: 'ra' | 'dec' | 'pmRA' | 'pmDE') =>
      hyades.reduce((sum, star) => sum + star[name], 0) / hyades.length;
    expect(json).toMatchObject({ clusters: 1, skipped: 0 });
    expect(hyades.length).toBeGreaterThan(90);
    expect(hyades.length).toBeLessThan(120);
    expect(Math.abs(mean('ra') - 66.7)).toBeLessThan(1);
    expect(Math.abs(mean('dec') - 15.9)).toBeLessThan(1);
    expect(Math.abs(mean('pmRA') - 105)).toBeLessThan(5);
    expect(Math.abs(mean('pmDE') + 28)).toBeLessThan(5);
    // Nearly all that are near in place and motion are in it.
    expect(stars.filter((star) => inBox(star) && star.label !== 0).length).toBeLessThanOrEqual(2);
  });
});
