import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { appTests } from '../support/electron/appTests.ts';

declare const asterismHost: { saveFile(name: string, file: Blob): Promise<{ name: string } | null> };

describe('a file that the page has made, in Electron', () => {
  const { app, page, folder, answerSaveDialog } = appTests();

  it('writes what the page has made where the person says, and nothing when cancelled', async () => {
    const file = folder.file('chosen.png');
    await app().evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = ((_window: unknown, options: object) => {
        (globalThis as { asked?: object }).asked = options;
        return Promise.resolve({ canceled: false, filePath });
      }) as never;
    }, file);
    const saved = await page().evaluate(() => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
      return asterismHost.saveFile('../47 Tuc.png', new Blob([bytes]));
    });
    expect(saved).toEqual({ name: 'chosen.png' });
    const expected = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
    expect(Buffer.compare(await readFile(file), expected)).toBe(0);
    expect(await app().evaluate(() => (globalThis as { asked?: object }).asked)).toMatchObject({
      defaultPath: '_47 Tuc.png',
      filters: [{ name: 'PNG picture', extensions: ['png'] }],
    });
    await answerSaveDialog(null);
    expect(await page().evaluate(() => asterismHost.saveFile('x.svg', new Blob(['<svg/>'])))).toBeNull();
    expect((await readdir(folder.path)).sort()).toEqual(['chosen.png']);
  });

  it('says in one sentence why it cannot write, and leaves nothing half-written', async () => {
    await answerSaveDialog(folder.file('none/x.reg'));
    const saving = page().evaluate(() => asterismHost.saveFile('x.reg', new Blob(['circle'])));
    await expect(saving).rejects.toThrow('Cannot write the file, its folder does not exist');
    expect((await readdir(folder.path)).sort()).toEqual(['chosen.png']);
  });

  it('is refused without a name, and without bytes', async () => {
    const unnamed = page().evaluate(() => asterismHost.saveFile('', new Blob(['x'])));
    await expect(unnamed).rejects.toThrow('not understood');
    await expect(
      page().evaluate(() => asterismHost.saveFile('x.png', '/etc/passwd' as never)),
    ).rejects.toThrow();
  });

  it('may be put on the clipboard, which may not be read', async () => {
    await page().bringToFront();
    await page().mouse.click(2, 2);
    const copied = await page().evaluate(async () => {
      const read = await navigator.clipboard.readText().catch((error: Error) => error.name);
      return [await navigator.clipboard.writeText('47 Tuc').then(() => 'written'), read];
    });
    expect(copied).toEqual(['written', 'NotAllowedError']);
  });
});
