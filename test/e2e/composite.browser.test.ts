import path from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launchWorkbench, type Workbench } from '../support/browserHost.ts';
import { lookOf } from '../support/lookOf.ts';

const SOON = { timeout: 30_000, interval: 50 };
const sample = path.resolve(import.meta.dirname, '../../resources/sample/47tuc-acs-hrc-f606w.fits');

let bench: Workbench;
beforeEach(async () => {
  bench = await launchWorkbench([sample]);
});
afterEach(() => bench.close());

async function command(name: string): Promise<void> {
  await bench.page.keyboard.press('Control+K');
  await bench.page.keyboard.type(name);
  await bench.page.keyboard.press('Enter');
}

test('a composite is read, magnified and panned as three images', async () => {
  const { page } = bench;
  await page.getByLabel('Image, 1000 by 1000 pixels').waitFor();
  await command('sobel');
  const tabs = page.getByRole('tablist', { name: 'Images' }).getByRole('tab');
  await vi.waitFor(async () => expect(await tabs.count()).toBe(2), SOON);
  await command('colour composite');
  await page.getByRole('button', { name: 'Make composite' }).click();
  await vi.waitFor(async () => expect(await tabs.count()).toBe(3), SOON);
  const viewer = page.getByLabel('Image, 1000 by 1000 pixels');
  await vi.waitFor(async () => expect((await lookOf(viewer)).coloured).toBeGreaterThan(0.001), SOON);
  const panner = page.getByRole('application', { name: /^Panner/ });
  await panner.scrollIntoViewIfNeeded();
  await vi.waitFor(async () => expect((await lookOf(panner)).coloured).toBeGreaterThan(0.001), SOON);

  await viewer.focus();
  await page.keyboard.press('1');
  const readout = page.getByLabel('Pixel under the pointer');
  const number = '(-?[\\d.]+(?:e[+-]?\\d+)?)';
  const values = new RegExp(`R ${number} {2}G ${number} {2}B ${number} ELECTRONS/S`);
  const box = (await viewer.boundingBox())!;
  const places = [0.3, 0.4, 0.5, 0.6, 0.7].map((part) => ({
    x: Math.round(box.x + box.width * part),
    y: Math.round(box.y + box.height * part),
  }));
  const magnifier = page.getByRole('img', { name: /^Magnifier: 8 times/ });
  for (const { x, y } of places) {
    await page.mouse.move(x + 20, y);
    await page.mouse.move(x, y);
    await vi.waitFor(async () => expect(await readout.textContent()).toMatch(values), SOON);
    await vi.waitFor(async () => {
      // Beside the outline of the pixel pointed at, which is in the middle of the magnifier.
      const here = await colourAt(x + 3, y + 3);
      const box = (await magnifier.boundingBox())!;
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const large = await colourAt(Math.round(middle.x + 3.5 * 8), Math.round(middle.y + 3.5 * 8));
      expect(large).toEqual(here);
    }, SOON);
  }
  const [, red, green, blue] = values.exec((await readout.textContent())!)!;
  expect(Number(green)).toBe(Number(blue));
  expect(Number(red)).not.toBe(Number(green));

  // The colours are of three images: no bar tells their values.
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Save picture' });
  expect(await dialog.getByRole('checkbox').count()).toBe(1);
  expect(bench.problems).toEqual([]);
});

async function colourAt(x: number, y: number): Promise<number[]> {
  const png = PNG.sync.read(await bench.page.screenshot({ clip: { x, y, width: 1, height: 1 } }));
  return [...png.data.subarray(0, 3)];
}
