import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/core/operations/index.ts';
import type { WholeImage } from '../../src/core/strips/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { cliFiles } from '../support/cliFiles.ts';
import { simplePlane } from '../support/referenceGroup.ts';
import { cliHost } from '../support/runCli.ts';
import { runOperation } from '../support/runOperation.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli, runCliJson } = cliHost();
const { width, height, pixels, stars, several } = cliFiles(folder);
const field: WholeImage = { width, height, pixelType: 'float32', pixels: Float32Array.from(pixels) };
const third = Float32Array.from(pixels, (value) => value / 3);
const faint = folder.write('faint.fits', imageFile(-32, [width, height], [...third]));

describe('the help', () => {
  it('says of a flag what it is for each method that has it', async () => {
    const { stdout } = await runCli('filter', '--help');
    const radius = /--radius <value>(.*?)--/s.exec(stdout)![1]!.replaceAll(/\s+/g, ' ');
    for (const [name, value] of [
      ['unsharp-mask', 1],
      ['rolling-ball', 100],
      ['erosion', 1],
    ] as const) {
      const { description } = OPERATIONS.get(name)!.parameters['radius']!;
      expect(radius).toMatch(`${description} Default: ${value}. (${name}`);
    }
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Allowed: square or disk or diamond or cross.');
  });
});

describe('further images', () => {
  it('come from files of their own', async () => {
    const target = folder.file('grey.fits');
    const others = ['--green', faint, '--blue', `${several}[SCI,1]`];
    await runCliJson('filter', stars, '--method', 'grey', ...others, '-o', target);
    const green = { ...field, pixels: third };
    const { pixels: expected } = runOperation(OPERATIONS.get('grey')!, {}, field, {
      others: { green, blue: field },
    });
    expect(simplePlane(target).data).toEqual(expected);
    expect(readFileSync(target, 'latin1')).toMatch(/HISTORY grey .*green="faint\.fits" blue="several\.fits"/);
    const mask = folder.file('mask.fits');
    await runCliJson('threshold', stars, '--method', 'otsu', '-o', mask);
    const further = ['--intensity', stars];
    const table = await runCliJson('measure', mask, '--method', 'region-intensities', ...further);
    expect(table['columns']).toContain('weighted_x');
  });

  it('are not written over, and wanted', async () => {
    const bytes = readFileSync(faint);
    const all = ['filter', stars, '--method', 'arithmetic', '--other', faint, '-o', faint];
    expect((await runCli(...all)).code).toBe(1);
    expect(readFileSync(faint)).toEqual(bytes);
    const { code, stderr } = await runCli('filter', stars, '--method', 'grey', '--green', faint);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'asterism: grey takes a further image: give --blue its file.\n',
    });
  });
});

describe('a range', () => {
  it('is two numbers', async () => {
    const target = folder.file('rescaled.fits');
    const range = ['--in-range', 'values', '--in-limits', '-1.5,40'];
    await runCliJson('filter', stars, '--method', 'rescale-intensity', ...range, '-o', target);
    const { pixels: expected } = runOperation(
      OPERATIONS.get('rescale-intensity')!,
      { in_range: 'values', in_limits: [-1.5, 40] },
      field,
    );
    expect(simplePlane(target).data).toEqual(expected);
  });
});
