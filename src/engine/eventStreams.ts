import type { EngineEvent } from '../shared/index.ts';

const encoder = new TextEncoder();

/** The event streams of a window; a window may have several for a moment, while it reloads. */
export class EventStreams {
  private readonly listeners = new Map<string, Set<(event: EngineEvent) => void>>();

  send(window: string, event: EngineEvent): void {
    for (const listener of this.listeners.get(window) ?? []) listener(event);
  }

  /** Whether a window listens. */
  isOpen(window: string): boolean {
    return this.listeners.has(window);
  }

  /** A response that never ends by itself: one event a line, until the body is cancelled. */
  response(window: string): Response {
    let listener: ((event: EngineEvent) => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        listener = (event) => controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        this.add(window, listener);
        listener({ type: 'hello' });
      },
      cancel: () => {
        if (listener) this.remove(window, listener);
      },
    });
    return new Response(body, {
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
    });
  }

  private add(window: string, listener: (event: EngineEvent) => void): void {
    const set = this.listeners.get(window) ?? new Set();
    set.add(listener);
    this.listeners.set(window, set);
  }

  private remove(window: string, listener: (event: EngineEvent) => void): void {
    const set = this.listeners.get(window);
    set?.delete(listener);
    if (set?.size === 0) this.listeners.delete(window);
  }
}
