import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  /** The whole environment to start it with. */
  readonly env: Record<string, string>;
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const packed = path.join(root, 'node_modules/@sparticuz/chromium');

const ARGS = [
  '--headless=new',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** A Chromium to test in: the one CHROMIUM_PATH names, an installed one, or on Linux the one inside
 * @sparticuz/chromium (which CHROMIUM_PATH=bundled asks for). */
export async function chromiumExecutable(): Promise<ChromiumLaunch> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '' && asked !== 'bundled') {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names no file: ${asked}`);
    return launch(asked);
  }
  const installed = asked === 'bundled' ? undefined : usualPlaces().find((place) => existsSync(place));
  if (installed !== undefined) return launch(installed);
  if (process.platform === 'linux' && process.arch === 'x64') return bundledChromium();
  throw new Error('No Chromium was found: install Chromium, Chrome or Edge, or set CHROMIUM_PATH.');
}

function launch(executablePath: string, extra: Record<string, string> = {}): ChromiumLaunch {
  const asRoot = process.getuid?.() === 0;
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return { executablePath, args: asRoot ? [...ARGS, '--no-sandbox'] : [...ARGS], env: { ...env, ...extra } };
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const inside = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return inside.flatMap((file) => programs.map((folder) => path.join(folder, file)));
  }
  const names = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** Unpacks the packed browser once, and starts it with its own libraries where the system lacks them. */
async function bundledChromium(): Promise<ChromiumLaunch> {
  const { version } = JSON.parse(await readFile(path.join(packed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.join(root, 'node_modules/.cache/asterism', `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const executable = path.join(folder, 'chromium');
  const extra: Record<string, string> = {};
  if (lacksLibraries(executable)) {
    extra['LD_LIBRARY_PATH'] = [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH']]
      .filter(Boolean)
      .join(':');
  }
  // Without any configuration fontconfig finds no font and the page shows boxes.
  if (!existsSync('/etc/fonts/fonts.conf'))
    extra['FONTCONFIG_FILE'] = path.join(folder, 'asterism-fonts.conf');
  return launch(executable, extra);
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  try {
    await decompress('chromium.br', path.join(fresh, 'chromium'));
    await chmod(path.join(fresh, 'chromium'), 0o755);
    for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'])
      await untar(archive, fresh);
    await writeFile(path.join(fresh, 'asterism-fonts.conf'), fontsConfiguration(folder));
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

async function decompress(name: string, target: string): Promise<void> {
  await pipeline(
    createReadStream(path.join(packed, 'bin', name)),
    createBrotliDecompress(),
    createWriteStream(target),
  );
}

/** By way of a file: tar closes its standard input before the padding at the end is written. */
async function untar(name: string, into: string): Promise<void> {
  const file = path.join(into, 'unpacking.tar');
  await decompress(name, file);
  const answer = spawnSync('tar', ['-x', '--no-same-owner', '-C', into, '-f', file], { encoding: 'utf8' });
  if (answer.status !== 0)
    throw new Error(`tar could not unpack ${name}: ${answer.stderr ?? answer.error?.message}`);
  await rm(file);
}

function lacksLibraries(executable: string): boolean {
  const answer = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return answer.status !== 0 || answer.stdout.includes('not found');
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
}
