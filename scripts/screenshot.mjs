// Takes the README's picture of the window: the sample with its stars, one of them selected.
//   node scripts/screenshot.mjs docs/images/window.png      (after npm run build; Chromium from CHROMIUM_PATH)
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = process.argv[2] ?? 'window.png';
const sample = path.join(root, 'resources/sample/47tuc-acs-hrc-f606w.fits');
const host = spawn(process.execPath, [path.join(root, 'out/main/cli.js'), 'serve', sample], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve) => host.stdout.once('data', (text) => resolve(String(text).trim())));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.getByRole('slider', { name: 'High limit' }).waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Find stars' }).click();
  const grid = page.getByRole('grid', { name: 'Catalogue' });
  await grid.getByRole('columnheader', { name: 'value' }).getByRole('button').click();
  await grid.getByRole('columnheader', { name: 'value' }).getByRole('button').click();
  await grid.getByRole('row').nth(4).click();
  await page.getByRole('region', { name: 'Selected star' }).getByRole('img').first().waitFor();
  await page.mouse.move(640, 300);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: target });
} finally {
  await browser.close();
  host.kill();
}
