// How fast the window answers, with the built program behind it: see bench/README.md.
import { cpus } from 'node:os';
import { launchChromium } from '../../test/support/browserHost.ts';
import { measureBrush } from './brush.ts';
import { measurePreview } from './preview.ts';

const KINDS = { preview: measurePreview, brush: measureBrush };
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in KINDS));
if (unknown !== undefined)
  throw new Error(`There is no ${unknown}; name ${Object.keys(KINDS).join(' or ')}.`);

const browser = await launchChromium();
try {
  const date = new Date().toISOString().slice(0, 10);
  console.log(`Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0]!.model}, ${date}`);
  for (const [name, measure] of Object.entries(KINDS))
    if (asked.length === 0 || asked.includes(name)) await measure(browser);
} finally {
  await browser.close();
}
