import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { dropFiles } from '../support/dropFile.ts';
import { lookOf } from '../support/lookOf.ts';
import { soon, textOf } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { windowPerTest } from '../support/workbenchTests.ts';

const [WIDTH, HEIGHT] = [200, 120];

const folder = temporaryFolder();
const { page, problems, button, panel: panelOf } = windowPerTest();
// Every pixel says where it is: x + 1000 y.
const values = Array.from(
  { length: WIDTH * HEIGHT },
  (_, i) => (i % WIDTH) + 1 + 1000 * (Math.floor(i / WIDTH) + 1),
);
const image = folder.write('ramp.fits', imageFile(-32, [WIDTH, HEIGHT], values));

beforeEach(async () => {
  await dropFiles(page(), [image]);
  await panelOf('display').getByRole('slider', { name: 'Low limit' }).waitFor();
});

const panel = (): Locator => panelOf('regions');
const tool = (name: string): Locator => panel().getByRole('button', { name, exact: true });
const view = (): Locator => page().getByRole('application', { name: /^Image, 200 by 120/ });
const rows = (): Locator =>
  panel()
    .getByRole('option')
    .filter({ has: page().locator('.mark') });
async function at(x: number, y: number): Promise<[number, number]> {
  const box = (await view().boundingBox())!;
  return [box.x + box.width * x, box.y + box.height * y];
}

/** Draws from one place to another, in shares of the view. */
async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page().mouse.move(...(await at(...from)));
  await page().mouse.down();
  await page().mouse.move(...(await at(...to)), { steps: 5 });
  await page().mouse.up();
}

async function type(label: string, value: string): Promise<void> {
  const field = panel().getByRole('textbox', { name: label, exact: true });
  await field.fill(value);
  await field.press('Enter');
}

async function numbers(): Promise<string> {
  return textOf(panel().getByRole('region', { name: 'Selected region' }).getByRole('table'));
}

