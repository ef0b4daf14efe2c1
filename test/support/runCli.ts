import { execFile } from 'node:child_process';
import { cliFile } from './builtWorker.ts';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs the built command line as a process of its own. */
export function runCli(...args: readonly string[]): Promise<CliResult> {
  return new Promise((resolve) => {
    const begun = performance.now();
    execFile(process.execPath, [cliFile, ...args], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr, milliseconds: performance.now() - begun });
    });
  });
}

/** What `--json` printed: exactly one object on one line. */
export async function runCliJson(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCli(...args, '--json');
  if (code !== 0 || !/^\{.*\}\n$/.test(stdout)) throw new Error(`exit ${code}: ${stdout.slice(0, 200)} ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}
