import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppHandler } from '../../../src/main/appHandler.ts';

describe('createAppHandler', () => {
  let folder: string;
  let get: (address: string, init?: RequestInit) => Promise<Response>;
  const asked: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-page-'));
    const page = path.join(folder, 'renderer');
    await mkdir(path.join(page, 'assets'), { recursive: true });
    await writeFile(path.join(page, 'index.html'), '<title>page</title>');
    await writeFile(path.join(page, 'assets', 'a b.js'), 'export {}');
    await writeFile(path.join(page, 'notes.txt'), 'no page file');
    await writeFile(path.join(folder, 'secret.js'), 'secret');
    await writeFile(path.join(folder, 'renderer-secret.js'), 'secret');
    // Links need a privilege on Windows.
    await symlink(path.join(folder, 'secret.js'), path.join(page, 'link.js')).catch(() => undefined);
    const handler = createAppHandler({
      pageFolder: page,
      api: (request) => {
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return Promise.resolve(Response.json({}));
      },
    });
    get = (address, init) => handler(new Request(address, init));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('serves the built page with its type, length and policy', async () => {
    const response = await get('app://asterism/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<title>page</title>');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': '19',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
  });

  it('finds a file whose address is escaped', async () => {
    expect((await get('app://asterism/assets/a%20b.js?v=1')).headers.get('content-type')).toContain(
      'javascript',
    );
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/..%5csecret.js',
    '/..%2frenderer-secret.js',
    '/link.js',
    '/%00.js',
    '/%ff.js',
    '/c:%2fsecret.js',
    '/assets',
    '/assets.js',
    '/notes.txt',
    '/',
  ])('has nothing at %s', async (address) => {
    expect((await get(`app://asterism${address}`)).status).toBe(404);
  });

  it('answers no other host of its scheme', async () => {
    expect((await get('app://elsewhere/index.html')).status).toBe(404);
    expect((await get('app://elsewhere/api/open', { method: 'POST' })).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('hands everything under /api/ to the engine', async () => {
    const answer = await get('app://asterism/api/open', { method: 'POST', body: '{}' });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    await get('app://asterism/api/../api/events', { method: 'POST' });
    expect(asked).toEqual(['POST /api/open', 'POST /api/events']);
  });

  it('writes no files', async () => {
    expect((await get('app://asterism/index.html', { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});
