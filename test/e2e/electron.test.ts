import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { appTests } from '../support/electron/appTests.ts';
import { launchElectron } from '../support/electron/launch.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const STARS = 2323;

/** The workbench in its desktop shell: main process, preload and page as built, with the real engine. */
describe('the workbench in Electron', () => {
  const { app, page, folder, choose, answerOpenDialog, answerSaveDialog, startAgain } = appTests();
  const openImages = (of: Page): ReturnType<Page['getByRole']> =>
    of.getByRole('list', { name: 'Open images' });

  const pixels = Array.from({ length: 1200 }, (_, i) => i % 37);
  const ramp = folder.write('ramp.fits', imageFile(-32, [40, 30], pixels));
  const dropped = folder.write('dropped.fits', imageFile(-32, [30, 40], pixels));
  const table = folder.write('own.csv', 'a,b\n1,2\n3,4\n');
  const text = folder.write('text.fits', 'This is no FITS file.\n'.repeat(200));

  it('opens empty and invites', async () => {
    await page().getByText('Drop a FITS file or a table here').waitFor();
    expect(await page().getByRole('button', { name: 'Open a file…' }).isVisible()).toBe(true);
    expect(await page().title()).toBe('Asterism');
  });

  it('opens the file that the dialog gives', async () => {
    await answerOpenDialog(ramp);
    await choose('open');
    await openImages(page()).getByText('ramp.fits').first().waitFor();
    await page().getByText('40 × 30 pixels').waitFor();
    await expect.poll(() => page().title()).toContain('ramp.fits');
  });

  it('opens a file that is dropped on the window', async () => {
    await app().setDroppedPaths([dropped]);
    await page().evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'source-of-drop';
      document.body.append(input);
    });
    await page().setInputFiles('#source-of-drop', dropped);
    await page().evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#source-of-drop');
      const dataTransfer = new DataTransfer();
      for (const file of input?.files ?? []) dataTransfer.items.add(file);
      input?.remove();
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await openImages(page()).getByText('dropped.fits').first().waitFor();
    await page().getByText('30 × 40 pixels').waitFor();
  });

  it('opens a table by the dialog, and an example by the menu', async () => {
    await answerOpenDialog(table);
    await choose('open');
    const toolbar = page().getByRole('toolbar', { name: /^Table/ });
    await toolbar.getByText('2 rows').waitFor();
    await choose('plane-regression');
    await page().getByRole('table', { name: 'Coefficients' }).getByText('90.5463984').waitFor();
    for (const name of ['Plane regression', 'own.csv'])
      await page()
        .getByRole('button', { name: `Close ${name}`, exact: true })
        .click();
  });

  it('says what is wrong with a file and keeps working', async () => {
    await answerOpenDialog(text);
    await choose('open');
    await page().getByText('Not a FITS file').first().waitFor();
    expect(await openImages(page()).getByText('dropped.fits').first().isVisible()).toBe(true);
  });

  it('finds the stars of the sample and exports them where the dialog says', async () => {
    await choose('sample');
    await page().getByText('1000 × 1000 pixels').waitFor();
    await choose('find-stars');
    const found = page().getByRole('status', { name: 'Stars found' });
    await expect.poll(async () => (await found.textContent())?.replace(/\D/g, '')).toBe(`${STARS}20481`);
    const target = folder.file('stars.csv');
    await answerSaveDialog(target);
    await choose('export');
    await page()
      .getByText(/Wrote 2323 stars to stars\.csv/)
      .first()
      .waitFor();
    const lines = (await readFile(target, 'utf8')).trimEnd().split(/\r?\n/);
    expect(lines[0]).toBe('id,x,y,value,normalized,ra,dec');
    expect(lines).toHaveLength(STARS + 1);
  });

  it('saves the picture and copies it', async () => {
    const target = folder.file('cluster.png');
    await answerSaveDialog(target);
    await page().bringToFront();
    await page().keyboard.press('Control+Shift+E');
    const dialog = page().getByRole('dialog', { name: 'Save picture' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page().getByText('Wrote the picture to cluster.png.').waitFor();
    const { width, height } = PNG.sync.read(await readFile(target));
    expect(Math.min(width, height)).toBeGreaterThan(300);
    await page().keyboard.press('Control+Shift+C');
    await page().getByText('The picture is on the clipboard.').waitFor();
  });

  it('says why a picture cannot be written, and keeps the dialog for another try', async () => {
    await answerSaveDialog(folder.file('none/cluster.svg'));
    await page().keyboard.press('Control+Shift+E');
    const dialog = page().getByRole('dialog', { name: 'Save picture' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page()
      .getByText(/Cannot write the file, its folder does not exist/)
      .waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await page().keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('undoes from the menu', async () => {
    await choose('undo');
    await page().getByRole('status', { name: 'Stars found' }).waitFor({ state: 'detached' });
    await choose('redo');
    await page().getByRole('status', { name: 'Stars found' }).waitFor();
  });

  it('opens in a window of its own what a second start names with a section', async () => {
    await startAgain('ramp.fits[11:20,6:25]');
    await expect.poll(() => app().windows().length).toBe(2);
    const second = app().windows()[1];
    await second?.getByText('10 × 20 pixels').waitFor();
  });
});

describe('the workbench started on a file', () => {
  const folder = temporaryFolder();
  it('shows it, and says which argument is no file', async () => {
    const pixels = Array.from({ length: 600 }, (_, i) => i);
    folder.write('argument.fits', imageFile(16, [30, 20], pixels));
    const app = await launchElectron({ args: ['argument.fits[0]', 'none.fits'], cwd: folder.path });
    try {
      const page = await app.firstWindow();
      await page.getByText('30 × 20 pixels').waitFor();
      expect(app.errorOutput()).toContain('asterism: There is no such file: none.fits');
    } finally {
      await app.close();
    }
  }, 60_000);
});
