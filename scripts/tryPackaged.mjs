// Starts a packaged program on the sample and waits until its picture is described: node scripts/tryPackaged.mjs PROGRAM
// Its fuses refuse Node's inspector, so it is watched through Chromium's own devtools port.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const PATIENCE_MS = 60_000;
const [program] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('Usage: node scripts/tryPackaged.mjs PROGRAM\n');
  process.exit(2);
}

const settings = await mkdtemp(path.join(os.tmpdir(), 'asterism-packaged-'));
const child = spawn(path.resolve(program), ['--remote-debugging-port=0', `--user-data-dir=${settings}`], {
  stdio: ['ignore', 'inherit', 'pipe'],
});
try {
  const browser = await chromium.connectOverCDP(await endpoint());
  const page = await firstPage(browser);
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await page.getByText('1000 × 1000 pixels').waitFor({ timeout: PATIENCE_MS });
  // The database of the tables is a native library.
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: 'Plane regression' }).click();
  await page.getByText('90.5463984').waitFor({ timeout: PATIENCE_MS });
  process.stdout.write(`${page.url()} shows the sample and fits a plane.\n`);
} finally {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.kill()) await gone;
  await rm(settings, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);

function endpoint() {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`The program does not start: ${text}`)), PATIENCE_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}: ${text}`)));
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk);
      text += chunk;
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

async function firstPage(browser) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((one) => one.url().startsWith('app://asterism/'));
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The program opened no window.');
}
