import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { imageFile } from '../support/buildFits.ts';
import { appTests } from '../support/electron/appTests.ts';
import { APP_FOLDER } from '../support/electron/launch.ts';

/** What the preload exposes, as a page sees it. */
interface PageHost {
  readonly kind: string;
  openFiles(): Promise<readonly string[]>;
  adopt(files: readonly File[], progress: (fraction: number) => void): Promise<readonly string[]>;
  saveAs(name: string): Promise<{ target: string } | null>;
  saveFile(name: string, file: Blob): Promise<{ name: string } | null>;
  onCommand(listener: (command: object) => void): () => void;
}
declare const asterismHost: PageHost;

describe('the Electron shell', () => {
  const { app, page, folder, choose, answerOpenDialog, answerSaveDialog, startAgain } = appTests();
  const pixels = Array.from({ length: 48 }, (_, i) => i);
  const image = folder.write('field.fits', imageFile(-32, [8, 6], pixels));

  /** Runs in the page and answers what came of it, since a refusal is a rejection. */
  const attempt = (work: () => Promise<unknown>): Promise<string> =>
    page()
      .evaluate(work)
      .then((value) => JSON.stringify(value))
      .catch((error: unknown) => `refused: ${String(error)}`);

  const windowCount = (): Promise<number> =>
    app().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  describe('page', () => {
    it('is served from the own origin, with the policy that lets nothing else in', async () => {
      const headers = await page().evaluate(async () => {
        const response = await fetch(location.pathname);
        return Object.fromEntries(response.headers);
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(await page().evaluate(() => [isSecureContext, crossOriginIsolated])).toEqual([true, true]);
    });

    it('reaches the engine by relative addresses', async () => {
      const status = await page().evaluate(async () => {
        const answer = await fetch('api/pending', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-asterism-window': 'test' },
          body: '{}',
        });
        return [answer.status, Object.keys((await answer.json()) as object)];
      });
      expect(status).toEqual([200, ['opened']]);
    });

    it('cannot read files outside the built page', async () => {
      const statuses = await page().evaluate(async () => {
        const addresses = [
          '/..%2fmain%2findex.js',
          '/%2e%2e/main/index.js',
          '/..%5cmain%5cindex.js',
          '/package.json',
        ];
        return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
      });
      expect(statuses).toEqual([404, 404, 404, 404]);
    });

    it('runs no inline script and no eval', async () => {
      const ran = await page().evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
        script.remove();
        return 'injected' in window;
      });
      expect(ran).toBe(false);
    });

    it('sees nothing of Node or Electron but the host', async () => {
      const seen = await page().evaluate(() => ({
        node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
          (name) => name in window,
        ),
        host: Object.keys(asterismHost).sort(),
        kind: asterismHost.kind,
      }));
      expect(seen).toEqual({
        node: [],
        host: ['adopt', 'kind', 'onCommand', 'openFiles', 'saveAs', 'saveFile'],
        kind: 'electron',
      });
    });
  });

  describe('navigation', () => {
    it('stays where it is', async () => {
      const before = page().url();
      await page().evaluate(() => {
        location.href = 'https://example.org/';
      });
      await page().waitForTimeout(300);
      expect(page().url()).toBe(before);
      expect(await page().evaluate(() => asterismHost.kind)).toBe('electron');
    });

    it('opens no other window', async () => {
      await page().evaluate(() => {
        window.open('https://example.org/');
        window.open(location.href);
      });
      await page().waitForTimeout(500);
      expect(await windowCount()).toBe(1);
      expect(app().windows()).toHaveLength(1);
    });
  });

  it('denies every permission', async () => {
    const states = await page().evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
      return (await Promise.all(asked)).map(({ state }) => state);
    });
    expect(states).toEqual(Array(6).fill('denied'));
  });

  describe('dialogs', () => {
    it('gives handles for what the person chose, never paths', async () => {
      await answerOpenDialog(image);
      const handles = await page().evaluate(() => asterismHost.openFiles());
      expect(handles).toHaveLength(1);
      expect(handles[0]).not.toContain('field');
    });

    it('gives nothing when the person cancels', async () => {
      await answerOpenDialog(null);
      await answerSaveDialog(null);
      expect(await page().evaluate(() => asterismHost.openFiles())).toEqual([]);
      expect(await page().evaluate(() => asterismHost.saveAs('stars.csv'))).toBeNull();
    });

    it('suggests a plain file name, whatever the page asks for', async () => {
      await app().evaluate(({ dialog }) => {
        dialog.showSaveDialog = ((_window: unknown, options: { defaultPath?: string }) => {
          (globalThis as { suggested?: string | undefined }).suggested = options.defaultPath;
          return Promise.resolve({ canceled: false, filePath: '/tmp/stars.csv' });
        }) as never;
      });
      const target = await page().evaluate(() => asterismHost.saveAs('../../etc/stars\n.csv'));
      expect(Object.keys(target ?? {})).toEqual(['target']);
      expect(JSON.stringify(target)).not.toContain('tmp');
      const suggested = await app().evaluate(() => (globalThis as { suggested?: string }).suggested);
      expect(suggested).toBe('_.._etc_stars_.csv');
    });
  });

  describe('bad requests', () => {
    it('refuses arguments of another shape', async () => {
      expect(await attempt(() => asterismHost.saveAs(7 as never))).toMatch(/^refused: .*not understood/);
      expect(await attempt(() => asterismHost.saveAs(''))).toMatch(/^refused: .*not understood/);
      expect(await attempt(() => asterismHost.adopt([], () => undefined))).toMatch(
        /^refused: .*not understood/,
      );
    });

    it('adopts no file that is not one on disk', async () => {
      const outcome = await attempt(() =>
        asterismHost.adopt([new File(['x'], 'made-up.fits')], () => undefined),
      );
      expect(outcome).toMatch(/^refused: .*not a file on this computer/);
    });

    it('refuses what is no file at all', async () => {
      expect(
        await attempt(() => asterismHost.adopt([{ name: 'x', size: 1 } as File], () => undefined)),
      ).toMatch(/^refused: .*File/);
    });

    it('answers no page of another origin, even with our preload', async () => {
      const id = await app().evaluate(
        async ({ BrowserWindow }, preload) => {
          const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
          await stranger.loadURL('data:text/html,<title>stranger</title>');
          return stranger.id;
        },
        path.join(APP_FOLDER, 'out/preload/index.cjs'),
      );
      const strangers = (): Page[] =>
        app()
          .windows()
          .filter((one) => one.url().startsWith('data:'));
      await expect.poll(() => strangers().length).toBe(1);
      const [stranger] = strangers();
      const answer = await stranger?.evaluate(() =>
        asterismHost.openFiles().catch((error: unknown) => String(error)),
      );
      expect(answer).toContain('Only a window of the workbench');
      await app().evaluate(({ BrowserWindow }, strange) => BrowserWindow.fromId(strange)?.destroy(), id);
      await expect.poll(windowCount).toBe(1);
    });
  });

  it('takes a dropped file over and reports that it is done', async () => {
    await app().setDroppedPaths([image]);
    await page().evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'dropped';
      document.body.append(input);
    });
    await page().setInputFiles('#dropped', image);
    const outcome = await page().evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('#dropped');
      const fractions: number[] = [];
      const handles = await asterismHost.adopt([...(input?.files ?? [])], (fraction) =>
        fractions.push(fraction),
      );
      input?.remove();
      return { handles: handles.length, path: JSON.stringify(handles).includes('field'), fractions };
    });
    expect(outcome).toEqual({ handles: 1, path: false, fractions: [1] });
  });

  describe('commands', () => {
    const listen = (): Promise<void> =>
      page().evaluate(() => {
        const store = window as unknown as { commands: object[]; stop: () => void };
        store.commands = [];
        store.stop = asterismHost.onCommand((command) => store.commands.push(command));
      });
    const heard = (): Promise<readonly object[]> =>
      page().evaluate(() => (window as unknown as { commands: object[] }).commands);

    it('reach the page from the menu until it stops listening', async () => {
      await listen();
      await choose('fit');
      await choose('zoom-in');
      await expect.poll(heard).toEqual([{ command: 'fit' }, { command: 'zoom-in' }]);
      await page().evaluate(() => (window as unknown as { stop: () => void }).stop());
      await choose('fit');
      await page().waitForTimeout(100);
      expect(await heard()).toHaveLength(2);
    });

    it('tell the page of a file that a second start names', async () => {
      await listen();
      await startAgain('--allow-file-access-from-files', path.basename(image), 'missing.fits');
      await expect.poll(heard).toEqual([{ command: 'opened', handles: [expect.any(String)] }]);
      expect(app().errorOutput()).toContain('asterism: There is no such file: missing.fits');
      await page().evaluate(() => (window as unknown as { stop: () => void }).stop());
    });

    it('open a window of its own for a file with a section', async () => {
      await startAgain(`${path.basename(image)}[2:5,1:3]`);
      await expect.poll(windowCount).toBe(2);
      await expect.poll(() => app().windows().length).toBe(2);
      await app().windows()[1]?.close();
      await expect.poll(windowCount).toBe(1);
    });
  });

  it('keeps answering after a reload', async () => {
    await page().reload();
    expect(await page().evaluate(() => asterismHost.kind)).toBe('electron');
    expect(await attempt(() => asterismHost.saveAs(7 as never))).toMatch(/^refused: .*not understood/);
  });
});
