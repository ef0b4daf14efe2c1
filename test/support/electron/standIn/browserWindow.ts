import { EventEmitter } from 'node:events';
import type {
  BrowserWindow as ElectronBrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
} from 'electron';
import { app } from './app.ts';
import { StandInWebContents } from './webContents.ts';
import { openWindows } from './windowList.ts';

type Covered = Pick<
  ElectronBrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getTitle'
  | 'id'
  | 'isDestroyed'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'minimize'
  | 'restore'
  | 'setTitle'
  | 'show'
>;

const DEFAULT_WIDTH = 800;
const DEFAULT_HEIGHT = 600;

/** A window without a frame: a page in Chromium and the state the app asks for. */
export class BrowserWindow extends EventEmitter implements Covered {
  static #focused: BrowserWindow | null = null;
  readonly id: number;
  readonly webContents: StandInWebContents;
  readonly #bounds: Rectangle;
  #title: string;
  #visible: boolean;
  #minimized = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT } = options;
    this.#bounds = { x: 0, y: 0, width, height };
    this.#title = options.title ?? 'Electron';
    this.#visible = options.show ?? true;
    this.webContents = new StandInWebContents(options.webPreferences ?? {}, { width, height });
    this.id = this.webContents.id;
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    this.webContents.once('destroyed', () => this.#closed());
    openWindows.add(this);
    if (this.#visible) BrowserWindow.#focused = this;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows] as BrowserWindow[];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.#focused;
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#visible = true;
    BrowserWindow.#focused = this;
  }

  focus(): void {
    BrowserWindow.#focused = this;
    this.emit('focus');
  }

  isVisible(): boolean {
    return this.#visible;
  }

  minimize(): void {
    this.#minimized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  isDestroyed(): boolean {
    return !openWindows.has(this);
  }

  close(): void {
    this.destroy();
  }

  destroy(): void {
    this.webContents.close();
    this.#closed();
  }

  #closed(): void {
    if (!openWindows.delete(this)) return;
    if (BrowserWindow.#focused === this) BrowserWindow.#focused = null;
    this.emit('closed');
    app.windowClosed();
  }
}
