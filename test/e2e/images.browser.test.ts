import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dropFiles } from '../support/dropFile.ts';
import { lookOf, type Look } from '../support/lookOf.ts';
import { sampleFile as sample } from '../support/sampleFile.ts';
import { sharedPath } from '../support/shared.ts';
import { says, soon, textOf } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { windowPerTest } from '../support/workbenchTests.ts';

const root = path.resolve(import.meta.dirname, '../..');
const globular = sharedPath('data/stars/m13_300x300.fits');
const [bandJ, bandK] = ['j', 'k'].map((band) => sharedPath(`data/stars/2mass_galcen_${band}.fits`)) as [
  string,
  string,
];
/** A real image, smaller where there is one. */
const real = existsSync(globular) ? globular : sample;

const folder = temporaryFolder();
const { page, problems, button, panel, command } = windowPerTest();

async function cli(...args: string[]): Promise<Record<string, number>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    path.join(root, 'out/main/cli.js'),
    ...args,
  ]);
  return args.includes('--json') ? (JSON.parse(stdout) as Record<string, number>) : {};
}
const tabs = (): Locator => page().getByRole('tablist', { name: 'Images' }).getByRole('tab');
/** The panels of the picture's room, in order. */
const views = (): Locator => page().locator('section.panel');

async function example(name: RegExp): Promise<void> {
  await button('Examples').click();
  await page().getByRole('menuitem', { name }).click();
}

async function open(files: readonly string[]): Promise<void> {
  await dropFiles(page(), [...files]);
  await panel('display').getByRole('slider', { name: 'Low limit' }).waitFor();
  if (files.length > 1) await soon(async () => expect(await tabs().count()).toBe(files.length));
}

/** The pixel under the pointer at a share of a view's width and height, 1-based; the view becomes the active one. */
async function pixelAt(view: Locator, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = (await view.boundingBox())!;
  await view.dispatchEvent('focusin');
  const readout = page().getByLabel('Pixel under the pointer');
  // Nothing is told of where the pointer was before.
  await page().mouse.move(1, 1);
  await soon(async () => expect((await readout.allTextContents()).join('')).not.toMatch(/\d, \d/));
  await page().mouse.move(box.x + box.width * x + 3, box.y + box.height * y);
  await page().mouse.move(box.x + box.width * x, box.y + box.height * y);
  let found: RegExpExecArray | null = null;
  await soon(async () => {
    found = /(\d+), (\d+)/.exec((await readout.textContent()) ?? '');
    expect(found).not.toBeNull();
  });
  return { x: Number(found![1]), y: Number(found![2]) };
}

