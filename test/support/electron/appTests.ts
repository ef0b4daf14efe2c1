import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../temporaryFolder.ts';
import { launchElectron, type RunningApp } from './launch.ts';

const STARTS_WITHIN_MS = 60_000;

export interface AppTests {
  app(): RunningApp;
  /** Of the window that it starts with. */
  page(): Page;
  readonly folder: TemporaryFolder;
  /** Chooses an item of the menu. */
  choose(item: string): Promise<void>;
  /** What the person chooses when next asked for a file to open; null is Cancel. */
  answerOpenDialog(file: string | null): Promise<void>;
  answerSaveDialog(file: string | null): Promise<void>;
  /** Starts the program once more, in the tests' folder. */
  startAgain(...args: readonly string[]): Promise<void>;
}

/** The program in Electron, started once for all tests of the file, and a folder for them. */
export function appTests(): AppTests {
  const folder = temporaryFolder();
  let app: RunningApp;
  let page: Page;
  beforeAll(async () => {
    app = await launchElectron();
    page = await app.firstWindow();
    await page.waitForLoadState('load');
  }, STARTS_WITHIN_MS);
  afterAll(() => app?.close());
  return {
    app: () => app,
    page: () => page,
    folder,
    choose: (item) =>
      app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item),
    answerOpenDialog: (file) =>
      app.evaluate(({ dialog }, chosen) => {
        const answer = { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
        dialog.showOpenDialog = () => Promise.resolve(answer);
      }, file),
    answerSaveDialog: (file) =>
      app.evaluate(({ dialog }, chosen) => {
        const answer = { canceled: chosen === null, filePath: chosen ?? '' };
        dialog.showSaveDialog = () => Promise.resolve(answer);
      }, file),
    startAgain: (...args) =>
      app.evaluate(
        ({ app: electronApp }, [argv, cwd]) => {
          electronApp.emit('second-instance', {}, ['asterism', ...argv], cwd, null);
        },
        [args, folder.path] as const,
      ),
  };
}
