import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { beforeEach, expect, test } from 'vitest';
import { sampleFile } from '../support/sampleFile.ts';
import { soon } from '../support/soon.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { workbenchPerTest } from '../support/workbenchTests.ts';

const folder = temporaryFolder();
const { page, problems, start, command } = workbenchPerTest();
beforeEach(() => start([sampleFile]));

async function saved(format: 'PNG' | 'SVG', scale: string, overlays = true): Promise<Buffer> {
  await page().keyboard.press('Control+Shift+E');
  const dialog = page().getByRole('dialog', { name: 'Save picture' });
  await dialog.getByRole('radio', { name: format }).check();
  await dialog.getByRole('radio', { name: scale }).check();
  await dialog.getByRole('checkbox', { name: /^Layers, circles/ }).setChecked(overlays);
  await dialog.getByRole('checkbox', { name: 'Colour bar' }).setChecked(false);
  const coming = page().waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const file = folder.file(`saved.${format.toLowerCase()}`);
  await (await coming).saveAs(file);
  await dialog.waitFor({ state: 'hidden' });
  return readFile(file);
}

test('the picture is copied as PNG, with the colour bar where it is shown', async () => {
  await page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const viewer = page().getByLabel('Image, 1000 by 1000 pixels');
  await viewer.waitFor();
  const box = (await viewer.boundingBox())!;
  await page().keyboard.press('Control+Shift+C');
  await page().getByText('The picture is on the clipboard.').waitFor();
  const { types, bytes } = await page().evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item!.getType('image/png');
    return { types: item!.types, bytes: [...new Uint8Array(await blob.arrayBuffer())] };
  });
  expect(types).toEqual(['image/png']);
  const png = PNG.sync.read(Buffer.from(bytes));
  expect(png.width).toBe(Math.round(box.width));
  expect(png.height).toBeGreaterThanOrEqual(Math.round(box.height));
  const at = (Math.round(box.height / 2) * png.width + Math.round(png.width / 2)) * 4;
  const lit = png.data.subarray(at - 2000, at + 2000).filter((value) => value > 60 && value < 255);
  expect(lit.length).toBeGreaterThan(50);
});

test('a clipboard that is refused is said in one sentence', async () => {
  await page().context().clearPermissions();
  await page().evaluate(() => {
    navigator.clipboard.write = () =>
      Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'));
  });
  await page().getByLabel('Image, 1000 by 1000 pixels').waitFor();
  await page().keyboard.press('Control+Shift+C');
  await page().getByRole('alert').getByText('The picture could not be put on the clipboard.').waitFor();
});

test('the picture is saved as it is seen, finer than the screen, with its circles', async () => {
  const viewer = page().getByLabel('Image, 1000 by 1000 pixels');
  await viewer.waitFor();
  await page().keyboard.press('f');
  await soon(async () =>
    expect(await page().locator('[data-panel="stars"]').textContent()).toMatch(/2\s?323/),
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

test('masks are saved as they lie over the picture, below the circles', async () => {
  const viewer = page().getByLabel('Image, 1000 by 1000 pixels');
  await viewer.waitFor();
  await command('otsu');
  await page()
    .getByRole('button', { name: /^Show as a layer on/ })
    .click();
  await page()
    .getByLabel(/^Colour of Otsu/)
    .fill('#00ff00');
  const masked = async (of: () => Promise<Buffer>): Promise<PNG> => PNG.sync.read(await of());
  const clip = (await viewer.boundingBox())!;
  const onScreen = (): Promise<Buffer> => page().screenshot({ clip });
  await soon(async () => expect(shareOf(await masked(onScreen), isGreen)).toBeGreaterThan(0.001));

  const screen = await masked(onScreen);
  const same = await masked(() => saved('PNG', '1× the view'));
  expect([same.width, same.height]).toEqual([screen.width, screen.height]);
  expect(differing(screen, same)).toBeLessThan(0.002);
  const plain = await masked(() => saved('PNG', '1× the view', false));
  expect(shareOf(plain, isGreen)).toBe(0);
  // With finer pixels, the mask's are finer too, and cover as much.
  const fine = await masked(() => saved('PNG', '2× the view'));
  expect(fine.width).toBe(2 * same.width);
  expect(shareOf(fine, isGreen) / shareOf(same, isGreen)).toBeCloseTo(1, 0);

  await page().getByRole('button', { name: 'Find stars' }).first().click();
  await soon(async () =>
    expect(await page().locator('[data-panel="stars"]').textContent()).toMatch(/2\s?323/),
  );
  const circled = await masked(onScreen);
  const savedCircled = await masked(() => saved('PNG', '1× the view'));
  for (const is of [isGreen, isOrange])
    expect(shareOf(savedCircled, is) / shareOf(circled, is)).toBeCloseTo(1, 0);
  const svg = (await saved('SVG', '1× the view')).toString('utf8');
  expect(svg.match(/<image /g)).toHaveLength(2);
  expect(svg.lastIndexOf('<image ')).toBeLessThan(svg.indexOf('<circle '));
  await page().getByRole('button', { name: 'Messages' }).click();
  expect(await page().getByRole('dialog').textContent()).not.toMatch(/left out/i);
  expect(problems()).toEqual([]);
});

function isGreen(red: number, green: number, blue: number): boolean {
  return green > red + 60 && green > blue + 60;
}

/** The circles of stars, where no mask lies over them. */
function isOrange(red: number, green: number, blue: number): boolean {
  return red > green + 40 && green > blue + 40;
}

function shareOf({ data }: PNG, is: (red: number, green: number, blue: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (is(data[i]!, data[i + 1]!, data[i + 2]!)) count++;
  return count / (data.length / 4);
}

/** Share of pixels that differ more than the blending of half-transparent colours does. */
function differing(one: PNG, other: PNG): number {
  let count = 0;
  for (let i = 0; i < one.data.length; i += 4)
    if ([0, 1, 2].some((channel) => Math.abs(one.data[i + channel]! - other.data[i + channel]!) > 6)) count++;
  return count / (one.data.length / 4);
}
