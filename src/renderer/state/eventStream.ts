import type { EngineEvent } from '../../shared/index.ts';
import type { EngineClient } from './engineClient.ts';

export interface EventStreamListener {
  onevent(event: EngineEvent): void;
  /** The stream (re)opened: everything that may have been missed has to be asked for. */
  onconnect(): void;
  ondisconnect(): void;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5000;

/** Keeps the window's event stream open, reconnecting with growing pauses. Returns a function that closes it. */
export function keepEventStream(client: EngineClient, listener: EventStreamListener): () => void {
  const abort = new AbortController();
  void run();
  return () => abort.abort();

  async function run(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!abort.signal.aborted) {
      let connected = false;
      try {
        for await (const event of client.events(abort.signal)) {
          if (!connected) {
            connected = true;
            wait = FIRST_WAIT_MS;
            listener.onconnect();
          }
          listener.onevent(event);
        }
      } catch {
        // Reported once by ondisconnect: the loop tries again.
      }
      if (abort.signal.aborted) return;
      listener.ondisconnect();
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}
