import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startServer } from '../../../src/server/index.ts';
import { readRendererFiles } from '../../../src/server/rendererFiles.ts';
import { ServerFixture } from './serverFixture.ts';

/** Windows lets only administrators make links. */
const testWithLinks = test.skipIf(process.platform === 'win32');

let host: ServerFixture;
afterEach(() => host.close());

test('the page and its assets are public, typed and not cached blindly', async () => {
  host = await ServerFixture.start();
  const page = await fetch(`${host.base}/`);
  expect(await page.text()).toContain('<title>page</title>');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const script = await fetch(`${host.base}/assets/index-1.js`);
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const head = await fetch(`${host.base}/index.html`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '34', '']);
  expect((await fetch(`${host.base}/`, { method: 'PUT', body: 'x' })).status).toBe(405);
  expect((await fetch(`${host.base}/assets/`)).status).toBe(404);
});

test('every answer carries the security headers', async () => {
  host = await ServerFixture.start();
  host.answer = () => new Response('x', { headers: { 'content-security-policy': 'default-src *' } });
  const answers = [
    await fetch(`${host.base}/`),
    await fetch(`${host.base}/nothing`),
    await fetch(`${host.base}/api/act`, { method: 'POST' }),
    await host.post('/api/act', {}),
    await host.post('/host/list', { folder: null }),
  ];
  for (const { headers, url } of answers) {
    expect(headers.get('content-security-policy'), url).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options'), url).toBe('nosniff');
    expect(headers.get('referrer-policy'), url).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy'), url).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy'), url).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy'), url).toBe('same-origin');
  }
});

test('no spelling of an address leaves the page', async () => {
  host = await ServerFixture.start();
  for (const address of [
    '/../secret.fits',
    '/..%2fsecret.fits',
    '/%2e%2e/secret.fits',
    '/%2e%2e%2fsecret.fits',
    '/assets/..%2f..%2fsecret.fits',
    '/..%5csecret.fits',
    '/..\\secret.fits',
    '//secret.fits',
    '/%00',
    '/%',
    `/${host.folder}/secret.fits`,
    '/constructor',
    '/__proto__',
  ]) {
    expect((await host.raw(address)).statusCode, address).toBe(404);
  }
});

testWithLinks('links in the page folder are not followed', async () => {
  host = await ServerFixture.start();
  const page = path.join(host.folder, 'page');
  await symlink(path.join(host.folder, 'secret.fits'), path.join(page, 'link.js'));
  await symlink(host.folder, path.join(page, 'up'));
  const files = await readRendererFiles(page);
  expect([...files.keys()].toSorted()).toEqual(['/', '/assets/index-1.js', '/index.html']);
});

test('a page that was not built is one sentence', async () => {
  host = await ServerFixture.start();
  const engine = { fetch: () => Promise.reject(new Error('unused')), adoptPath: () => '' };
  const rendererDir = path.join(host.folder, 'offered');
  await expect(startServer({ engine, rendererDir, offered: [] })).rejects.toMatchObject({
    code: 'file-missing',
  });
  await expect(
    startServer({ engine, rendererDir: path.join(rendererDir, 'no'), offered: [] }),
  ).rejects.toMatchObject({ code: 'file-missing' });
});
