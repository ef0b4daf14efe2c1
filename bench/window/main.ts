// How fast the window answers, with the built program behind it: see bench/README.md.
import { cpus } from 'node:os';
import { launchChromium } from '../../test/support/browserHost.ts';
import { measureBrush } from './brush.ts';
import { measurePreview } from './preview.ts';

const KINDS = { preview: measurePreview, brush: measureBrush };
const [asked, ...names] = process.argv.slice(2);
if (asked !== undefined && !(asked in KINDS))
  throw new Error(`There is no ${asked}; name ${Object.keys(KINDS).join(' or ')}.`);

const browser = await launchChromium();
try {
  const date = new Date().toISOString().slice(0, 10);
  console.log(`Chromium ${browser.version()}, ${cpus().length} x ${cpus()[0]!.model}, ${date}`);
  for (const [kind, measure] of Object.entries(KINDS))
    if (asked === undefined || asked === kind) await measure(browser, names);
} finally {
  await browser.close();
}
