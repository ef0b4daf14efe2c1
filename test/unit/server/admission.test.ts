import { afterEach, describe, expect, test } from 'vitest';
import { errorCode, ServerFixture } from './serverFixture.ts';

let host: ServerFixture;
afterEach(() => host.close());

describe('the one-time token', () => {
  test('gives a bearer once', async () => {
    host = await ServerFixture.start();
    const first = await host.exchange(host.token);
    expect(first.status).toBe(200);
    expect(((await first.json()) as { bearer: string }).bearer).toMatch(/^[\w-]{43}$/);
    const second = await host.exchange(host.token);
    expect([second.status, await errorCode(second)]).toEqual([403, 'refused']);
  });

  test('is not spent by a wrong guess, and a wrong guess gives nothing', async () => {
    host = await ServerFixture.start();
    for (const guess of ['', 'x', `${host.token}x`, host.token.slice(1)]) {
      expect((await host.exchange(guess)).status).toBe(403);
    }
    expect((await host.exchange(host.token)).status).toBe(200);
  });

  test('is checked by shape and size', async () => {
    host = await ServerFixture.start();
    const send = (body: string) => fetch(`${host.base}/session`, { method: 'POST', body });
    expect((await send('no json')).status).toBe(400);
    expect((await send('{"token":1}')).status).toBe(400);
    expect((await send('{"token":"a","more":1}')).status).toBe(400);
    expect((await send(JSON.stringify({ token: 'a'.repeat(5000) }))).status).toBe(413);
    expect((await fetch(`${host.base}/session`)).status).toBe(405);
  });
});

describe('the bearer', () => {
  test.each(['/api/open', '/api/nothing', '/host/list', '/host/upload?name=a&size=1', '/host/choose'])(
    'is needed for %s',
    async (address) => {
      host = await ServerFixture.start();
      for (const authorization of [undefined, 'Bearer ', 'Bearer null', `Bearer ${host.token}`]) {
        const headers = authorization === undefined ? {} : { authorization };
        const response = await fetch(host.base + address, { method: 'POST', headers, body: '{}' });
        expect([response.status, await errorCode(response)]).toEqual([401, 'refused']);
      }
      await host.bearer();
      expect((await fetch(host.base + address, { method: 'POST', body: '{}' })).status).toBe(401);
      expect(host.requests).toHaveLength(0);
    },
  );

  test('opens the engine, which never sees it', async () => {
    host = await ServerFixture.start();
    host.answer = async (request) => Response.json({ got: await request.json() });
    const response = await host.send('/api/act', {
      body: '{"a":1}',
      headers: { 'x-asterism-window': 'w1', 'content-type': 'application/json' },
    });
    expect(await response.json()).toEqual({ got: { a: 1 } });
    expect(host.requests[0]?.headers.get('x-asterism-window')).toBe('w1');
    expect(host.requests[0]?.headers.has('authorization')).toBe(false);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('Host and Origin', () => {
  test('another host is refused everywhere, the page included', async () => {
    host = await ServerFixture.start();
    const { port } = host.server;
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `127.0.0.1.evil:${port}`,
    ]) {
      expect((await host.raw('/', { host: name })).statusCode, name).toBe(403);
    }
    for (const name of [`user@127.0.0.1:${port}`, `127.0.0.1:${port}/x`, `127.0.0.1:${port}?`]) {
      expect((await host.raw('/', { host: name })).statusCode, name).toBe(400);
    }
    expect((await host.raw('/', { host: `localhost:${port}` })).statusCode).toBe(200);
    expect((await host.raw(`http://evil.example/`, { host: `127.0.0.1:${port}` })).statusCode).toBe(400);
  });

  test('another origin is refused, with the right bearer too', async () => {
    host = await ServerFixture.start();
    const authorization = `Bearer ${await host.bearer()}`;
    const { port } = host.server;
    for (const origin of [
      'null',
      'http://evil.example',
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
      `http://localhost:${port}`,
    ]) {
      const answer = await host.raw('/api/act', { origin, authorization }, 'POST', '{}');
      expect(answer.statusCode, origin).toBe(403);
    }
    expect(host.requests).toHaveLength(0);
    const same = await host.raw('/api/act', { origin: host.base, authorization }, 'POST', '{}');
    expect(same.statusCode).toBe(200);
  });

  test('the port answers on the loopback address only', async () => {
    host = await ServerFixture.start();
    const { networkInterfaces } = await import('node:os');
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((one) => !one.internal && one.family === 'IPv4');
    for (const one of outside) {
      await expect(fetch(`http://${one.address}:${host.server.port}/`)).rejects.toThrow();
    }
    expect(new URL(host.server.url).hostname).toBe('127.0.0.1');
  });
});
