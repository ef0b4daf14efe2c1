import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../support/shared.ts';
import { dataPath, facts, sharedCli, type InfoJson, type StarsJson } from '../support/sharedFacts.ts';

const { runCli, runCliJson } = sharedCli();

describe.skipIf(!hasShared)('broken files', () => {
  const broken = facts.files.filter(
    ({ path }) => /^broken\/.*\.fits(\.gz)?$/.test(path) && !path.includes('/table_'),
  );
  it('has files to read', () => expect(broken.length).toBeGreaterThan(25));

  it.each(broken)('$path: $expect', async ({ path, expect: outcome }) => {
    const file = dataPath(path);
    const { code, stdout, stderr, cpuMilliseconds } = await runCli('info', file, '--json');
    expect(cpuMilliseconds).toBeLessThan(2000);
    expect(stderr).not.toMatch(/^\s+at |Invariant|undefined/m);
    for (const line of stderr.split('\n').slice(0, -1))
      expect(line.startsWith(`asterism: ${file}: `)).toBe(true);
    const recovered = /compressed|\/gzip|\/tile/.test(path);
    if (outcome!.includes('exit 0') && !(recovered && code === 1)) {
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toHaveProperty('hdus');
      // This one is valid: only its text is hostile.
      if (!path.endsWith('header_html.fits')) expect(stderr).toContain('warning: ');
    } else {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.split('\n')).toHaveLength(2);
    }
  });

  it.each([
    ['header_100k_cards.fits', 0, 99],
    ['header_html.fits', 0, 99],
    ['header_non_ascii.fits', 0, 99],
    ['wcs_singular.fits', 0, 99],
    ['truncated_padding.fits', 109, 3618],
    ['junk_after_data.fits', 109, 3618],
  ])('%s has the values it should', async (name, min, max) => {
    const json = (await runCliJson('info', sharedPath('data', 'broken', name))) as unknown as InfoJson;
    expect(json.hdus[0]!.stats).toMatchObject({ min, max, nan: 0 });
  });

  it('finds the stars of what is left of a cut file', async () => {
    const json = (await runCliJson(
      'stars',
      sharedPath('data', 'broken', 'truncated_data.fits'),
    )) as unknown as StarsJson;
    expect(json).toMatchObject({ width: 300, height: 300 });
    expect(Math.max(...json.stars.map(({ y }) => y))).toBeLessThanOrEqual(Math.ceil(87120 / 600));
  });

  it('leaves nothing half-written', async () => {
    for (const name of [
      'truncated_header.fits',
      'gzip_truncated.fits.gz',
      'tile_corrupt_rice.fits',
      'bitpix13.fits',
    ]) {
      const { code, stderr } = await runCli(
        'render',
        sharedPath('data', 'broken', name),
        '-o',
        '/nonexistent/never.png',
      );
      expect(code).toBe(1);
      expect(stderr.split('\n')).toHaveLength(2);
    }
  });
});
