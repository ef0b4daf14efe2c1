import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launchWorkbench, type Workbench } from '../support/browserHost.ts';

const sample = path.resolve(import.meta.dirname, '../../resources/sample/47tuc-acs-hrc-f606w.fits');

let bench: Workbench;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'asterism-e2e-'));
  bench = await launchWorkbench([sample]);
});
afterEach(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

async function saved(format: 'PNG' | 'SVG', scale: string): Promise<Buffer> {
  const { page } = bench;
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Save picture' });
  await dialog.getByRole('radio', { name: format }).check();
  await dialog.getByRole('radio', { name: scale }).check();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const file = path.join(folder, `saved.${format.toLowerCase()}`);
  await (await coming).saveAs(file);
  return readFile(file);
}

test('the picture is saved as it is seen, finer than the screen, with its circles', async () => {
  const { page } = bench;
  const viewer = page.getByLabel('Image, 1000 by 1000 pixels');
  await viewer.waitFor();
  await page.keyboard.press('f');
  await vi.waitFor(
    async () => expect(await page.locator('[data-panel="stars"]').textContent()).toMatch(/2\s?323/),
    { timeout: 30_000 },
  );
  const box = (await viewer.boundingBox())!;

  const png = PNG.sync.read(await saved('PNG', '2× the view'));
  expect(png.width).toBe(Math.round(2 * box.width));
  expect(png.height).toBeGreaterThanOrEqual(Math.round(2 * box.height));
  // The middle of the cluster is bright, and no place of it is empty.
  const at = (2 * Math.round(box.height / 2) * png.width + png.width / 2) * 4;
  const lit = png.data.subarray(at / 2 - 4000, at / 2 + 4000).filter((value) => value > 60 && value < 255);
  expect(lit.length).toBeGreaterThan(100);

  const svg = (await saved('SVG', '1× the view')).toString('utf8');
  expect(svg).toMatch(/^<svg [^>]*width="\d+/);
  expect(svg).toContain('href="data:image/png;base64,');
  expect(svg.match(/<circle /g)?.length ?? 0).toBeGreaterThan(50);
});