async function drag(view: Locator, dx: number, dy: number, by: 'left' | 'right' = 'left'): Promise<void> {
  const box = (await view.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page().mouse.move(x, y);
  await page().mouse.down({ button: by });
  await page().mouse.move(x + dx, y + dy, { steps: 6 });
  await page().mouse.up({ button: by });
}

describe('the examples', () => {
  test('dynamic threshold: three panels, with the counts that the command line gives', async () => {
    const file = folder.file('dynamic.fits');
    await cli('synth', 'dynamic-threshold', '-o', file);
    const mask = folder.file('mask.fits');
    const otsu = await cli('threshold', file, '--method', 'otsu', '-o', mask, '--json');
    const local = ['--method', 'adaptive', '--block-size', '3'];
    const adaptive = await cli('threshold', file, ...local, '-o', mask, '--json');
    expect([otsu['count'], adaptive['count']]).toEqual([3856, 1194]);

    await example(/^Dynamic threshold/);
    await soon(async () => expect(await views().count()).toBe(3));
    const rows = panel('thresholds').getByRole('row');
    await says(rows.nth(1), new RegExp(`Otsu.*${otsu['count']}39 %`));
    await says(rows.nth(2), new RegExp(`Adaptive.*${adaptive['count']}12 %`));
    // The mask is white where it is on, and black elsewhere.
    await soon(async () => expect((await lookOf(views().nth(2), 0.3)).spread).toBeGreaterThan(60));

    // Live: another block is another image and another count.
    await cli('threshold', file, '--method', 'adaptive', '--block-size', '35', '-o', mask, '--json').then(
      async ({ count }) => {
        const size = panel('process').getByRole('textbox', { name: /^Block size/ });
        await size.fill('35');
        await size.press('Enter');
        await says(rows.nth(2), new RegExp(`Adaptive.*${count}26 %`));
        expect(count).toBe(2570);
      },
    );
    await button('Undo').click();
    await says(rows.nth(2), new RegExp(`Adaptive.*${adaptive['count']}12 %`));
    expect(problems()).toEqual([]);
  });

  test('local maxima: 33 are circled, 20 stand out, and the circles follow the cut', async () => {
    await example(/^Local maxima/);
    await says(panel('cut'), /20 ?of 33 rows/);
    await soon(async () => expect(await views().count()).toBe(2));
    const kept = views().nth(1);
    let circled!: Look;
    await soon(async () => {
      circled = await lookOf(kept, 0.7);
      expect(circled.coloured).toBeGreaterThan(0.0005);
      expect((await lookOf(views().first(), 0.7)).coloured).toBeGreaterThan(circled.coloured);
    });
    const handle = panel('cut').getByRole('slider', { name: 'Lowest contrast' });
    const box = (await handle.boundingBox())!;
    const plot = (await panel('cut')
      .getByRole('group')
      .or(panel('cut').locator('.plot'))
      .first()
      .boundingBox())!;
    await page().mouse.move(box.x + box.width / 2, plot.y + plot.height / 2);
    await page().mouse.down();
    await page().mouse.move(plot.x + plot.width * 0.8, plot.y + plot.height / 2, { steps: 8 });
    await page().mouse.up();
    await says(panel('cut'), /^.*Propose ?1 ?of 33 rows/);
    await soon(async () => expect((await lookOf(kept, 0.7)).coloured).toBeLessThan(circled.coloured / 4));
    await panel('cut').getByRole('button', { name: 'Propose' }).click();
    await says(panel('cut'), /20 ?of 33 rows/);
    expect(problems()).toEqual([]);
  });

  test('stellar cluster: the picture, locked to the picture with its 2323 stars', async () => {
    await example(/^Stellar cluster/);
    await says(panel('stars'), /2323/);
    await says(panel('stars'), /20481/);
    expect(await views().count()).toBe(2);
    const [plain, circled] = [views().first(), views().nth(1)];
    await soon(async () => expect((await lookOf(circled)).coloured).toBeGreaterThan(0.02));
    expect((await lookOf(plain)).coloured).toBe(0);
    await drag(plain, 60, 40);
    const there = await pixelAt(plain, 0.4, 0.6);
    await circled.click({ position: { x: 4, y: 60 } });
    await soon(async () => expect(await pixelAt(circled, 0.4, 0.6)).toEqual(there));
    expect(problems()).toEqual([]);
  });
});

describe('a real image', () => {
  test('is blurred by keyboard alone, more with another sigma, and undo takes both back', async () => {
    await open([real]);
    const picture = page().getByRole('region', { name: 'Picture' });
    await soon(async () => expect((await lookOf(picture, 0.4)).spread).toBeGreaterThan(10));
    const sharp = await lookOf(picture, 0.4);
    await command('Gaussian blur');
    await soon(async () => expect(await tabs().count()).toBe(2));
    const sigma = panel('process').getByRole('textbox', { name: 'Sigma, px' });
    await sigma.fill('8');
    await sigma.press('Enter');
    // Under the limits of its own, what is blurred differs; with the original's, it is also flatter.
    await soon(async () => expect((await lookOf(picture, 0.4)).bytes).not.toBe(sharp.bytes));
    const python = panel('process').locator('pre');
    await panel('process').getByText('Formula, missing pixels, Python').click();
    await says(python, /sigma=8/);
    await button('Undo').click();
    await says(python, /sigma=1\b/);
    await button('Undo').click();
    await soon(async () => expect((await lookOf(picture, 0.4)).bytes).toBe(sharp.bytes));
    expect(problems()).toEqual([]);
  });

  test('has its contrast dragged by the right button, and another colour map', async () => {
    await open([real]);
    const picture = page().getByRole('region', { name: 'Picture' });
    await soon(async () => expect((await lookOf(picture, 0.4)).spread).toBeGreaterThan(10));
    const before = await lookOf(picture, 0.4);
    await drag(picture, 120, 0, 'right');
    const bias = panel('display').getByRole('textbox', { name: 'Bias' });
    await soon(async () => expect(await bias.inputValue()).not.toBe('0.5'));
    await soon(async () =>
      expect(Math.abs((await lookOf(picture, 0.4)).mean - before.mean)).toBeGreaterThan(4),
    );
    await button('Undo').click();
    await soon(async () => expect(await bias.inputValue()).toBe('0.5'));
    expect(before.coloured).toBe(0);
    await page().getByRole('banner').getByLabel('Colour map').selectOption('viridis');
    await soon(async () => expect((await lookOf(picture, 0.4)).coloured).toBeGreaterThan(0.3));
    expect(problems()).toEqual([]);
  });
});

describe('several images', () => {
  test.skipIf(!existsSync(bandJ))('of the same sky move together by it, and by pixel', async () => {
    await open([bandJ, bandK]);
    await page().keyboard.press('Shift+Digit2');
    await soon(async () => expect(await views().count()).toBe(2));
    // Both are painted, also the one that was not looked at.
    for (const view of [views().first(), views().nth(1)])
      await soon(async () => expect((await lookOf(view, 0.3)).spread).toBeGreaterThan(10));
    const lock = page().getByRole('combobox', { name: 'Lock the views' });
    for (const kind of ['wcs', 'pixel']) {
      await lock.selectOption(kind);
      await drag(views().first(), kind === 'wcs' ? 50 : -35, 30);
      const one = await pixelAt(views().first(), 0.5, 0.5);
      await views()
        .nth(1)
        .click({ position: { x: 30, y: 60 } });
      const other = await pixelAt(views().nth(1), 0.5, 0.5);
      if (kind === 'pixel') expect(other).toEqual(one);
      else {
        const [a, b] = await Promise.all([
          cli('pixel', bandJ, `${one.x}`, `${one.y}`, '--json'),
          cli('pixel', bandK, `${other.x}`, `${other.y}`, '--json'),
        ]);
        // Pixels are whole: the places agree to one of them, an arc second.
        expect(Math.abs(a['dec']! - b['dec']!) * 3600).toBeLessThan(3);
      }
      await views()
        .first()
        .click({ position: { x: 30, y: 60 } });
    }
    expect(problems()).toEqual([]);
  });

  test('of different sizes show the same pixels, also beside the smaller one', async () => {
    const small = folder.file('small.fits');
    await cli('synth', 'local-maxima', '-o', small);
    await open([sample, small]);
    await tabs().first().click();
    await page().keyboard.press('Shift+Digit2');
    await soon(async () => expect(await views().count()).toBe(2));
    await page().getByLabel('Image, 1000 by 1000 pixels').focus();
    await page().keyboard.press('1');
    await drag(views().first(), 0, -200);
    const there = await pixelAt(views().first(), 0.1, 0.75);
    expect(there.y).toBeLessThan(200);
    expect(await pixelAt(views().nth(1), 0.1, 0.75)).toEqual(there);
    expect(problems()).toEqual([]);
  });

  test('keep the view when they are put side by side', async () => {
    await open([sample]);
    await page().getByLabel('Image, 1000 by 1000 pixels').focus();
    await page().keyboard.press('1');
    await command('compare thresholds');
    await soon(async () => expect(await views().count()).toBe(3));
    for (const at of [0, 1, 2])
      await soon(async () => expect((await pixelAt(views().nth(at), 0.5, 0.5)).x).toBeGreaterThan(400));
    const [one, other] = [await pixelAt(views().nth(2), 0.2, 0.5), await pixelAt(views().nth(2), 0.8, 0.5)];
    const { width } = (await views().nth(2).boundingBox())!;
    expect(other.x - one.x).toBeCloseTo(0.6 * width, -1);
    expect(problems()).toEqual([]);
  });

  test('blink, are swept over by an edge, and closed', async () => {
    await open([sample]);
    await command('Otsu');
    await soon(async () => expect(await tabs().count()).toBe(2));
    await button('Blink').click();
    const seconds = page().getByRole('spinbutton', { name: 'Seconds for each image' });
    await seconds.fill('0.25');
    await seconds.press('Enter');
    const seen = new Set<string>();
    await soon(async () => {
      for (const view of await views().all())
        if (await view.isVisible()) seen.add((await textOf(view)).trim());
      expect(seen.size).toBe(2);
    });

    await page()
      .getByRole('group', { name: 'Arrangement of the images' })
      .getByRole('button', { name: 'Swipe' })
      .click();
    const area = (await page().getByRole('region', { name: 'Picture' }).boundingBox())!;
    const edge = page().getByRole('separator', { name: 'Edge between the two images' });
    const middle = page().getByRole('region', { name: 'Picture' });
    await soon(async () => expect((await lookOf(middle, 0.5)).spread).toBeGreaterThan(10));
    const half = await lookOf(middle, 0.5);
    const at = (await edge.boundingBox())!;
    expect(at.x + at.width / 2).toBeCloseTo(area.x + area.width / 2, -1);
    await page().mouse.move(at.x + at.width / 2, at.y + 200);
    await page().mouse.down();
    await page().mouse.move(area.x + area.width * 0.95, at.y + 200, { steps: 6 });
    await page().mouse.up();
    await soon(async () => expect((await lookOf(middle, 0.5)).bytes).not.toBe(half.bytes));
    expect(Number(await edge.getAttribute('aria-valuenow'))).toBeGreaterThan(90);

    await page()
      .getByRole('button', { name: /^Close Otsu/ })
      .click();
    await soon(async () => expect(await tabs().count()).toBe(0));
    expect(problems()).toEqual([]);
  });
});
