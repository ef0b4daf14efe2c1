import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type * as Electron from 'electron';
import { launchReal } from './launchReal.ts';
import { launchStandIn } from './launchStandIn.ts';

/** Folder of the checkout, which is the app that is started. */
export const APP_FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** Whether the tests run on Electron's own binary instead of the stand-in. */
export const isRealElectron = process.env['ASTERISM_REAL_ELECTRON'] === '1';

export interface LaunchOptions {
  /** What follows the app on the command line. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Arguments of a second start before the program is ready; on the stand-in only. */
  readonly startedAgain?: readonly string[];
}

/** The part of Playwright's ElectronApplication that the tests use. */
export interface RunningApp {
  /** The first window's page. */
  firstWindow(): Promise<Page>;
  /** Pages of all windows that show something. */
  windows(): readonly Page[];
  /** Runs a self-contained function in the main process; argument and answer are plain JSON. */
  evaluate<Answer, Argument = undefined>(
    work: (electron: typeof Electron, argument: Argument) => Answer | Promise<Answer>,
    argument?: Argument,
  ): Promise<Answer>;
  /** Tells the stand-in where files of these names lie on disk; Electron's own files know it. */
  setDroppedPaths(paths: readonly string[]): Promise<void>;
  /** What the app wrote on standard error so far. */
  errorOutput(): string;
  close(): Promise<void>;
}

/** Starts the built app, on the stand-in or on the real binary. */
export function launchElectron(options: LaunchOptions = {}): Promise<RunningApp> {
  return isRealElectron ? launchReal(APP_FOLDER, options) : launchStandIn(APP_FOLDER, options);
}
