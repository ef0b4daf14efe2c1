// Takes the README's pictures of the window, after npm run build (Chromium from CHROMIUM_PATH):
//   node scripts/screenshot.mjs docs/images/window.png             the sample with its stars, one of them selected
//   node scripts/screenshot.mjs docs/images/tables.png tables      the examples with tables
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [target = 'window.png', what = 'stars'] = process.argv.slice(2);
const sample = path.join(root, 'resources/sample/47tuc-acs-hrc-f606w.fits');
const host = spawn(
  process.execPath,
  [path.join(root, 'out/main/cli.js'), 'serve', ...(what === 'stars' ? [sample] : [])],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const url = await new Promise((resolve) => host.stdout.once('data', (text) => resolve(String(text).trim())));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await (what === 'tables' ? showTables(page) : showStars(page));
  await page.waitForTimeout(1000);
  await page.screenshot({ path: target });
} finally {
  await browser.close();
  host.kill();
}

async function showStars(page) {
  await page.getByRole('slider', { name: 'High limit' }).waitFor();
  await page.getByRole('banner').getByRole('button', { name: 'Find stars' }).click();
  const grid = page.getByRole('grid', { name: 'Catalogue' });
  await grid.getByRole('columnheader', { name: 'value' }).getByRole('button').click();
  await grid.getByRole('columnheader', { name: 'value' }).getByRole('button').click();
  await grid.getByRole('row').nth(4).click();
  await page.getByRole('region', { name: 'Selected star' }).getByRole('img').first().waitFor();
  await page.mouse.move(640, 300);
}

async function showTables(page) {
  const clustering = page.locator('[data-panel="clustering"]');
  const press = (name) => clustering.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: 'DBSCAN and k-means' }).click();
  await clustering.getByText('rows of noise').waitFor();
  await press('Curve');
  await press('Hierarchical clustering');
  await clustering.getByText('2 clusters').waitFor();
  await press('Dendrogram');
  await clustering.getByLabel('Compared with the truth in').selectOption('origin');
  await clustering.getByRole('button', { name: /^0: / }).click();
  await page.waitForTimeout(1500);
}
