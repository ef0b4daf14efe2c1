import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromiumExecutable } from '../chromium.ts';

const STARTING_MS = 20_000;

export interface RunningChromium {
  /** Address of its devtools protocol. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts a headless Chromium that several clients can drive. */
export async function startChromium(profile: string): Promise<RunningChromium> {
  const { executablePath, args, env } = await chromiumExecutable();
  const child = spawn(
    executablePath,
    [
      ...args,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-startup-window',
      '--disable-backgrounding-occluded-windows',
      '--disable-popup-blocking',
      '--disable-renderer-backgrounding',
      '--force-color-profile=srgb',
      '--hide-scrollbars',
      '--mute-audio',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env },
  );
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`Chromium does not start: ${text}`)), STARTING_MS);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium ended: ${text}`)));
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    endpoint,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
