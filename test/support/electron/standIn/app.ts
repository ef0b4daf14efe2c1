import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import { preventable } from './preventable.ts';
import { openWindows } from './windowList.ts';

type Covered = Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'whenReady'
>;

class StandInApp extends EventEmitter implements Covered {
  readonly isPackaged = false;
  #name = 'asterism';
  #quitting = false;
  #ready = false;
  readonly #whenReady = withResolvers();

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  /** One test, one process: the lock is always free. A second start is played by emitting `second-instance`. */
  requestSingleInstanceLock(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }

  isReady(): boolean {
    return this.#ready;
  }

  becomeReady(): void {
    this.#ready = true;
    this.emit('ready', {}, {});
    this.#whenReady.resolve();
  }

  quit(): void {
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#quitting = true;
    for (const window of [...openWindows]) window.destroy();
    const will = preventable({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  exit(code = 0): void {
    process.exit(code);
  }

  windowClosed(): void {
    if (openWindows.size > 0 || this.#quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  focus(): void {}

  getAppPath(): string {
    return path.resolve(process.argv[1] ?? '.');
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  setAppUserModelId(): void {}

  getVersion(): string {
    return '0.0.0';
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const folder = path.join(process.env['ASTERISM_STAND_IN_FOLDER'] ?? process.cwd(), name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

export const app = new StandInApp();
