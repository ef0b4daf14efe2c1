import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { cliFile } from './builtWorker.ts';

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface HostedResult extends CliResult {
  readonly cpuMilliseconds: number;
}

/** Runs the built command line as a process of its own. */
export function spawnCli(...args: readonly string[]): Promise<CliResult> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cliFile, ...args], (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

const hostFile = fileURLToPath(new URL('cliHost.mjs', import.meta.url));

/** The built command line in one process for all calls of a test file, one after another. */
export function cliHost(): {
  runCli(...args: readonly string[]): Promise<HostedResult>;
  /** What `--json` printed: exactly one object on one line. */
  runCliJson(...args: readonly string[]): Promise<Record<string, unknown>>;
} {
  const child = spawn(process.execPath, [hostFile], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { resolve(result: HostedResult): void; reject(error: Error): void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) =>
    waiting.shift()?.resolve(JSON.parse(line) as HostedResult),
  );
  child.on('exit', () => {
    for (const { reject } of waiting) reject(new Error('The command line ended before it answered.'));
  });
  afterAll(() => void child.stdin.end());
  const runCli = (...args: readonly string[]): Promise<HostedResult> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(args)}\n`);
    });
  return {
    runCli,
    async runCliJson(...args) {
      const { code, stdout, stderr } = await runCli(...args, '--json');
      if (code !== 0 || !/^\{.*\}\n$/.test(stdout))
        throw new Error(`exit ${code}: ${stdout.slice(0, 200)} ${stderr}`);
      return JSON.parse(stdout) as Record<string, unknown>;
    },
  };
}
