import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appPaths } from '../../../src/main/appPaths.ts';

describe('appPaths', () => {
  it('finds everything in a checkout', () => {
    const root = path.resolve('/checkout');
    const paths = appPaths(path.join(root, 'out', 'main'), null);
    expect(paths.worker).toBe(path.join(root, 'out/main/worker.js'));
    expect(paths.page).toBe(path.join(root, 'out/renderer'));
    expect(paths.preload).toBe(path.join(root, 'out/preload/index.cjs'));
    expect(paths.sample.startsWith(path.join(root, 'resources/sample'))).toBe(true);
  });

  it('starts the worker from beside the archive of a packaged app', () => {
    const resources = path.resolve('/opt/Asterism/resources');
    const paths = appPaths(path.join(resources, 'app.asar', 'out', 'main'), resources);
    expect(paths.worker).toBe(path.join(resources, 'app.asar.unpacked', 'out', 'main', 'worker.js'));
    expect(paths.page).toBe(path.join(resources, 'app.asar', 'out', 'renderer'));
    expect(paths.icon).toBe(path.join(resources, 'icon.png'));
  });
});
