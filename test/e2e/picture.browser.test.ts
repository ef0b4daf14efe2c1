import path from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { buildFits, extensionCards, imageCards, pixelData } from '../support/buildFits.ts';
import { dropFiles } from '../support/dropFile.ts';
import { sampleFile as sample } from '../support/sampleFile.ts';
import { soon } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const folder = temporaryFolder();
const { page, problems, start } = workbenchPerTest();

const viewer = (size = '1000 by 1000'): Locator => page().getByLabel(`Image, ${size} pixels`);
const status = (): Locator => page().getByRole('contentinfo', { name: 'Status' });
const readout = (): Locator => page().getByLabel('Pixel under the pointer');

async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const box = (await of.boundingBox())!;
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** The 1-based pixel in the status line; null while there is none. */
async function pixel(): Promise<{ x: number; y: number } | null> {
  const found = /(\d+), (\d+)/.exec((await readout().textContent()) ?? '');
  return found && { x: Number(found[1]), y: Number(found[2]) };
}

/** Mean grey of the picture's middle, as a screenshot shows it. */
async function brightness(): Promise<number> {
  const { x, y } = await middle(viewer());
  const shot = await page().screenshot({ clip: { x: x - 100, y: y - 100, width: 200, height: 200 } });
  return page().evaluate(
    async (png) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(png)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += data[i]!;
      return sum / (data.length / 4);
    },
    [...shot],
  );
}

async function sampleOnScreen(): Promise<void> {
  await start([sample]);
  await soon(async () => expect(await viewer().isVisible()).toBe(true));
  await soon(async () =>
    expect(await page().getByRole('slider', { name: 'High limit' }).isVisible()).toBe(true),
  );
  await soon(async () => expect(await brightness()).toBeGreaterThan(20));
}

