import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import type { LaunchOptions, RunningApp } from './launch.ts';
import { startChromium } from './startChromium.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const PATIENCE_MS = 20_000;
const CLOSING_MS = 5_000;

interface Reply {
  readonly ready?: true;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts the built main process in Node with the stand-in for `electron`, over a Chromium of its own. */
export async function launchStandIn(appFolder: string, options: LaunchOptions): Promise<RunningApp> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-stand-in-'));
  const browser = await startChromium(path.join(folder, 'chromium'));
  const child = fork(path.join(here, 'run.mjs'), [appFolder, ...(options.args ?? [])], {
    cwd: options.cwd ?? appFolder,
    execArgv: ['--import', path.join(here, 'register.mjs')],
    env: {
      ...process.env,
      XDG_STATE_HOME: path.join(folder, 'state'),
      ASTERISM_STAND_IN_CHROMIUM: browser.endpoint,
      ASTERISM_STAND_IN_FOLDER: path.join(folder, 'app'),
      ...(options.startedAgain && { ASTERISM_STAND_IN_SECOND: JSON.stringify(options.startedAgain) }),
    },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ask = questions(child);
  const watcher = await chromium.connectOverCDP(browser.endpoint);
  const windows = (): Page[] =>
    watcher.contexts().flatMap((context) => context.pages().filter((page) => page.url() !== 'about:blank'));

  return {
    windows,
    async firstWindow() {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline && child.exitCode === null) {
        const [first] = windows();
        if (first) return first;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`The app opened no window. It said: ${errors}`);
    },
    evaluate: (work, argument) => ask(String(work), argument) as never,
    async setDroppedPaths(paths) {
      const named = paths.map((file) => [path.basename(file), file] as const);
      await ask(
        'async ({ webContents }, paths) => { for (const one of webContents.getAllWebContents()) await one.setDroppedPaths(paths); }',
        named,
      );
    },
    errorOutput: () => errors,
    async close() {
      await quit(child, ask);
      await watcher.close();
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Questions to the main process and their answers, by number. */
function questions(child: ChildProcess): (source: string, argument: unknown) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', (message) => {
    const { id, value, error } = message as Reply;
    if (id === undefined) return;
    const question = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) question?.resolve(value);
    else question?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The app has ended.'));
  });
  return (source, argument) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      child.send({ id, source, argument }, (error) => error && reject(error));
    });
}

/** Quits as the person would; an app that does not go is ended. */
async function quit(
  child: ChildProcess,
  ask: (source: string, argument: unknown) => Promise<unknown>,
): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  ask('({ app }) => app.quit()', undefined).catch(() => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSING_MS);
  await gone;
  clearTimeout(timer);
}
