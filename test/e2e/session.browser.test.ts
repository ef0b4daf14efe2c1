import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { dropFiles } from '../support/dropFile.ts';
import { says, soon } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const CSV = `a,b\n${Array.from({ length: 200 }, (_, i) => `${i % 20},${Math.floor(i / 20)}`).join('\n')}\n`;

const folder = temporaryFolder();
const { page, problems, button, panel, start, command } = workbenchPerTest();
beforeEach(() => void folder.write('own.csv', CSV));

const selection = (): Locator => panel('selection');
const toolbar = (): Locator => page().getByRole('toolbar', { name: /^Table/ });
/** Plots and selection as they were made below. */
async function expectAsMade(): Promise<void> {
  await says(page().getByRole('article').first(), /200 rows/);
  expect(await page().getByRole('article').count()).toBe(1);
  await says(selection(), /100 of 200 rows/);
  await says(toolbar(), /100 selected/);
}

/** Opens the table, plots it, selects half of it, and saves the session. */
async function makeSession(): Promise<string> {
  await dropFiles(page(), [folder.file('own.csv')]);
  await says(toolbar(), /200 rows/);
  await button('Scatter').click();
  const plot = page().getByRole('article').first();
  await says(plot, /200 rows/);
  const condition = selection().getByRole('textbox', { name: 'Condition' });
  await condition.fill('a < 10');
  await condition.press('Enter');
  await says(selection(), /100 of 200 rows/);
  const download = page().waitForEvent('download');
  await page().keyboard.press('Control+s');
  const file = folder.file('work.asterism');
  await (await download).saveAs(file);
  return file;
}

test('a session is saved, downloaded and opened again with its plots and its selection', async () => {
  await start();
  const file = await makeSession();
  await page()
    .getByRole('article')
    .first()
    .getByRole('button', { name: /^(Remove|Close)/ })
    .click();
  await soon(async () => expect(await page().getByRole('article').count()).toBe(0));
  await dropFiles(page(), [file]);
  await page()
    .getByRole('dialog', { name: /^Open / })
    .waitFor();
  await button('Open without saving').click();
  await expectAsMade();
  expect(await button('Undo').isDisabled()).toBe(true);
  expect(problems()).toEqual([]);
});

test('a session named on the command line opens with the files beside it, and tells of those that are gone', async () => {
  await start();
  const file = await makeSession();
  const session = JSON.parse(await readFile(file, 'utf8')) as { sources: Record<string, unknown>[] };
  expect(session.sources).toHaveLength(1);
  session.sources[0] = { ...session.sources[0], relative: 'own.csv', absolute: null };
  await writeFile(file, JSON.stringify(session));
  await start([file]);
  await expectAsMade();
  await rm(folder.file('own.csv'));
  await start([file]);
  await says(
    page().getByRole('region', { name: 'Messages' }),
    /own\.csv was not found among the files that are offered/,
  );
  await page().getByText('Drop a FITS file or a table here').waitFor();
});

test('the command palette runs a command by the keyboard alone', async () => {
  await start();
  await command('plane regr');
  await says(toolbar(), /100 rows/);
  await page().keyboard.press('Control+,');
  await page().getByRole('radio', { name: 'Light' }).check();
  expect(await page().evaluate('document.documentElement.dataset.theme')).toBe('light');
  expect(problems()).toEqual([]);
});