describe('the picture', () => {
  test('limits dragged on the histogram change it while the drag goes on, and one undo takes the drag back', async () => {
    await sampleOnScreen();
    const before = await brightness();
    const high = page().getByRole('slider', { name: 'High limit' });
    const start = await middle(high);
    const lowest = await middle(page().getByRole('slider', { name: 'Low limit' }));
    await page().mouse.move(start.x, start.y);
    await page().mouse.down();
    await page().mouse.move((start.x + lowest.x) / 2, start.y, { steps: 8 });
    // Still held down: the picture follows the mouse, not its release.
    await soon(async () => expect(await brightness()).toBeGreaterThan(before + 10));
    await page().mouse.move(start.x - 0.7 * (start.x - lowest.x), start.y, { steps: 8 });
    await page().mouse.up();
    await page().getByRole('button', { name: 'Undo' }).click();
    await soon(async () => expect(Math.abs((await brightness()) - before)).toBeLessThan(1));
    expect(await page().getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true);
    expect(problems()).toEqual([]);
  });

  test('the wheel zooms at the cursor, a drag pans, keys fit and show pixels one to one', async () => {
    await sampleOnScreen();
    const zoom = async (): Promise<string> => (await page().getByLabel('Zoom').textContent()) ?? '';
    const fitted = await zoom();
    const { x, y } = await middle(viewer());
    const at = { x: x + 60, y: y - 45 };
    await page().mouse.move(at.x, at.y);
    await soon(async () => expect(await pixel()).not.toBeNull());
    const under = (await pixel())!;
    for (let i = 0; i < 5; i++) await page().mouse.wheel(0, -120);
    await soon(async () => expect(await zoom()).not.toBe(fitted));
    await soon(async () => {
      const now = (await pixel())!;
      expect(Math.abs(now.x - under.x)).toBeLessThanOrEqual(1);
      expect(Math.abs(now.y - under.y)).toBeLessThanOrEqual(1);
    });
    await viewer().focus();
    await page().keyboard.press('1');
    await soon(async () => expect(await zoom()).toContain('100'));
    await page().mouse.move(at.x, at.y);
    await soon(async () => expect(await pixel()).not.toBeNull());
    const first = (await pixel())!;
    await page().mouse.down();
    await page().mouse.move(at.x + 50, at.y + 30, { steps: 5 });
    await page().mouse.up();
    // The same image point is still under the pointer: it was dragged along.
    await soon(async () => expect(await pixel()).toEqual(first));
    await page().mouse.move(at.x, at.y);
    // y counts upwards: what was dragged down by 30 has higher pixels above it.
    await soon(async () => expect(await pixel()).toEqual({ x: first.x - 50, y: first.y + 30 }));
    await page().keyboard.press('0');
    await soon(async () => expect(await zoom()).toBe(fitted));
  });

  test('a click on a star selects its row, and a row its star; values and sky position stand beside', async () => {
    await sampleOnScreen();
    await page().getByRole('banner').getByRole('button', { name: 'Find stars' }).click();
    const grid = page().getByRole('grid', { name: 'Catalogue' });
    await soon(async () => expect(await grid.getByRole('row').count()).toBeGreaterThan(5));
    const selected = page().getByRole('region', { name: 'Selected star' });
    const { x, y } = await middle(viewer());
    // Circles are dense here: a spiral of clicks meets one at once.
    await soon(async () => {
      for (const [dx, dy] of [
        [0, 0],
        [7, 0],
        [0, 7],
        [-7, 0],
        [0, -7],
        [12, 12],
        [-12, 12],
        [20, 0],
        [0, 20],
      ]) {
        await page().mouse.click(x + dx!, y + dy!);
        await page().waitForTimeout(150);
        if (await selected.isVisible()) return;
      }
      expect.fail('no star was hit');
    });
    const row = grid.locator('[role=row][aria-selected=true]');
    // The last click may be answered a little later.
    await soon(async () => {
      expect(await row.count()).toBe(1);
      const cells = await row.getByRole('gridcell').allTextContents();
      expect(await selected.textContent()).toContain(`${cells[1]}, ${cells[2]}`);
    });
    expect(await selected.textContent()).toMatch(/00:24:0\d/);
    expect(await selected.getByRole('img').count()).toBeGreaterThanOrEqual(2);
    const other = grid.locator('[role=row][aria-selected=false]').first();
    const otherCells = await other.getByRole('gridcell').allTextContents();
    await other.click();
    await soon(async () =>
      expect(await selected.textContent()).toContain(`${otherCells[1]}, ${otherCells[2]}`),
    );
    expect(problems()).toEqual([]);
  });

  test('a crop drawn with the mouse keeps the pixel numbers of the whole image', async () => {
    await sampleOnScreen();
    const { x, y } = await middle(viewer());
    await page().mouse.move(x - 60, y + 40);
    await soon(async () => expect(await pixel()).not.toBeNull());
    const corner = (await pixel())!;
    await viewer().focus();
    await page().keyboard.press('c');
    await page().mouse.down();
    await page().mouse.move(x + 60, y - 40, { steps: 6 });
    await page().mouse.up();
    await soon(async () => expect(await viewer().count()).toBe(0));
    const cropped = page().getByLabel(/^Image, \d+ by \d+ pixels$/);
    const [, width, height] = /(\d+) by (\d+)/.exec((await cropped.getAttribute('aria-label'))!)!;
    expect(Number(width)).toBeGreaterThan(100);
    expect(Number(height)).toBeLessThan(Number(width));
    await viewer(`${width} by ${height}`).focus();
    await page().keyboard.press('0');
    const box = (await cropped.boundingBox())!;
    await page().mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await soon(async () => {
      const centre = (await pixel())!;
      expect(Math.abs(centre.x - (corner.x + Number(width) / 2))).toBeLessThanOrEqual(3);
      expect(Math.abs(centre.y - (corner.y + Number(height) / 2))).toBeLessThanOrEqual(3);
    });
    await page().getByRole('button', { name: 'Undo' }).click();
    await soon(async () => expect(await viewer().count()).toBe(1));
  });

  test('a file with several images shows the one that is chosen, and the second reader agrees', async () => {
    const ramp = (scale: number): number[] => Array.from({ length: 40 * 30 }, (_, i) => 1 + scale * i);
    const file = folder.write(
      'several.fits',
      buildFits(
        { cards: imageCards(8, []) },
        {
          cards: extensionCards('IMAGE', -32, [40, 30], [['EXTNAME', 'SCI']]),
          data: pixelData(-32, ramp(2)),
        },
        {
          cards: extensionCards('IMAGE', 16, [30, 40], [['EXTNAME', '<b>ERR</b>']]),
          data: pixelData(16, ramp(3)),
        },
      ),
    );
    await start([]);
    await dropFiles(page(), [file, sample]);
    await soon(async () =>
      expect(
        await page()
          .getByRole('list', { name: 'Open images' })
          .getByRole('button', { name: /several/ })
          .count(),
      ).toBe(1),
    );
    // The file dropped second is shown when it is open; only then does a click on the first one last.
    await soon(async () =>
      expect(await page().getByRole('heading', { level: 1 }).textContent()).toBe(path.basename(sample)),
    );
    await page()
      .getByRole('button', { name: /several\.fits/ })
      .first()
      .click();
    await soon(async () => expect(await viewer('40 by 30').count()).toBe(1));
    // The name is text, never markup.
    await page()
      .getByRole('button', { name: /<b>ERR<\/b>/ })
      .click();
    await soon(async () => expect(await viewer('30 by 40').count()).toBe(1));
    await page().getByRole('button', { name: 'More' }).click();
    await page().getByRole('menuitem', { name: 'Check with second reader' }).click();
    const dialog = page().getByRole('dialog');
    await soon(async () => expect(await dialog.textContent()).toContain('all 1200 pixels agree'));
    await page().keyboard.press('Escape');
    expect(await status().isVisible()).toBe(true);
    expect(problems()).toEqual([]);
  });
});
