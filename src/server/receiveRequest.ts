import type { IncomingMessage, ServerResponse } from 'node:http';

/** The web-standard request of one that arrived on a socket; null when its address makes no sense.
 * Its signal aborts when the client goes away before it has its answer. */
export function receiveRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request | null {
  const method = incoming.method ?? 'GET';
  const host = incoming.headers.host ?? '';
  // The host is the Host header's and nothing more; an absolute address must not choose another.
  if (!/^[a-z0-9.:-]+$/i.test(host) || !incoming.url?.startsWith('/')) return null;
  if (!URL.canParse(`http://${host}${incoming.url}`)) return null;
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    return new Request(`http://${host}${incoming.url}`, {
      method,
      headers: headersOf(incoming),
      signal: gone.signal,
      ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' as const } : {}),
    });
  } catch {
    // A method that fetch forbids (TRACE, CONNECT).
    return null;
  }
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] as string, incoming.rawHeaders[i + 1] as string);
  }
  return headers;
}

/** The body as it is asked for, so that a slow disk slows the sender and not the memory down.
 * Cancelling leaves the socket alone: the refusal still has to travel on it. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
