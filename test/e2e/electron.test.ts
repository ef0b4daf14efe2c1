import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFits, imageCards, pixelData } from '../support/buildFits.ts';
import { launchElectron, type RunningApp } from '../support/electron/launch.ts';

const STARS = 2323;
const PATIENCE_MS = 30_000;

/** The workbench in its desktop shell: main process, preload and page as built, with the real engine. */
describe('the workbench in Electron', () => {
  let app: RunningApp;
  let page: Page;
  let folder: string;
  const at = (name: string): string => path.join(folder, name);

  const click = (id: string): Promise<void> =>
    app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
  const answerOpenDialog = (file: string): Promise<void> =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
  const openImages = (of: Page): ReturnType<Page['getByRole']> =>
    of.getByRole('list', { name: 'Open images' });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-electron-'));
    const pixels = Array.from({ length: 1200 }, (_, i) => i % 37);
    const data = pixelData(-32, pixels);
    await writeFile(at('ramp.fits'), buildFits({ cards: imageCards(-32, [40, 30]), data }));
    await writeFile(at('dropped.fits'), buildFits({ cards: imageCards(-32, [30, 40]), data }));
    await writeFile(at('own.csv'), 'a,b\n1,2\n3,4\n');
    await writeFile(at('text.fits'), 'This is no FITS file.\n'.repeat(200));
    app = await launchElectron();
    page = await app.firstWindow();
    page.setDefaultTimeout(10_000);
  }, 60_000);

  afterAll(async () => {
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens empty and invites', async () => {
    await page.getByText('Drop a FITS file or a table here').waitFor();
    expect(await page.getByRole('button', { name: 'Open a file…' }).isVisible()).toBe(true);
    expect(await page.title()).toBe('Asterism');
  });

  it('opens the file that the dialog gives', async () => {
    await answerOpenDialog(at('ramp.fits'));
    await click('open');
    await openImages(page).getByText('ramp.fits').first().waitFor();
    await page.getByText('40 × 30 pixels').waitFor();
    await expect.poll(() => page.title()).toContain('ramp.fits');
  });

  it('opens a file that is dropped on the window', async () => {
    await app.setDroppedPaths([at('dropped.fits')]);
    await page.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'source-of-drop';
      document.body.append(input);
    });
    await page.setInputFiles('#source-of-drop', at('dropped.fits'));
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#source-of-drop');
      const dataTransfer = new DataTransfer();
      for (const file of input?.files ?? []) dataTransfer.items.add(file);
      input?.remove();
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await openImages(page).getByText('dropped.fits').first().waitFor();
    await page.getByText('30 × 40 pixels').waitFor();
  });

  it('opens a table by the dialog, and an example by the menu', async () => {
    await answerOpenDialog(at('own.csv'));
    await click('open');
    const toolbar = page.getByRole('toolbar', { name: /^Table/ });
    await toolbar.getByText('2 rows').waitFor();
    await click('plane-regression');
    await page.getByRole('table', { name: 'Coefficients' }).getByText('90.5463984').waitFor();
    for (const name of ['Plane regression', 'own.csv'])
      await page.getByRole('button', { name: `Close ${name}`, exact: true }).click();
  });

  it('says what is wrong with a file and keeps working', async () => {
    await answerOpenDialog(at('text.fits'));
    await click('open');
    await page.getByText('Not a FITS file').first().waitFor();
    expect(await openImages(page).getByText('dropped.fits').first().isVisible()).toBe(true);
  });

  it(
    'finds the stars of the sample and exports them where the dialog says',
    async () => {
      await click('sample');
      await page.getByText('1000 × 1000 pixels').waitFor();
      await click('find-stars');
      const found = page.getByRole('status', { name: 'Stars found' });
      await expect
        .poll(async () => (await found.textContent())?.replace(/\D/g, ''), { timeout: PATIENCE_MS })
        .toBe(`${STARS}20481`);
      const target = at('stars.csv');
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, target);
      await click('export');
      await page
        .getByText(/Wrote 2323 stars to stars\.csv/)
        .first()
        .waitFor();
      const lines = (await readFile(target, 'utf8')).trimEnd().split(/\r?\n/);
      expect(lines[0]).toBe('id,x,y,value,normalized,ra,dec');
      expect(lines).toHaveLength(STARS + 1);
    },
    2 * PATIENCE_MS,
  );

  it(
    'saves the picture and copies it',
    async () => {
      const target = at('cluster.png');
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, target);
      await page.bringToFront();
      await page.keyboard.press('Control+Shift+E');
      const dialog = page.getByRole('dialog', { name: 'Save picture' });
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Wrote the picture to cluster.png.').waitFor({ timeout: PATIENCE_MS });
      const { width, height } = PNG.sync.read(await readFile(target));
      expect(Math.min(width, height)).toBeGreaterThan(300);
      await page.keyboard.press('Control+Shift+C');
      await page.getByText('The picture is on the clipboard.').waitFor({ timeout: PATIENCE_MS });
    },
    2 * PATIENCE_MS,
  );

  it('says why a picture cannot be written, and keeps the dialog for another try', async () => {
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, at('none/cluster.svg'));
    await page.keyboard.press('Control+Shift+E');
    const dialog = page.getByRole('dialog', { name: 'Save picture' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Cannot write the file, its folder does not exist/).waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('undoes from the menu', async () => {
    await click('undo');
    await page.getByRole('status', { name: 'Stars found' }).waitFor({ state: 'detached' });
    await click('redo');
    await page.getByRole('status', { name: 'Stars found' }).waitFor();
  });

  it('opens in a window of its own what a second start names with a section', async () => {
    await app.evaluate(
      ({ app: electronApp }, [file, cwd]) => {
        electronApp.emit('second-instance', {}, ['asterism', `${file}[11:20,6:25]`], cwd, null);
      },
      ['ramp.fits', folder] as const,
    );
    await expect.poll(() => app.windows().length).toBe(2);
    const second = app.windows()[1];
    await second?.getByText('10 × 20 pixels').waitFor();
  });
});

describe('the workbench started on a file', () => {
  it('shows it, and says which argument is no file', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-electron-'));
    const file = path.join(folder, 'argument.fits');
    const data = pixelData(
      16,
      Array.from({ length: 600 }, (_, i) => i),
    );
    await writeFile(file, buildFits({ cards: imageCards(16, [30, 20]), data }));
    const app = await launchElectron({ args: ['argument.fits[0]', 'none.fits'], cwd: folder });
    try {
      const page = await app.firstWindow();
      await page.getByText('30 × 20 pixels').waitFor();
      expect(app.errorOutput()).toContain('asterism: There is no such file: none.fits');
    } finally {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
