import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumExecutable } from './chromium.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const cli = path.join(root, 'out/main/cli.js');
const STARTS_WITHIN_MS = 30_000;

interface ServingHost {
  /** With its one-time token. */
  readonly url: string;
  close(): Promise<void>;
}

export interface Workbench {
  readonly page: Page;
  /** What went wrong in the page so far: exceptions, errors on its console (refusals of its policy among them). */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Runs the built `asterism serve` on files and folders. */
async function serve(files: readonly string[]): Promise<ServingHost> {
  if (!existsSync(cli)) throw new Error('The program has not been built; run `npm run build` first.');
  // What one test leaves behind is not offered to the next.
  const state = await mkdtemp(path.join(tmpdir(), 'asterism-state-'));
  const child = spawn(process.execPath, [cli, 'serve', ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_STATE_HOME: state },
  });
  const close = async (): Promise<void> => {
    await stop(child);
    await rm(state, { recursive: true, force: true });
  };
  return { url: await addressOf(child), close };
}

/** A page on a workbench of its own, with the files offered to it. */
export async function openWorkbench(browser: Browser, files: readonly string[]): Promise<Workbench> {
  const host = await serve(files);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const problems = problemsOf(page);
    await page.goto(host.url);
    const close = async (): Promise<void> => {
      await page.context().close();
      await host.close();
    };
    return { page, problems, close };
  } catch (error) {
    await host.close();
    throw error;
  }
}

export async function launchChromium(): Promise<Browser> {
  const { executablePath, args, env } = await chromiumExecutable();
  return chromium.launch({ executablePath, args, env });
}

/** Collects what goes wrong in a page from now on. */
export function problemsOf(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  return problems;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`asterism serve ${why}. It said:\n${said}`));
    };
    const timer = setTimeout(() => fail(`gave no address in ${STARTS_WITHIN_MS} ms`), STARTS_WITHIN_MS);
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
