import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../support/shared.ts';
import {
  dataPath,
  facts,
  sharedCli,
  type HduFacts,
  type InfoJson,
  type StarsJson,
} from '../support/sharedFacts.ts';

const readable = facts.files.filter(
  ({ path, hdus }) => hdus !== undefined && /^(stars|mef|cubes|pixels|wcs|tables)\/.*\.fits$/.test(path),
);
const images = readable.flatMap(({ path, hdus }) =>
  hdus!
    .filter(({ kind, centre }) => kind === 'image' && centre !== undefined)
    .map((hdu): [string, HduFacts] => [path, hdu]),
);
const { runCli, runCliJson } = sharedCli();
const TYPES: Readonly<Record<string, string>> = {
  image: 'image',
  'no data': 'empty',
  'binary table': 'bintable',
  'ascii table': 'table',
  'random groups': 'groups',
};

/** Facts write what JSON cannot as text. */
const factNumber = (fact: number | string | null | undefined): number =>
  fact === null || fact === undefined ? NaN : Number(fact);

function expectNear(
  value: number | null | undefined,
  fact: number | string | null | undefined,
  relative: number,
): void {
  const expected = factNumber(fact);
  if (!Number.isFinite(expected)) expect(value).toBeNull();
  else expect(Math.abs(Number(value) - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe.skipIf(!hasShared)('info, against astropy', () => {
  it('has files to read', () => expect(readable.length).toBeGreaterThan(45));

  it.each(readable)('$path', async ({ path, hdus }) => {
    const { code, stdout, stderr } = await runCli('info', dataPath(path), '--json');
    expect({ code, stack: /^\s+at /m.test(stderr) }).toEqual({ code: 0, stack: false });
    const json = JSON.parse(stdout) as InfoJson;
    for (const fact of hdus!) {
      const hdu = json.hdus[fact.hdu]!;
      if (TYPES[fact.kind] !== undefined) expect(hdu.type).toBe(TYPES[fact.kind]);
      expect(hdu.name).toBe(fact.name);
      if (fact.axes) expect(hdu.naxis).toEqual(fact.axes);
      if (fact.rows !== undefined) expect(hdu.rows).toBe(fact.rows);
      if (fact.cols)
        expect(hdu.columns?.map(({ name, unit }) => ({ name, unit }))).toEqual(
          fact.cols.map(({ name, unit }) => ({ name, unit })),
        );
      if (fact.kind !== 'image' || fact.min === undefined) continue;
      expect(hdu.bitpix).toBe(fact.bitpix);
      expectNear(hdu.stats!.min as number, fact.min, 0);
      expectNear(hdu.stats!.max as number, fact.max, 0);
      // Integers beyond 2^53 with every digit.
      for (const end of [fact.min, fact.max])
        if (typeof end === 'string' && /^-?\d{16,}$/.test(end))
          expect(stdout).toMatch(new RegExp(`:${end}[,}]`));
      expectNear(hdu.stats!.mean, fact.mean, 1e-9);
      // Near 2^53 NumPy's own mean has no digits left for its std.
      expectNear(hdu.stats!.std, fact.std, fact.bitpix === 64 ? 1e-5 : 1e-7);
      expect(hdu.stats!.nan).toBe(fact.nan);
    }
  });
});

describe.skipIf(!hasShared)('pixel, against astropy', () => {
  it.each(images.map(([path, fact]) => [path, fact.hdu, fact] as const))(
    '%s[%i]',
    async (path, hdu, fact) => {
      const places = [
        { at: fact.centre!, value: fact.pcentre, sky: fact.wcs?.lonlat_centre },
        ...(fact.wcs ? [{ at: [1, 1] as const, value: fact.p11, sky: fact.wcs.lonlat11 }] : []),
      ];
      for (const { at, value, sky } of places) {
        const [x, y = 1] = at;
        const { code, stdout } = await runCli(
          'pixel',
          `${dataPath(path)}[${hdu}]`,
          String(x),
          String(y),
          '--json',
        );
        expect(code).toBe(0);
        const json = JSON.parse(stdout) as {
          value: number | null;
          lon?: number;
          lat?: number;
          ra?: number;
          dec?: number;
          frame?: string;
        };
        expectNear(json.value, value, 0);
        if (typeof value === 'string' && /^-?\d{16,}$/.test(value))
          expect(stdout).toContain(`"value":${value},`);
        if (sky === undefined || json.lon === undefined || !Number.isFinite(Number(sky[0]))) continue;
        const turn = Math.abs(json.lon - sky[0]) % 360;
        expect(Math.min(turn, 360 - turn) * Math.cos((sky[1] * Math.PI) / 180)).toBeLessThan(1e-8);
        expect(Math.abs(json.lat! - sky[1])).toBeLessThan(1e-8);
        expect(typeof json.frame).toBe('string');
        expect(json.ra).toBeTypeOf('number');
      }
    },
  );

  it('knows the sky of most images', async () => {
    const skies = images.filter(([, fact]) => fact.wcs?.lonlat_centre !== undefined);
    expect(skies.length).toBeGreaterThan(10);
    const [path, fact] = skies.find(([file]) => file.includes('spitzer'))!;
    const json = await runCliJson('pixel', `${dataPath(path)}[${fact.hdu}]`, '1', '1');
    expect(json['frame']).not.toBe(undefined);
    // Galactic 18.4, +0.1 is in Sagittarius.
    expect(json['ra']).toBeCloseTo(276.2, 0);
    expect(json['dec']).toBeCloseTo(-12.8, 0);
  });
});

describe.skipIf(!hasShared)('stars, against the double-precision pipeline of the book', () => {
  it.each(facts.stars.filter(({ book_maxima }) => book_maxima !== undefined))(
    '$path[$hdu] $area',
    async (row) => {
      const [columns, rows] = row.shape;
      const section = row.area === 'whole' ? '' : `[501:${500 + columns},501:${500 + rows}]`;
      const json = (await runCliJson(
        'stars',
        `${dataPath(row.path)}[${row.hdu}]${section}`,
      )) as unknown as StarsJson;
      expect({ ...json, stars: json.stars.length }).toMatchObject({
        width: columns,
        height: rows,
        maxima: row.book_maxima,
        count: row.book_above_cut,
        stars: row.book_above_cut,
      });
      const sorted = json.stars.every(
        ({ x, y }, i) =>
          i === 0 || y > json.stars[i - 1]!.y || (y === json.stars[i - 1]!.y && x > json.stars[i - 1]!.x),
      );
      expect(sorted).toBe(true);
      if (section) expect(Math.min(...json.stars.map(({ x }) => x))).toBeGreaterThanOrEqual(501);
    },
  );
});

describe.skipIf(!hasShared)("the seed's star fields", () => {
  const cases = hasShared
    ? (
        JSON.parse(readFileSync(sharedPath('reference', 'seed.json'), 'utf8')) as {
          cases: { name: string; input: string; n_maxima: number; x: number[]; y: number[] }[];
        }
      ).cases
    : [];
  it.each(cases.filter(({ name }) => name.startsWith('stellar')))(
    '$name',
    async ({ input, n_maxima, x, y }) => {
      const json = (await runCliJson(
        'stars',
        sharedPath('reference', ...input.split('/')),
      )) as unknown as StarsJson;
      // NumPy works in float32 there, where rounding makes a few ties: up to 10 more are known in an image.
      expect(n_maxima - json.maxima).toBeGreaterThanOrEqual(0);
      expect(n_maxima - json.maxima).toBeLessThanOrEqual(10);
      const expected = new Set(x.map((column, i) => `${column},${y[i]}`));
      expect(json.stars.filter((star) => !expected.has(`${star.x - 1},${star.y - 1}`))).toEqual([]);
      expect(expected.size - json.count).toBeLessThanOrEqual(n_maxima - json.maxima);
    },
  );
});
