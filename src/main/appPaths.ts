import path from 'node:path';

export interface AppPaths {
  readonly page: string;
  readonly preload: string;
  readonly worker: string;
  readonly sample: string;
  readonly icon: string;
}

/** Where the built parts are, from the folder of the built main process (out/main).
 *
 * In a packaged app that folder is in an archive; workers are started from its unpacked twin, since threads and
 * their dependencies are not read from archives. `resources` is Electron's folder of extra files, null in a checkout. */
export function appPaths(mainFolder: string, resources: string | null): AppPaths {
  const out = path.dirname(mainFolder);
  const unpacked = mainFolder.replace(/([\\/])app\.asar(?=[\\/])/, '$1app.asar.unpacked');
  const extra = resources ?? path.join(out, '..', 'resources');
  return {
    page: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'index.cjs'),
    worker: path.join(unpacked, 'worker.js'),
    sample: path.join(extra, 'sample', '47tuc-acs-hrc-f606w.fits'),
    icon: path.join(extra, 'icon.png'),
  };
}
