import { EventEmitter } from 'node:events';
import type { CDPSession, Page } from 'playwright-core';
import type { WebContents, WebPreferences } from 'electron';
import { app } from './app.ts';
import { connection } from './chromium.ts';
import { ipcMain } from './ipcMain.ts';
import { mainWorldScript, preloadWorldScript } from './pageScripts.ts';
import { preventable } from './preventable.ts';
import { chromiumUrl, electronUrl } from './protocol.ts';
import { session } from './session.ts';

const WORLD = 'stand-in-preload';
const BINDING = 'standInPost';

type Covered = Pick<
  WebContents,
  | 'close'
  | 'forcefullyCrashRenderer'
  | 'getURL'
  | 'id'
  | 'isDestroyed'
  | 'loadURL'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'setWindowOpenHandler'
>;
type FromPage =
  | { readonly type: 'send'; readonly channel: string; readonly args: unknown[] }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: unknown[] };

let lastId = 0;
const all = new Set<StandInWebContents>();

/** A page in Chromium with Electron's face: its address is the app's, its preload runs in a world of its own. */
export class StandInWebContents extends EventEmitter implements Covered {
  readonly id = ++lastId;
  readonly session = session.defaultSession;
  readonly #ready: Promise<void>;
  readonly #preferences: WebPreferences;
  #page!: Page;
  #chromium!: CDPSession;
  #mainFrame = '';
  /** Address and preload context of each frame; the context is there where a preload runs. */
  readonly #frames = new Map<string, { url: string; context: number | null }>();
  #windowOpen: Parameters<WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' });
  #loading: string | null = null;
  #destroyed = false;

  constructor(preferences: WebPreferences, size: { readonly width: number; readonly height: number }) {
    super();
    this.#preferences = preferences;
    all.add(this);
    this.#ready = this.#start(size);
    // A failure shows at the first use; until then it must not end the process.
    this.#ready.catch(() => undefined);
    queueMicrotask(() => app.emit('web-contents-created', {}, this));
  }

  async loadURL(url: string): Promise<void> {
    await this.#ready;
    const address = await chromiumUrl(url);
    if (address !== url) await this.session.applyPermissions(new URL(address).origin);
    this.#loading = address;
    await this.#page.goto(address);
  }

  reload(): void {
    void this.#page.reload();
  }

