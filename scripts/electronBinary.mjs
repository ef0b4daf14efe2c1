// Finds Electron's program, which its npm package fetches only when it is first needed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** How long a network that does not answer is waited for; a download that runs may take longer. */
const ANSWER_MS = 20_000;
const DOWNLOAD_MS = 15 * 60_000;

/** Path of Electron's program, fetched if need be; null when it cannot be had. Never takes longer than a download. */
export async function electronBinary(say) {
  const folder = packageFolder();
  if (folder === null) return null;
  return installed(folder) ?? ((await fetched(folder, say)) ? installed(folder) : null);
}

function packageFolder() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** Where the program is, by the file that the package's own installer leaves. */
function installed(folder) {
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist');
  const program = path.join(dist, readFileSync(note, 'utf8'));
  return existsSync(program) ? program : null;
}

/** Runs the package's installer. It has no time limit of its own, so it gets one: short where its server does not
 * answer (a copy in the cache needs no server), long where it does. */
async function fetched(folder, say) {
  const installer = spawn(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore' });
  let timer = setTimeout(() => installer.kill('SIGKILL'), ANSWER_MS);
  const note = setTimeout(() => say('Fetching Electron (about 120 MB, once) …'), 3_000);
  void serverAnswers(folder).then((answers) => {
    if (!answers || installer.exitCode !== null) return;
    clearTimeout(timer);
    timer = setTimeout(() => installer.kill('SIGKILL'), DOWNLOAD_MS);
  });
  const code = await new Promise((resolve) => {
    installer.once('error', () => resolve(1));
    installer.once('exit', resolve);
  });
  clearTimeout(timer);
  clearTimeout(note);
  return code === 0;
}

async function serverAnswers(folder) {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  const file = `v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    const response = await fetch(mirror + file, {
      method: 'HEAD',
      signal: AbortSignal.timeout(ANSWER_MS / 2),
    });
    return response.ok;
  } catch {
    return false;
  }
}
