import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { errorCode, ServerFixture } from './serverFixture.ts';

let host: ServerFixture;
beforeEach(async () => {
  host = await ServerFixture.start();
});
afterEach(() => host.close());

function upload(
  name: string,
  size: number | string,
  body: string | Uint8Array<ArrayBuffer> | null,
): Promise<Response> {
  return host.send(`/host/upload?name=${encodeURIComponent(name)}&size=${size}`, { method: 'PUT', body });
}

async function uploadFolder(): Promise<string> {
  if (host.adopted[0] === undefined) expect((await upload('first.fits', 1, 'x')).status).toBe(200);
  return path.dirname(host.adopted[0]?.path ?? '');
}

test('a dropped file lands, byte for byte, in a private file that is gone at the end', async () => {
  const bytes = new Uint8Array(3_000_001).map((_, i) => i * 7);
  const response = await upload('m13.fits', bytes.length, bytes);
  expect(await response.json()).toEqual({ handle: 'h1' });
  const [adopted] = host.adopted;
  expect(adopted).toMatchObject({ name: 'm13.fits' });
  const file = adopted?.path ?? '';
  expect(Buffer.compare(await readFile(file), bytes)).toBe(0);
  if (process.platform !== 'win32') {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
  }
  await host.server.close();
  expect(existsSync(path.dirname(file))).toBe(false);
});

test.each([
  ['../../etc/passwd.fits', 'passwd.fits', '.fits'],
  ['C:\\night\\a.FITS.gz', 'a.FITS.gz', '.fits.gz'],
  ['a\u202Estif\u0000.fit', 'astif.fit', '.fit'],
  ['..', 'upload', ''],
  ['', 'upload', ''],
  ['x.sh', 'x.sh', ''],
  [`${'n'.repeat(300)}.fits`, `…${'n'.repeat(194)}.fits`, '.fits'],
])('the name %j is only shown, as %j', async (given, shown, suffix) => {
  expect((await upload(given, 1, 'x')).status).toBe(200);
  expect(host.adopted[0]?.name).toBe(shown);
  expect(path.basename(host.adopted[0]?.path ?? '')).toBe(`1${suffix}`);
});

test('a body longer or shorter than announced is refused and leaves nothing', async () => {
  const folder = await uploadFolder();
  const long = await upload('a.fits', 10, 'x'.repeat(11));
  expect([long.status, await errorCode(long)]).toEqual([400, 'bad-argument']);
  const short = await upload('a.fits', 10, 'x'.repeat(9));
  expect([short.status, await errorCode(short)]).toEqual([400, 'truncated']);
  const none = await upload('a.fits', 10, null);
  expect([none.status, await errorCode(none)]).toEqual([400, 'truncated']);
  expect(await readdir(folder)).toEqual(['1.fits']);
  expect(host.adopted).toHaveLength(1);
});

test('more than the cap is refused before a byte is taken', async () => {
  const folder = await uploadFolder();
  const response = await upload('a.fits', 65 * 2 ** 30, 'x'.repeat(4_000_000));
  expect([response.status, await errorCode(response)]).toEqual([413, 'over-budget']);
  expect(await readdir(folder)).toEqual(['1.fits']);
});

test.each(['', '-1', '1e3', '0x10', '1.5', '99999999999999999999', 'abc'])(
  'the size %j is refused',
  async (size) => {
    const response = await upload('a.fits', size, 'x');
    expect([response.status, await errorCode(response)]).toEqual([400, 'bad-argument']);
    expect(host.adopted).toEqual([]);
  },
);

test('an upload that the client breaks off is removed', async () => {
  const folder = await uploadFolder();
  const headers = { authorization: `Bearer ${await host.bearer()}` };
  const options = {
    port: host.server.port,
    host: '127.0.0.1',
    method: 'PUT',
    path: '/host/upload?name=b.fits&size=9000000',
    headers,
  };
  const sending = httpRequest(options).on('error', () => undefined);
  sending.write(Buffer.alloc(1_000_000));
  await vi.waitFor(async () => expect((await stat(path.join(folder, '2.fits'))).size).toBe(1_000_000));
  sending.destroy();
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual(['1.fits']));
  expect(host.adopted).toHaveLength(1);
});

test('closing the server while an upload runs removes it too', async () => {
  const folder = await uploadFolder();
  const headers = { authorization: `Bearer ${await host.bearer()}` };
  const options = {
    port: host.server.port,
    host: '127.0.0.1',
    method: 'PUT',
    path: '/host/upload?name=b.fits&size=9000000',
    headers,
  };
  httpRequest(options)
    .on('error', () => undefined)
    .write(Buffer.alloc(1_000_000));
  await vi.waitFor(async () => expect((await stat(path.join(folder, '2.fits'))).size).toBe(1_000_000));
  await host.server.close();
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false));
});

test('no folder is made before the first upload', async () => {
  const others = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('asterism-uploads-'));
  const before = await others();
  await host.post('/host/list', { folder: null });
  expect(await others()).toEqual(before);
});

test('without a temporary folder an upload is refused, and the server closes all the same', async () => {
  vi.stubEnv('TMPDIR', path.join(host.folder, 'nowhere'));
  vi.stubEnv('TEMP', path.join(host.folder, 'nowhere'));
  const response = await upload('a.fits', 1, 'x');
  expect(await errorCode(response)).toBe('file-unwritable');
  await expect(host.server.close()).resolves.toBeUndefined();
  vi.unstubAllEnvs();
});
