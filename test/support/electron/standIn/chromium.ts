import { chromium, type Browser, type BrowserContext, type CDPSession } from 'playwright-core';

interface Connection {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly session: CDPSession;
}

let connected: Promise<Connection> | undefined;

/** The Chromium that the test has started for this app. */
export function connection(): Promise<Connection> {
  connected ??= connect();
  return connected;
}

async function connect(): Promise<Connection> {
  const endpoint = process.env['ASTERISM_STAND_IN_CHROMIUM'];
  if (endpoint === undefined) throw new Error('ASTERISM_STAND_IN_CHROMIUM names no Chromium.');
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context) throw new Error('This Chromium has no default context.');
  const session = await browser.newBrowserCDPSession();
  await session.send('Target.setDiscoverTargets', { discover: true });
  return { browser, context, session };
}