  getURL(): string {
    return this.#frames.get(this.#mainFrame)?.url ?? '';
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  openDevTools(): void {}

  close(): void {
    void this.#ready.then(() => this.#page.close());
  }

  /** The page is gone as a crash leaves it: blank, with the storage of its session. Chromium's process stays, since the
   * connection to a page does not outlive it. */
  forcefullyCrashRenderer(): void {
    void this.#page
      .goto('about:blank')
      .then(() => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 133 }));
  }

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.#windowOpen = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ type: 'send', channel, args: structuredClone(args) });
  }

  /** What webUtils.getPathForFile answers for files of these names. */
  setDroppedPaths(paths: readonly (readonly [string, string])[]): Promise<void> {
    return this.#tell({ type: 'paths', paths });
  }

  async #start(size: { readonly width: number; readonly height: number }): Promise<void> {
    const { context, session: browserSession } = await connection();
    const page = await context.newPage();
    const chromium = await context.newCDPSession(page);
    this.#page = page;
    this.#chromium = chromium;
    page.on('close', () => this.#closed());
    // Not the page's own popup event: it says nothing of windows that may not know their opener.
    browserSession.on('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.openerId !== this.#mainFrame) return;
      const { action } = this.#windowOpen({ url: electronUrl(targetInfo.url) } as never);
      if (action === 'deny')
        void browserSession.send('Target.closeTarget', { targetId: targetInfo.targetId });
    });
    page.on('load', () => this.emit('did-finish-load'));
    page.on('domcontentloaded', () => this.emit('dom-ready'));
    chromium.on('Runtime.executionContextCreated', ({ context: created }) => {
      const { frameId } = created.auxData as { frameId: string };
      if (created.name === WORLD) this.#frame(frameId).context = created.id;
    });
    chromium.on('Page.frameNavigated', ({ frame }) => {
      this.#frame(frame.id).url = electronUrl(frame.url + (frame.urlFragment ?? ''));
    });
    chromium.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) void this.#hear(JSON.parse(payload, withBytes) as FromPage, executionContextId);
    });
    chromium.on('Fetch.requestPaused', (event) => void this.#navigate(event));
    await chromium.send('Page.enable');
    const { frameTree } = await chromium.send('Page.getFrameTree');
    this.#mainFrame = frameTree.frame.id;
    await chromium.send('Runtime.enable');
    await chromium.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
    await chromium.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
    await chromium.send('Emulation.setDeviceMetricsOverride', {
      ...size,
      deviceScaleFactor: 1,
      mobile: false,
    });
    if (this.#preferences.preload !== undefined) {
      const source = preloadWorldScript(this.#preferences.preload);
      await chromium.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
      await chromium.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
    }
  }

  /** Asks the app before a document is fetched; what it prevents leaves the page as it is. */
  async #navigate(event: {
    readonly requestId: string;
    readonly request: { readonly url: string };
    readonly frameId: string;
    readonly redirectedRequestId?: string;
  }): Promise<void> {
    const { requestId, request, frameId } = event;
    const isMainFrame = frameId === this.#mainFrame;
    const details = preventable({ url: electronUrl(request.url), isMainFrame, isSameDocument: false });
    const asked = request.url !== this.#loading;
    if (isMainFrame) this.#loading = null;
    if (event.redirectedRequestId !== undefined) this.emit('will-redirect', details);
    else if (asked) {
      this.emit('will-frame-navigate', details);
      if (isMainFrame) this.emit('will-navigate', details);
    }
    if (details.defaultPrevented) {
      await this.#chromium.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    this.emit('did-start-navigation', details);
    await this.#chromium.send('Fetch.continueRequest', { requestId });
  }

  async #hear(message: FromPage, executionContextId: number): Promise<void> {
    const [id, frame] = [...this.#frames].find(([, { context }]) => context === executionContextId) ?? [];
    const parent = id === this.#mainFrame ? null : {};
    const event = { sender: this, senderFrame: frame ? { url: frame.url, parent } : null };
    if (message.type === 'send') {
      ipcMain.emit(message.channel, event, ...message.args);
      return;
    }
    try {
      const value = structuredClone(await ipcMain.answer(event, message.channel, message.args));
      await this.#tell({ type: 'answer', id: message.id, ok: true, value });
    } catch (error) {
      const value = `Error invoking remote method '${message.channel}': ${String(error)}`;
      await this.#tell({ type: 'answer', id: message.id, ok: false, value });
    }
  }

  async #tell(message: object): Promise<void> {
    await this.#ready;
    const contextId = this.#frames.get(this.#mainFrame)?.context;
    if (this.#destroyed || contextId === null || contextId === undefined) return;
    // A page that goes away in between hears nothing, as in Electron.
    await this.#chromium
      .send('Runtime.evaluate', { expression: `standInReceive(${JSON.stringify(message)})`, contextId })
      .catch(() => undefined);
  }

  #frame(id: string): { url: string; context: number | null } {
    const known = this.#frames.get(id) ?? { url: '', context: null };
    this.#frames.set(id, known);
    return known;
  }

  #closed(): void {
    this.#destroyed = true;
    all.delete(this);
    this.emit('destroyed');
  }
}

/** The other half of what the preload's world writes for bytes. */
function withBytes(_key: string, value: unknown): unknown {
  const { standInBytes } = (value ?? {}) as { readonly standInBytes?: unknown };
  return typeof standInBytes === 'string' ? new Uint8Array(Buffer.from(standInBytes, 'base64')) : value;
}

export const webContents = { getAllWebContents: () => [...all] };
