import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOfArguments, isRegularFile } from '../../../src/main/fileArguments.ts';

describe('filesOfArguments', () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-arguments-'));
    for (const name of ['a.fits', 'b[1]', 'index.js']) await writeFile(at(name), '');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('takes files relative to the working folder, with their suffixes', () => {
    const { files, refused } = filesOfArguments(['asterism', 'a.fits', 'a.fits[SCI,2][1:5,2:6]'], folder, []);
    expect(files).toEqual([
      { file: at('a.fits') },
      { file: at('a.fits'), hdu: { name: 'SCI', ver: 2 }, section: { x0: 1, x1: 5, y0: 2, y1: 6 } },
    ]);
    expect(refused).toEqual([]);
  });

  it('says in its own words what the system cannot even look at', () => {
    const long = 'a'.repeat(300);
    expect(filesOfArguments(['asterism', long], folder, []).refused).toEqual([
      `There is no such file: ${long}`,
    ]);
    expect(isRegularFile(at('a.fits/x'))).toBe(false);
  });

  it('prefers a file that is there under the whole name', () => {
    expect(filesOfArguments(['asterism', 'b[1]'], folder, []).files).toEqual([{ file: at('b[1]') }]);
  });

  it('leaves out switches, the program and the app itself', () => {
    const argv = ['a.fits', '--inspect=0', '-psn_0_1', '', '.', 'index.js'];
    expect(filesOfArguments(argv, folder, [folder, at('index.js')])).toEqual({ files: [], refused: [] });
  });

  it('says which arguments are no files', () => {
    const { files, refused } = filesOfArguments(['asterism', 'none.fits', 'a.fits[x:y]', '.'], folder, []);
    expect(files).toEqual([]);
    expect(refused).toEqual([
      'There is no such file: none.fits',
      expect.stringMatching(/suffix.*\(a\.fits\[x:y\]\)$/) as string,
      'There is no such file: .',
    ]);
  });
});
