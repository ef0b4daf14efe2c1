import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launchChromium, problemsOf } from '../support/browserHost.ts';
import { ServerFixture } from '../unit/server/serverFixture.ts';

/** A page as small as can be that does what the window does with its host. */
const PAGE = `<!doctype html><title>host</title><link rel="icon" href="data:,"><input type="file">
<script type="module" src="./assets/page.js"></script>`;
const SCRIPT = `
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token && !sessionStorage.bearer) {
  const answer = await fetch('session', { method: 'POST', body: JSON.stringify({ token }) });
  if (answer.ok) sessionStorage.bearer = (await answer.json()).bearer;
}
window.ask = (address, init) => fetch(address, { method: 'POST', body: '{}', ...init,
  headers: { authorization: 'Bearer ' + sessionStorage.bearer } });
window.ready = true;
`;

let browser: Browser;
let host: ServerFixture;
let page: Page;
let problems: readonly string[];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

beforeEach(async () => {
  host = await ServerFixture.start({ page: { 'index.html': PAGE, 'assets/page.js': SCRIPT } });
  page = await (await browser.newContext()).newPage();
  problems = problemsOf(page);
  await page.goto(host.server.url);
  await page.waitForFunction('window.ready');
});
afterEach(async () => {
  await page.context().close();
  await host.close();
});

describe('a page of the browser host', () => {
  test('gets in by its address, stays in after a reload, and nobody else gets in by the same address', async () => {
    const status = () => page.evaluate<number>(`ask('api/document').then((answer) => answer.status)`);
    expect(await status()).toBe(200);
    await page.reload();
    await page.waitForFunction('window.ready');
    expect(await status()).toBe(200);
    expect(problems).toEqual([]);
    const other = await browser.newContext();
    const stranger = await other.newPage();
    await stranger.goto(host.server.url);
    await stranger.waitForFunction('window.ready');
    expect(await stranger.evaluate<number>(`ask('api/document').then((answer) => answer.status)`)).toBe(401);
    await other.close();
  });

  test('is isolated from other origins and runs no text as script', async () => {
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    const ran = await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      window.injected === true;
    }`);
    expect(ran).toBe(false);
    expect(problems.join()).toContain('Content Security Policy');
  });

  test('ends its event stream by going away', async () => {
    const cancelled = vi.fn();
    host.answer = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode('{"type":"hello"}\n')),
          cancel: cancelled,
        }),
      );
    const first = await page.evaluate(`(async () => {
      const reader = (await ask('api/events')).body.getReader();
      return new TextDecoder().decode((await reader.read()).value);
    })()`);
    expect(first).toBe('{"type":"hello"}\n');
    expect(cancelled).not.toHaveBeenCalled();
    await page.goto('about:blank');
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledOnce(), { timeout: 10_000 });
  });

  test('hands a file over, and hears why one was refused', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'asterism-e2e-'));
    const file = path.join(folder, 'large.fits');
    await writeFile(file, '');
    const handle = await open(file, 'r+');
    // Larger than any socket buffer, so that the refusal meets a body on its way; sparse, so it costs no disk.
    await handle.truncate(300_000_000);
    await handle.close();
    await page.setInputFiles('input', file);
    const upload = (size: string) =>
      page.evaluate<{ status: number; body: unknown }>(`(async () => {
        const file = document.querySelector('input').files[0];
        const request = new XMLHttpRequest();
        request.open('PUT', 'host/upload?name=large.fits&size=' + ${size});
        request.setRequestHeader('authorization', 'Bearer ' + sessionStorage.bearer);
        const ended = new Promise((resolve) => (request.onloadend = resolve));
        request.send(file);
        await ended;
        return { status: request.status, body: JSON.parse(request.responseText || 'null') };
      })()`);
    expect(await upload('file.size')).toEqual({ status: 200, body: { handle: 'h1' } });
    const refused = await upload('70e9.toFixed(0)');
    expect(refused).toMatchObject({ status: 413, body: { error: { code: 'over-budget' } } });
    const cut = await upload('1000');
    expect(cut).toMatchObject({ status: 400, body: { error: { code: 'bad-argument' } } });
    expect(await readdir(path.dirname(host.adopted[0]?.path ?? ''))).toEqual(['1.fits']);
    await rm(folder, { recursive: true });
  });
});
