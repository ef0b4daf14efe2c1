import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Runs `bench/peers/NAME.py` of the checkout `here`, and gives what it prints; `env` adds to the environment. */
export function runPeer(
  here: string,
  name: string,
  parameters: readonly (string | number)[],
  env: NodeJS.ProcessEnv = {},
): string {
  const run = spawnSync(
    process.env['ASTERISM_PYTHON'] ?? '/usr/bin/python3',
    [path.join(here, `bench/peers/${name}.py`), ...parameters.map(String)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  );
  if (run.status !== 0) throw new Error('The Python peer failed.');
  return run.stdout;
}
