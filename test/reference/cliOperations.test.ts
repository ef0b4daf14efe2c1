import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { referenceCases, simplePlane, type ReferenceCase } from '../support/referenceGroup.ts';
import { hasShared, sharedPath } from '../support/shared.ts';
import { dataPath, facts, sharedCli } from '../support/sharedFacts.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = sharedCli();

/** A handful of a group's cases, spread over it: a start of an engine takes its time. */
function handful(group: string, most: number, fits: (one: ReferenceCase) => boolean = () => true) {
  if (!hasShared) return [];
  const cases = referenceCases(group).filter(fits);
  const step = Math.max(1, cases.length / most);
  return Array.from({ length: Math.min(most, cases.length) }, (_, i) => cases[Math.floor(i * step)]!);
}

const reference = (file: unknown): string => sharedPath('reference', String(file));
/** A flag with its value; none where there is none. */
const flag = (name: string, value: unknown): string[] =>
  value === undefined ? [] : [`--${name}`, String(value)];

describe.skipIf(!hasShared)('filter --method gaussian, against SciPy', () => {
  const cases = hasShared
    ? referenceCases('gaussian_filter').filter(({ output }) => output !== undefined)
    : [];

  it('has cases', () => expect(cases.length).toBeGreaterThan(5));

  it.each(cases)('$name', async ({ name, input, params, output, rtol, atol }) => {
    const { sigma, mode, cval, truncate } = params as Record<string, unknown>;
    // A pair is along y, then along x.
    const [alongY, alongX] = (Array.isArray(sigma) ? sigma : [sigma, sigma]) as number[];
    const target = folder.file(`gauss-${name}.fits`);
    await runCliJson(
      'filter',
      reference(input),
      ...['--method', 'gaussian', ...flag('sigma', alongX), ...flag('sigma-y', alongY)],
      ...[...flag('mode', mode), ...flag('cval', cval), ...flag('truncate', truncate), '-o', target],
    );
    const [found, expected] = [simplePlane(target), simplePlane(reference(output))];
    expect(found.data.constructor).toBe(expected.data.constructor);
    const largest = Array.from(expected.data, Math.abs).reduce((a, b) => Math.max(a, b));
    const tolerance = Number(rtol) * largest + Number(atol ?? 0);
    let worst = 0;
    for (const [i, value] of expected.data.entries())
      worst = Math.max(worst, Math.abs(found.data[i]! - value));
    expect(worst).toBeLessThanOrEqual(tolerance);
  });
});

describe.skipIf(!hasShared)('threshold --method otsu, against scikit-image', () => {
  it.each(handful('otsu', 12))('$name', async ({ input, nbins, threshold, above, rtol }) => {
    const json = await runCliJson('threshold', reference(input), '--method', 'otsu', ...flag('nbins', nbins));
    expect(Math.abs(Number(json['threshold']) - Number(threshold))).toBeLessThanOrEqual(
      Number(rtol) * Math.abs(Number(threshold)),
    );
    expect(json['count']).toBe(above);
  });
});

describe.skipIf(!hasShared)('threshold --method adaptive, against scikit-image', () => {
  const clear = (one: ReferenceCase) =>
    one['closest_margin'] === undefined || Number(one['closest_margin']) > 1e-6;
  it.each(handful('threshold_local', 10, clear))('$name', async ({ input, params, above }) => {
    const { block_size, method, offset, mode, cval } = params as Record<string, unknown>;
    const json = await runCliJson(
      'threshold',
      reference(input),
      ...['--method', 'adaptive', ...flag('block-size', block_size), ...flag('weighting', method)],
      ...[...flag('offset', offset), ...flag('mode', mode), ...flag('cval', cval)],
    );
    expect(json['count']).toBe(above);
  });
});

describe.skipIf(!hasShared)('broken files', () => {
  const broken = facts.files.filter(
    ({ path: name }) => /^broken\/.*\.fits(\.gz)?$/.test(name) && !name.includes('/table_'),
  );
  it('has files to read', () => expect(broken.length).toBeGreaterThan(25));

  it('are one sentence, or an image with a warning; never half-written', { timeout: 60_000 }, async () => {
    for (const { path: name } of broken) {
      const file = dataPath(name);
      const target = folder.file(`${path.basename(name)}.out.fits`);
      const result = await runCli('filter', file, '--method', 'gaussian', '-o', target, '--json');
      const lines = result.stderr.split('\n').slice(0, -1);
      expect(result.stderr, name).not.toMatch(/^\s+at |Invariant|undefined/m);
      for (const line of lines) expect(line.startsWith(`asterism: ${file}: `), `${name}: ${line}`).toBe(true);
      if (result.code === 0) {
        expect(JSON.parse(result.stdout), name).toHaveProperty('stats');
        expect(simplePlane(target).width, name).toBeGreaterThan(0);
      } else {
        expect({ code: result.code, stdout: result.stdout }, name).toEqual({ code: 1, stdout: '' });
        expect(lines, name).toHaveLength(1);
        expect(existsSync(target), name).toBe(false);
      }
    }
  });
});
