import { afterAll, describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { appTests } from '../support/electron/appTests.ts';
import { isRealElectron, launchElectron, type RunningApp } from '../support/electron/launch.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const ramp = (name: string) =>
  [
    name,
    imageFile(
      -32,
      [8, 6],
      Array.from({ length: 48 }, (_, i) => i),
    ),
  ] as const;

describe('a page that crashes', () => {
  const { app, page, folder, choose, answerOpenDialog } = appTests();
  const image = folder.write(...ramp('ramp.fits'));
  /** Ends the process of the page, and waits until a page is there again. */
  const crash = (): Promise<string> =>
    app().evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return new Promise<string>((resolve) => {
        webContents.on('render-process-gone', () =>
          webContents.once('did-finish-load', () => resolve(webContents.getURL())),
        );
        webContents.forcefullyCrashRenderer();
      });
    });
  const isThere = (): Promise<void> =>
    page().getByRole('list', { name: 'Open images' }).getByText('ramp.fits').first().waitFor();

  it('is loaded again', async () => {
    await answerOpenDialog(image);
    await choose('open');
    await isThere();
    expect(await crash()).toBe('app://asterism/index.html');
  });

  // The connection of the test to a page does not outlive the page's process.
  it.skipIf(isRealElectron)('has everything that was open', isThere);

  it('is loaded once more when the person wants it', async () => {
    await app().evaluate(({ dialog }) => {
      dialog.showMessageBox = ((_window: unknown, options: object) => {
        (globalThis as { asked?: object }).asked = options;
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as never;
    });
    expect(await crash()).toBe('app://asterism/index.html');
    const asked = await app().evaluate(() => (globalThis as { asked?: object }).asked);
    expect(asked).toMatchObject({
      message: expect.stringContaining('crashed twice') as string,
      buttons: ['Reload', 'Close Window'],
    });
  });

  it.skipIf(isRealElectron)('has everything then, too', isThere);
});

// When Electron is ready cannot be held back there.
describe.skipIf(isRealElectron)('a second start before the first is ready', () => {
  const folder = temporaryFolder();
  let app: RunningApp | undefined;
  afterAll(() => app?.close());

  it('has its file opened', async () => {
    app = await launchElectron({ startedAgain: [folder.write(...ramp('second.fits'))] });
    const page = await app.firstWindow();
    await page.getByRole('list', { name: 'Open images' }).getByText('second.fits').first().waitFor();
  });
});
