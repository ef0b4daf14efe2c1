import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dropFiles } from '../support/dropFile.ts';
import { sampleFile as sample } from '../support/sampleFile.ts';
import { soon } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const root = path.resolve(import.meta.dirname, '../..');

const folder = temporaryFolder();
const { page, problems, start } = workbenchPerTest();

const heading = (): Locator => page().getByRole('heading', { level: 1 });
const counts = (): Locator => page().getByRole('status', { name: 'Stars found' });

async function opened(name: string): Promise<void> {
  await soon(async () => expect(await heading().textContent()).toBe(name));
}

/** Digits only: the window puts thin spaces between thousands. */
async function numbers(locator: Locator): Promise<number[]> {
  const text = ((await locator.textContent()) ?? '').replaceAll('\u2009', '');
  return [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
}

async function findStars(): Promise<void> {
  await page().getByRole('banner').getByRole('button', { name: 'Find stars' }).click();
  await soon(async () => expect(await counts().isVisible()).toBe(true));
}

async function exportCsv(): Promise<string> {
  const download = page().waitForEvent('download');
  await page().getByRole('button', { name: 'Export catalogue' }).click();
  const file = folder.file('window.csv');
  await (await download).saveAs(file);
  return readFile(file, 'utf8');
}

async function csvOfCommandLine(...args: string[]): Promise<string> {
  const file = folder.file('command-line.csv');
  await promisify(execFile)(process.execPath, [
    path.join(root, 'out/main/cli.js'),
    'stars',
    ...args,
    '-o',
    file,
  ]);
  return readFile(file, 'utf8');
}

describe('the workbench in a browser', () => {
  test('a dropped file, the cut moved, a star selected, the catalogue exported: the same bytes as the command line', async () => {
    await start();
    await dropFiles(page(), [sample]);
    await opened(path.basename(sample));
    await findStars();
    await soon(async () => expect(await numbers(counts())).toEqual([2323, 20481]));
    expect(await exportCsv()).toBe(await csvOfCommandLine(sample));

    const cut = page().getByRole('textbox', { name: 'Flux cut' });
    await cut.fill('0.7');
    await cut.press('Enter');
    const atHigherCut = await csvOfCommandLine(sample, '--flux-cut', '0.7');
    const stars = atHigherCut.trimEnd().split('\n').length - 1;
    expect(stars).toBeLessThan(2323);
    await soon(async () => expect(await numbers(counts())).toEqual([stars, 20481]));
    expect(await exportCsv()).toBe(atHigherCut);

    const row = page().getByRole('grid', { name: 'Catalogue' }).getByRole('row').nth(1);
    await row.click();
    await soon(async () =>
      expect(await page().getByRole('region', { name: 'Selected star' }).isVisible()).toBe(true),
    );

    await page().getByRole('button', { name: 'Undo' }).click();
    await soon(async () => expect((await numbers(counts()))[1]).toBe(20481));
    expect(problems()).toEqual([]);
  });

  test('a file named to serve opens by itself, and is still there after a reload', async () => {
    await start([sample]);
    await opened(path.basename(sample));
    await page().reload();
    await opened(path.basename(sample));
    expect(problems()).toEqual([]);
  });

  test('a broken file is one sentence, and the window keeps working', async () => {
    const broken = folder.write('broken.fits', 'This is no FITS file.');
    await start();
    await dropFiles(page(), [broken]);
    await soon(async () => expect(await page().getByRole('alert').count()).toBe(1));
    await page().getByRole('button', { name: 'Open the sample' }).click();
    await opened(path.basename(sample));
  });
});
