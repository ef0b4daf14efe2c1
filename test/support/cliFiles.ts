import { expect } from 'vitest';
import { buildFits, extensionCards, imageCards, imageFile, pixelData, type CardInput } from './buildFits.ts';
import type { CliResult } from './runCli.ts';
import { starFile, starPixels, TAN_CARDS } from './starFiles.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

/** Small files for tests of the command line: an image, a file of several HDUs, and 64-bit integers. */
export function cliFiles(folder: TemporaryFolder) {
  const [width, height] = [40, 31];
  const pixels = starPixels(width, height);
  const stars = folder.write('stars.fits', starFile(width, height));
  const named: readonly CardInput[] = [['EXTNAME', 'SCI'], ...TAN_CARDS];
  const several = folder.write(
    'several.fits',
    buildFits(
      { cards: imageCards(8, [], [['EXTEND', true]]) },
      {
        cards: extensionCards(
          'BINTABLE',
          8,
          [12, 1],
          [
            ['TFIELDS', 2],
            ['TFORM1', 'J'],
            ['TTYPE1', 'id'],
            ['TFORM2', 'D'],
            ['TTYPE2', 'flux'],
            ['TUNIT2', 'Jy'],
          ],
        ),
        data: new Uint8Array(12),
      },
      { cards: extensionCards('IMAGE', -32, [width, height], named), data: pixelData(-32, pixels) },
      {
        cards: extensionCards(
          'IMAGE',
          16,
          [3, 1],
          [
            ['EXTNAME', 'SCI'],
            ['EXTVER', 2],
          ],
        ),
        data: pixelData(16, [1, 2, 9]),
      },
    ),
  );
  const int64 = folder.write(
    'int64.fits',
    imageFile(
      64,
      [2, 2],
      [9007199254740993n, -9223372036854775808n, 9223372036854775807n, 7n],
      [['BLANK', 7]],
    ),
  );
  return { width, height, pixels, stars, several, int64 };
}

/** One line on standard error that names the file, and nothing else. */
export function expectFailure({ code, stdout, stderr }: CliResult, file: string): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^asterism: .*[.!?]\n$/);
  expect(stderr.startsWith(`asterism: ${file}: `)).toBe(true);
  expect(stderr).not.toMatch(/Invariant|undefined|\n.+\n|^\s+at /);
}
