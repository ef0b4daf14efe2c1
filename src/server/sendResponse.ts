import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long the rest of a refused body is still read: a connection reset at once would lose the refusal. */
const LINGER_MS = 2000;

/** Sends a web-standard response over a socket. When the client goes away the body's `cancel` runs;
 * when the body fails midway the connection breaks, so that half an answer never looks like a whole one. */
export async function sendResponse(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (outgoing.destroyed) {
    await cancelBody(response);
    return;
  }
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  outgoing.writeHead(response.status);
  if (response.body === null || incoming.method === 'HEAD') {
    await cancelBody(response);
    outgoing.end();
  } else {
    // An event stream's first line may be long in coming.
    outgoing.flushHeaders();
    await pump(response.body, outgoing);
  }
  if (!incoming.complete) linger(incoming);
}

async function pump(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const gone = new AbortController();
  outgoing.once('close', () => {
    gone.abort();
    // Does nothing once the body has been read to its end.
    reader.cancel(new DOMException('The client went away.', 'AbortError')).catch(() => undefined);
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!outgoing.write(value)) await once(outgoing, 'drain', { signal: gone.signal });
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

async function cancelBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

function linger(incoming: IncomingMessage): void {
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS);
  incoming.once('close', () => clearTimeout(timer));
  incoming.once('end', () => clearTimeout(timer));
}
