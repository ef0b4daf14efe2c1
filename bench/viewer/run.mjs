/* Measures the viewer in Chromium: node bench/viewer/run.mjs [--painter canvas|webgl] [--stars N] [--screenshot FILE]
 * Chromium is found at CHROMIUM_PATH, else /usr/bin/chromium. Fails when panning or zooming is below 30 frames/s. */
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const REQUIRED_FRAMES_PER_SECOND = 30;
const { values } = parseArgs({
  options: {
    painter: { type: 'string', default: 'canvas' },
    stars: { type: 'string', default: '100000' },
    screenshot: { type: 'string' },
  },
});

const root = import.meta.dirname;
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  cacheDir: path.join(root, '../../node_modules/.cache/vite-bench'),
  optimizeDeps: { include: ['konva/lib/Stage.js', 'konva/lib/Layer.js', 'kdbush', 'valibot'] },
  server: { host: '127.0.0.1', port: 0, fs: { allow: [path.join(root, '../..')] } },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    ...(values.painter === 'webgl' ? ['--enable-unsafe-swiftshader'] : []),
  ],
});

try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on('pageerror', (error) => console.error(`page: ${error.stack}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`page: ${message.text()}`));
  const { port } = server.httpServer.address();
  await page.goto(`http://127.0.0.1:${port}/?painter=${values.painter}&stars=${values.stars}`);
  await page.waitForFunction(() => 'bench' in window, undefined, { timeout: 60_000 });

  console.log(
    `Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0].model}, ${new Date().toISOString().slice(0, 10)}`,
  );
  console.log(`painter ${values.painter}, 4096 x 4096 image, ${values.stars} stars, view 1200 x 900`);
  console.log(`first complete paint ${(await page.evaluate(() => window.bench.firstPaint())).toFixed(0)} ms`);
  if (values.screenshot) {
    await page.waitForTimeout(500);
    await page.screenshot({ path: values.screenshot });
  }
  let slow = false;
  for (const name of ['pan', 'zoom', 'panActualSize', 'zoomDeep', 'cut', 'restretch']) {
    const m = await page.evaluate((which) => window.bench[which](), name);
    const isSlow = (name === 'pan' || name === 'zoom') && m.framesPerSecond < REQUIRED_FRAMES_PER_SECOND;
    slow ||= isSlow;
    console.log(
      `${name.padEnd(14)} ${m.framesPerSecond.toFixed(1).padStart(5)} frames/s` +
        `  frame ${m.medianFrame.toFixed(1)} (worst ${m.worstFrame.toFixed(1)}) ms` +
        `  own work ${m.medianWork.toFixed(1)} (worst ${m.worstWork.toFixed(1)}) ms${isSlow ? '  TOO SLOW' : ''}`,
    );
  }
  process.exitCode = slow ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}
