import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import type { LaunchOptions, RunningApp } from './launch.ts';

/** Starts the app on Electron's own binary, with settings of its own so that runs do not share a lock. */
export async function launchReal(appFolder: string, options: LaunchOptions): Promise<RunningApp> {
  const settings = await mkdtemp(path.join(os.tmpdir(), 'asterism-electron-'));
  const app = await _electron.launch({
    executablePath: createRequire(import.meta.url)('electron') as unknown as string,
    args: [appFolder, `--user-data-dir=${settings}`, ...(options.args ?? [])],
    cwd: options.cwd ?? appFolder,
  });
  let errors = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    firstWindow: () => app.firstWindow(),
    windows: () => app.windows(),
    evaluate: (work, argument) => app.evaluate(work as never, argument as never),
    setDroppedPaths: () => Promise.resolve(),
    errorOutput: () => errors,
    async close() {
      await app.close();
      await rm(settings, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
