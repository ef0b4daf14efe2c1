// npm start [FILE…]: builds what has changed and opens the workbench, in Electron or else through the browser host.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronBinary } from './electronBinary.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cli = path.join(root, 'out/main/cli.js');
const SOURCES = [
  'src',
  'scripts/wasmKernels.mjs',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const BUILT = [
  'out/main/index.js',
  'out/main/cli.js',
  'out/main/worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];
/** An Electron that ends in failure sooner than this never showed a window. */
const WINDOW_MS = 5_000;

const files = process.argv.slice(2);
const say = (sentence) => process.stdout.write(`${sentence}\n`);

if (!isBuilt()) build();
const reason = await openElectron();
if (reason !== null) {
  say(`${reason}; the workbench opens in the browser instead.`);
  serve();
}

function isBuilt() {
  const built = BUILT.map((file) => path.join(root, file));
  if (!built.every((file) => existsSync(file))) return false;
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs));
  return SOURCES.every((source) => newest(path.join(root, source)) <= oldest);
}

/** Time of the last change in a file or folder; a folder's own time tells of files that were taken away. */
function newest(place) {
  const stats = statSync(place);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

function build() {
  const tool = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Opens the window and stays until it is closed; otherwise says why there is none. */
async function openElectron() {
  if (!hasDisplay()) return 'There is no display for a window';
  const program = await electronBinary(say);
  if (program === null) return 'Electron could not be fetched';
  const started = Date.now();
  const child = spawn(program, [root, ...files], { stdio: 'inherit' });
  relaySignals(child);
  const failure = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? code}`));
  });
  if (failure === null) process.exit(0);
  if (Date.now() - started > WINDOW_MS) process.exit(1);
  return `Electron does not run here (${failure})`;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs the browser host, which prints its address, and shows that address in a browser if there is one. */
function serve() {
  const child = spawn(process.execPath, [cli, 'serve', ...files], { stdio: ['inherit', 'pipe', 'inherit'] });
  relaySignals(child);
  let text = '';
  let shown = false;
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    text += chunk;
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*(?=\s)/.exec(text)?.[0];
    if (address === undefined || shown) return;
    shown = true;
    openBrowser(address);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

function openBrowser(address) {
  if (!hasDisplay()) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  // Without an opener the printed address has to do.
  opener.once('error', () => undefined);
  opener.unref();
}

function relaySignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
}
