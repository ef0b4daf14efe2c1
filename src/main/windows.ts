import { BrowserWindow } from 'electron';
import type { MenuCommand } from '../shared/host.ts';
import { HOST_CHANNELS } from '../shared/hostChannels.ts';
import { APP_PAGE } from './appUrl.ts';
import { askToReload } from './crashDialog.ts';
import { reloadCrashed } from './crashes.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** Developer tools stay off in a packaged app. */
  readonly devTools: boolean;
}

/** The workbench's windows, and the commands on their way to each page. */
export class Windows {
  readonly #options: WindowOptions;
  /** Commands that wait for their page to listen; null once it does. */
  readonly #waiting = new Map<BrowserWindow, MenuCommand[] | null>();

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  open(): BrowserWindow {
    const window = new BrowserWindow({
      width: 1440,
      height: 900,
      minWidth: 800,
      minHeight: 560,
      show: false,
      backgroundColor: '#0e1116',
      title: 'Asterism',
      icon: this.#options.icon,
      webPreferences: {
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: this.#options.devTools,
      },
    });
    this.#waiting.set(window, []);
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => this.#waiting.delete(window));
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#gone(window);
    });
    window.webContents.on('render-process-gone', () => this.#gone(window));
    reloadCrashed(window, { load, ask: askToReload });
    load(window);
    return window;
  }

  /** The page listens now: it gets what has been waiting for it. */
  listening(window: BrowserWindow): void {
    const commands = this.#waiting.get(window) ?? [];
    this.#waiting.set(window, null);
    for (const command of commands) window.webContents.send(HOST_CHANNELS.command, command);
  }

  /** The page that comes has to say anew that it listens. */
  #gone(window: BrowserWindow): void {
    if (this.has(window)) this.#waiting.set(window, this.#waiting.get(window) ?? []);
  }

  /** Sends a command to the window in front; with none open it is dropped. */
  send(command: MenuCommand): void {
    const window = this.front();
    if (!window) return;
    const waiting = this.#waiting.get(window);
    if (waiting) waiting.push(command);
    else window.webContents.send(HOST_CHANNELS.command, command);
  }

  front(): BrowserWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return focused && this.#waiting.has(focused) ? focused : [...this.#waiting.keys()].at(-1);
  }

  has(window: BrowserWindow): boolean {
    return this.#waiting.has(window);
  }
}

function load(window: BrowserWindow): void {
  // Fails only when the window is closed, or its page crashes, while it loads.
  window.loadURL(APP_PAGE).catch(() => undefined);
}
