// Renders resources/icon.svg to resources/icon.png (512 x 512, transparent) in a headless Chromium.
// Usage: node scripts/renderIcon.mjs [path of a Chromium]
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';

const resources = path.resolve(import.meta.dirname, '../resources');
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 512, height: 512 } });
  const svg = await readFile(path.join(resources, 'icon.svg'), 'utf8');
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await page.screenshot({ path: path.join(resources, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
