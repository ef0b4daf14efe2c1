import { describe, expect, it } from 'vitest';
import { argsort } from '../../../src/core/catalogue/index.ts';
import { AppError } from '../../../src/core/errors/index.ts';
import type { Pool } from '../../../src/engine/pool.ts';
import { rowsPage } from '../../../src/engine/rowsPage.ts';
import type { CatalogueValue } from '../../../src/engine/values.ts';
import type { JobInput } from '../../../src/shared/jobs.ts';

function catalogue(sky: boolean): CatalogueValue {
  const stars = {
    x: Float64Array.of(3, 7, 2, 5),
    y: Float64Array.of(1, 1, 4, 9),
    value: Float64Array.of(10, 40, 10, 30),
    normalized: Float64Array.of(0.6, 1, 0.6, 0.9),
    ra: sky ? Float64Array.of(1, NaN, 3, 2) : null,
    dec: sky ? Float64Array.of(1, NaN, 3, 2) : null,
  };
  return { kind: 'catalogue', count: 4, maxima: 9, threshold: 1, stars } as unknown as CatalogueValue;
}

/** Sorts at once; fails `failures` times before that. */
function pool(failures = 0): Pool & { runs: number } {
  const fake = {
    threads: 1,
    runs: 0,
    async run(_: string, { column, descending }: JobInput<'order'>) {
      if (++fake.runs <= failures) throw new AppError('worker-crashed', 'A worker stopped.');
      return argsort(column, descending);
    },
    close: () => Promise.resolve(),
  };
  return fake as unknown as Pool & { runs: number };
}
const ids = (rows: readonly (readonly (number | null)[])[]): unknown[] => rows.map(([id]) => id);

describe('rowsPage', () => {
  it('gives rows in their own order, with the sky where there is one', async () => {
    const page = await rowsPage(pool(), catalogue(true), { start: 1, count: 2 });
    expect(page).toEqual({
      total: 4,
      columns: ['id', 'x', 'y', 'value', 'normalized', 'ra', 'dec'],
      start: 1,
      rows: [
        [2, 7, 1, 40, 1, null, null],
        [3, 2, 4, 10, 0.6, 3, 3],
      ],
      located: null,
    });
    expect((await rowsPage(pool(), catalogue(false), { start: 0, count: 9 })).columns).toHaveLength(5);
  });

  it('sorts both ways, equal rows in their own order', async () => {
    const [value, workers] = [catalogue(true), pool()];
    const sorted = async (sort: string, descending: boolean) =>
      ids((await rowsPage(workers, value, { sort, descending, start: 0, count: 9 })).rows);
    expect(await sorted('value', false)).toEqual([1, 3, 4, 2]);
    expect(await sorted('value', true)).toEqual([2, 4, 1, 3]);
    expect(await sorted('id', true)).toEqual([4, 3, 2, 1]);
    expect(await sorted('id', false)).toEqual([1, 2, 3, 4]);
    expect((await sorted('ra', false)).at(-1)).toBe(2);
    const { runs } = workers;
    await sorted('value', true);
    expect(workers.runs).toBe(runs);
  });

  it('finds a star in every order', async () => {
    const value = catalogue(true);
    const located = async (sort: string | undefined, x: number, y: number) =>
      (await rowsPage(pool(), value, { sort, descending: true, start: 0, count: 0, locate: { x, y } }))
        .located;
    expect(await located(undefined, 5, 9)).toBe(3);
    expect(await located('value', 5, 9)).toBe(1);
    expect(await located('id', 3, 1)).toBe(3);
    for (const [x, y] of [
      [5, 8],
      [4, 1],
      [0, 0],
      [9, 99],
      [NaN, 1],
    ])
      expect(await located('value', x!, y!)).toBeNull();
  });

  it('refuses columns there are not', async () => {
    const request = (sort: string) => rowsPage(pool(), catalogue(false), { sort, start: 0, count: 1 });
    for (const sort of ['ra', 'flux', 'constructor', '__proto__'])
      await expect(request(sort)).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('sorts again after a failure', async () => {
    const [value, workers] = [catalogue(false), pool(1)];
    const request = () => rowsPage(workers, value, { sort: 'x', start: 0, count: 9 });
    await expect(request()).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(ids((await request()).rows)).toEqual([3, 1, 4, 2]);
  });
});
