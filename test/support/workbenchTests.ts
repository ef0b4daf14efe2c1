import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium, openWorkbench, type Workbench } from './browserHost.ts';

export interface WorkbenchTests {
  page(): Page;
  /** What went wrong in the page so far. */
  problems(): readonly string[];
  button(name: string | RegExp): Locator;
  panel(name: string): Locator;
  /** Runs what the command palette finds first, by the keyboard alone. */
  command(search: string): Promise<void>;
}

export interface StartedWorkbench extends WorkbenchTests {
  /** Opens a window on a host of its own, which is offered these files; the one before is closed. */
  start(files?: readonly string[]): Promise<void>;
}

/** Every test starts a host of its own; the browser is one for all tests of the file. */
export function workbenchPerTest(): StartedWorkbench {
  let browser: Browser;
  let bench: Workbench | undefined;
  const close = async (): Promise<void> => {
    await bench?.close();
    bench = undefined;
  };
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(close);
  afterAll(() => browser.close());
  return {
    ...onPage(() => bench!),
    async start(files = []) {
      await close();
      bench = await openWorkbench(browser, files);
    },
  };
}

/** One host for all tests of the file, on which every test has a window of its own. */
export function windowPerTest(): WorkbenchTests {
  let browser: Browser;
  let bench: Workbench;
  beforeAll(async () => {
    browser = await launchChromium();
    bench = await openWorkbench(browser, []);
  });
  afterAll(async () => {
    await bench.close();
    await browser.close();
  });
  const tests = onPage(() => bench);
  beforeEach(async () => {
    await bench.page.evaluate("sessionStorage.removeItem('asterism-window')");
    await bench.page.evaluate('localStorage.clear()');
    await bench.page.reload();
    await tests.button('Examples').waitFor();
  });
  return tests;
}

function onPage(bench: () => Workbench): WorkbenchTests {
  return {
    page: () => bench().page,
    problems: () => bench().problems,
    button: (name) => bench().page.getByRole('button', { name, exact: true }),
    panel: (name) => bench().page.locator(`[data-panel="${name}"]`),
    async command(search) {
      const { page } = bench();
      await page.keyboard.press('Control+k');
      // What is typed before the palette has the keyboard goes to the window behind it.
      const field = page.getByRole('combobox', { name: 'Search commands' });
      await field.and(page.locator(':focus')).waitFor();
      await page.keyboard.type(search);
      await page.keyboard.press('Enter');
    },
  };
}
