/** A page that ends again within that time would go on ending. */
const SOON_MS = 60_000;

/** The part of a window that is needed here. */
interface CrashingWindow {
  isDestroyed(): boolean;
  destroy(): void;
  readonly webContents: {
    on(
      event: 'render-process-gone',
      listener: (event: unknown, details: { reason: string }) => void,
    ): unknown;
  };
}

export interface CrashParts<Window> {
  /** Loads the page; what is open is in the engine, where the page finds it again. */
  readonly load: (window: Window) => void;
  /** Asks the person, who answers with true, whether the page is to be loaded again. */
  readonly ask: (window: Window) => Promise<boolean>;
}

/** Loads a window's page again when its process has ended, and asks first when it has done so a short time before. */
export function reloadCrashed<Window extends CrashingWindow>(
  window: Window,
  parts: CrashParts<Window>,
): void {
  let lastMs = -Infinity;
  const reload = async (isAgain: boolean): Promise<void> => {
    const wanted = !isAgain || (await parts.ask(window));
    if (window.isDestroyed()) return;
    if (wanted) parts.load(window);
    // A page that is not there cannot be asked whether it may be closed.
    else window.destroy();
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const isAgain = performance.now() - lastMs < SOON_MS;
    lastMs = performance.now();
    // The window is still taking leave of the old process.
    setImmediate(() => void reload(isAgain));
  });
}
