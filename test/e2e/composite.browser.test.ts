import { PNG } from 'pngjs';
import { beforeEach, expect, test } from 'vitest';
import { lookOf } from '../support/lookOf.ts';
import { sampleFile } from '../support/sampleFile.ts';
import { soon } from '../support/soon.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const { page, problems, button, start, command } = workbenchPerTest();
beforeEach(() => start([sampleFile]));

test('a composite is read, magnified and panned as three images', async () => {
  await page().getByLabel('Image, 1000 by 1000 pixels').waitFor();
  await command('sobel');
  const tabs = page().getByRole('tablist', { name: 'Images' }).getByRole('tab');
  await soon(async () => expect(await tabs.count()).toBe(2));
  await command('colour composite');
  await button('Make composite').click();
  await soon(async () => expect(await tabs.count()).toBe(3));
  const viewer = page().getByLabel('Image, 1000 by 1000 pixels');
  await soon(async () => expect((await lookOf(viewer)).coloured).toBeGreaterThan(0.001));
  const panner = page().getByRole('application', { name: /^Panner/ });
  await panner.scrollIntoViewIfNeeded();
  await soon(async () => expect((await lookOf(panner)).coloured).toBeGreaterThan(0.001));

  await viewer.focus();
  await page().keyboard.press('1');
  const readout = page().getByLabel('Pixel under the pointer');
  const number = '(-?[\\d.]+(?:e[+-]?\\d+)?)';
  const values = new RegExp(`R ${number} {2}G ${number} {2}B ${number} ELECTRONS/S`);
  const box = (await viewer.boundingBox())!;
  const places = [0.3, 0.4, 0.5, 0.6, 0.7].map((part) => ({
    x: Math.round(box.x + box.width * part),
    y: Math.round(box.y + box.height * part),
  }));
  const magnifier = page().getByRole('img', { name: /^Magnifier: 8 times/ });
  for (const { x, y } of places) {
    await page().mouse.move(x + 20, y);
    await page().mouse.move(x, y);
    await soon(async () => expect(await readout.textContent()).toMatch(values));
    await soon(async () => {
      // Beside the outline of the pixel pointed at, which is in the middle of the magnifier.
      const here = await colourAt(x + 3, y + 3);
      const box = (await magnifier.boundingBox())!;
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const large = await colourAt(Math.round(middle.x + 3.5 * 8), Math.round(middle.y + 3.5 * 8));
      expect(large).toEqual(here);
    });
  }
  const [, red, green, blue] = values.exec((await readout.textContent())!)!;
  expect(Number(green)).toBe(Number(blue));
  expect(Number(red)).not.toBe(Number(green));

  // The colours are of three images: no bar tells their values.
  await page().keyboard.press('Control+Shift+E');
  const dialog = page().getByRole('dialog', { name: 'Save picture' });
  expect(await dialog.getByRole('checkbox').count()).toBe(1);
  expect(problems()).toEqual([]);
});

async function colourAt(x: number, y: number): Promise<number[]> {
  const png = PNG.sync.read(await page().screenshot({ clip: { x, y, width: 1, height: 1 } }));
  return [...png.data.subarray(0, 3)];
}