async function loadRegions(text: string): Promise<void> {
  await panel()
    .getByLabel('Region file')
    .setInputFiles({ name: 'field.reg', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

async function savedRegions(): Promise<string[]> {
  const coming = page().waitForEvent('download');
  await tool('Save .reg').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('ramp.reg');
  const file = folder.file('saved.reg');
  await download.saveAs(file);
  return (await readFile(file, 'utf8')).split('\n');
}

describe('regions on an image that is known', () => {
  test('every kind is drawn, takes numbers, is measured in a table, removed and brought back', async () => {
    await tool('Circle').click();
    await drag([0.3, 0.5], [0.35, 0.5]);
    await soon(async () => expect(await rows().count()).toBe(1));
    await type('X, px', '50');
    await type('Y, px', '40');
    await type('Radius, px', '5');
    // 81 centres of pixels lie within 5 of a pixel's centre.
    await soon(async () =>
      expect(await numbers()).toMatch(/Pixels ?81 .*Mean ?40050 .*Median ?40050 .*Min ?35050 .*Max ?45050/),
    );
    await tool('Box').click();
    await drag([0.6, 0.3], [0.7, 0.4]);
    await soon(async () => expect(await rows().count()).toBe(2));
    for (const [label, value] of [
      ['X, px', '100.5'],
      ['Y, px', '60.5'],
      ['Width, px', '6'],
      ['Height, px', '4'],
    ] as const)
      await type(label, value);
    await soon(async () => expect(await numbers()).toMatch(/Pixels ?24 Sum ?1454412 .*Mean ?60600\.5/));

    for (const name of ['Ellipse', 'Annulus', 'Line']) {
      await tool(name).click();
      await drag([0.4, 0.7], [0.46, 0.74]);
    }
    await tool('Point').click();
    await page().mouse.click(...(await at(0.2, 0.2)));
    await tool('Polygon').click();
    for (const [x, y] of [
      [0.7, 0.6],
      [0.8, 0.6],
      [0.8, 0.8],
    ] as const)
      await page().mouse.click(...(await at(x, y)));
    await page().keyboard.press('Enter');
    await soon(async () => expect(await rows().count()).toBe(7));
    await page().keyboard.press('Escape');

    await tool('Statistics as a table').click();
    const grid = page().getByRole('grid', { name: /^Table/ });
    await soon(async () => {
      const cells = await textOf(grid.getByRole('row').nth(1));
      expect(cells).toMatch(/r1.*81.*3244050.*40050/);
      expect(await textOf(grid.getByRole('row').nth(2))).toMatch(/r2.*24.*1454412.*60600\.5/);
    });

    await page().getByRole('tab', { name: 'Image', exact: true }).click();
    await rows().nth(1).click();
    await tool('Remove').click();
    await soon(async () => expect(await rows().count()).toBe(6));
    await button('Undo').click();
    await soon(async () => expect(await rows().count()).toBe(7));
    expect(problems()).toEqual([]);
  });

  test('a region file is shown with what was not kept, and saved with all that was', async () => {
    await soon(async () => expect((await lookOf(view(), 0.8)).spread).toBeGreaterThan(10));
    expect((await lookOf(view(), 0.8)).coloured).toBeLessThan(0.0005);
    await loadRegions(`global color=red select=0
image
circle(50,40,20) # width=3 text={one} tag={a} tag={b} fixed=1
-box(50,40,6,6,0) # fill=1
box(140,60,20,20,60,40,30) # font="times 12 bold roman" dash=1
epanda(1,2,0,90,1,3,4,5,6,1)
`);
    await soon(async () => expect(await rows().count()).toBe(3));
    await soon(async () => expect((await lookOf(view(), 0.8)).coloured).toBeGreaterThan(0.002));
    expect(await textOf(panel().locator('details'))).toMatch(
      /Not kept of field\.reg: 1 ?Line 6: The epanda is left out/,
    );
    await rows().first().click();
    // Of the 1257 pixels within 20, 36 belong to the box that is left out.
    await soon(async () => expect(await numbers()).toMatch(/Pixels ?1221 /));
    expect((await savedRegions()).slice(2)).toEqual([
      'image',
      'circle(50,40,20) # color=red width=3 text={one} tag={a} tag={b} select=0 fixed=1',
      '-box(50,40,6,6,0) # color=red select=0 fill=1',
      'box(140,60,20,20,60,40,30) # color=red dash=1 select=0 font="times 12 bold roman"',
      '',
    ]);
    // A hole is never larger than the shape.
    await rows().nth(2).click();
    await type('Inner width, px', '100');
    await soon(async () => expect((await savedRegions())[5]).toMatch(/^box\(140,60,60,20,60,40,30\)/));
    expect(problems()).toEqual([]);
  });
});

describe('copies', () => {
  test('are made by the keys of the picture, which text keeps for itself', async () => {
    await loadRegions('image\ncircle(60,80,5) # text={one}\npolygon(10,10,30,10,20,30)\n');
    await soon(async () => expect(await rows().count()).toBe(2));
    await rows().first().click();
    await page().keyboard.press('Control+c');
    await page().keyboard.press('Control+v');
    await soon(async () => expect(await rows().allInnerTexts()).toEqual(['one', 'polygon 2', 'one']));
    await type('X, px', '70');
    await page().keyboard.press('Control+v');
    await page().keyboard.press('Control+z');
    expect(await rows().count()).toBe(3);

    // A text that is selected is what is copied, until something else is pressed.
    await page()
      .getByRole('heading', { name: 'Regions' })
      .evaluate((heading) => document.getSelection()!.selectAllChildren(heading));
    await page().evaluate('document.activeElement.blur()');
    await page().keyboard.press('Control+c');
    await page().keyboard.press('Control+v');
    await soon(async () => expect(await rows().count()).toBe(4));
    await rows().nth(1).click();
    await type('Y of corner 3, px', '50.5');
    await view().focus();
    await page().keyboard.press('Control+c');
    await page().keyboard.press('Control+v');
    await soon(async () => expect(await rows().count()).toBe(5));
    expect((await savedRegions()).at(-2)).toMatch(/^polygon\((?!10,).*\)$/);
    expect(problems()).toEqual([]);
  });
});

describe('the keyboard as in DS9', () => {
  test('arrows and h, j, k, l move the pointer by a pixel, Shift looks on, a middle click centres', async () => {
    await page().keyboard.press('Control+,');
    await page().getByRole('radio', { name: 'SAOImage DS9' }).check();
    await page().keyboard.press('Escape');
    const readout = page().getByLabel('Pixel under the pointer');
    const pixel = async (): Promise<number[]> =>
      /(\d+), (\d+)/
        .exec((await readout.textContent()) ?? '')!
        .slice(1)
        .map(Number);
    await view().focus();
    await page().mouse.move(...(await at(0.45, 0.55)));
    await page().mouse.move(...(await at(0.4, 0.5)));
    await soon(async () => expect((await pixel()).length).toBe(2));
    const [x, y] = (await pixel()) as [number, number];
    await page().keyboard.press('ArrowRight');
    await page().keyboard.press('ArrowUp');
    await soon(async () => expect(await pixel()).toEqual([x + 1, y + 1]));
    expect(await page().locator('.crosshair').isVisible()).toBe(true);
    for (const key of ['h', 'h', 'h', 'j', 'k', 'k', 'l']) await page().keyboard.press(key);
    await soon(async () => expect(await pixel()).toEqual([x - 1, y + 2]));

    // What is pointed at comes to the middle.
    await page().mouse.move(...(await at(0.41, 0.51)));
    await page().mouse.move(...(await at(0.4, 0.5)));
    await soon(async () => expect(await pixel()).toEqual([x, y]));
    await page().keyboard.press('z');
    await page().keyboard.press('z');
    await page().mouse.move(...(await at(0.41, 0.51)));
    await page().mouse.move(...(await at(0.4, 0.5)));
    const [left, top] = (await pixel()) as [number, number];
    await page().mouse.click(...(await at(0.4, 0.5)), { button: 'middle' });
    await page().mouse.move(...(await at(0.51, 0.51)));
    await page().mouse.move(...(await at(0.5, 0.5)));
    await soon(async () => {
      const [cx, cy] = (await pixel()) as [number, number];
      expect([Math.abs(cx - left) <= 1, Math.abs(cy - top) <= 1]).toEqual([true, true]);
    });
    expect(problems()).toEqual([]);
  });
});
