import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../../src/core/errors/index.ts';
import { ServerFixture } from './serverFixture.ts';

let host: ServerFixture;
beforeEach(async () => {
  host = await ServerFixture.start();
});
afterEach(() => host.close());

async function openStream(): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${await host.bearer()}` };
  const sending = httpRequest({
    port: host.server.port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/events',
    headers,
  });
  sending.end('{}');
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return response;
}

test('events arrive one by one, headers before the first', async () => {
  let push: (line: string) => void = () => undefined;
  host.answer = () =>
    new Response(
      new ReadableStream<Uint8Array>({
        start: (controller) => void (push = (line) => controller.enqueue(new TextEncoder().encode(line))),
      }),
    );
  const response = await openStream();
  expect(response.statusCode).toBe(200);
  for (const line of ['one\n', 'two\n']) {
    push(line);
    const [chunk] = (await once(response, 'data')) as [Buffer];
    expect(chunk.toString()).toBe(line);
  }
  response.destroy();
});

test('a client that goes away cancels the body and aborts the request', async () => {
  const cancelled = vi.fn();
  host.answer = () => new Response(new ReadableStream({ cancel: cancelled }));
  const response = await openStream();
  expect(cancelled).not.toHaveBeenCalled();
  response.destroy();
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
  expect(host.requests[0]?.signal.aborted).toBe(true);
});

test('a client that goes away before the answer is there cancels it as well', async () => {
  const cancelled = vi.fn();
  let release: (response: Response) => void = () => undefined;
  host.answer = () => new Promise<Response>((resolve) => void (release = resolve));
  const headers = { authorization: `Bearer ${await host.bearer()}` };
  const sending = httpRequest({
    port: host.server.port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/events',
    headers,
  });
  sending.on('error', () => undefined).end('{}');
  await vi.waitFor(() => expect(host.requests).toHaveLength(1));
  sending.destroy();
  await vi.waitFor(() => expect(host.requests[0]?.signal.aborted).toBe(true));
  release(new Response(new ReadableStream({ cancel: cancelled })));
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});

test('a slow reader holds the source back', async () => {
  let pulled = 0;
  const piece = new Uint8Array(65_536);
  host.answer = () =>
    new Response(
      new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            pulled += 1;
            await Promise.resolve();
            controller.enqueue(piece);
          },
        },
        { highWaterMark: 0 },
      ),
    );
  const response = await openStream();
  response.pause();
  await vi.waitFor(() => expect(pulled).toBeGreaterThan(1));
  let before = -1;
  await vi.waitFor(
    () => {
      const still = pulled === before;
      before = pulled;
      expect(still).toBe(true);
    },
    { timeout: 5000, interval: 200 },
  );
  expect(pulled).toBeLessThan(1000);
  response.destroy();
});

test('a tile keeps its length and its bytes', async () => {
  const tile = new Uint8Array(1 << 20).map((_, i) => i * 31);
  host.answer = () =>
    new Response(tile, {
      headers: { 'content-length': String(tile.length), 'content-type': 'application/octet-stream' },
    });
  const response = await host.post('/api/tile', {});
  expect(response.headers.get('content-length')).toBe(String(tile.length));
  expect(Buffer.compare(new Uint8Array(await response.arrayBuffer()), tile)).toBe(0);
});

test('a body that fails midway breaks the connection instead of ending it', async () => {
  let sent = false;
  host.answer = () =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent) controller.error(new Error('the disk is gone'));
          else controller.enqueue(new Uint8Array(10));
          sent = true;
        },
      }),
    );
  const response = await host.post('/api/download', {});
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test('an engine that throws is an error with its code; a large body is refused', async () => {
  host.answer = () => {
    throw new AppError('file-missing', 'It is gone.', { remedy: 'Open it again.' });
  };
  const response = await host.post('/api/open', {});
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: { code: 'file-missing', message: 'It is gone.', remedy: 'Open it again.' },
  });
  host.answer = () => {
    throw new TypeError('bug');
  };
  expect((await host.post('/api/open', {})).status).toBe(500);
  const asked = host.requests.length;
  expect((await host.send('/api/act', { body: new Uint8Array(17 * 2 ** 20) })).status).toBe(413);
  const chunked = new Blob([new Uint8Array(17 * 2 ** 20)]).stream();
  expect((await host.send('/api/act', { body: chunked, duplex: 'half' } as RequestInit)).status).toBe(413);
  expect(host.requests).toHaveLength(asked);
});

test('closing ends open streams', async () => {
  const cancelled = vi.fn();
  host.answer = () => new Response(new ReadableStream({ cancel: cancelled }));
  const response = await openStream();
  response.on('error', () => undefined);
  await host.server.close();
  await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});
