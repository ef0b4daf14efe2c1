import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Listing } from '../../../src/server/offeredFiles.ts';
import { errorCode, ServerFixture } from './serverFixture.ts';

/** Windows lets only administrators make links. */
const testWithLinks = test.skipIf(process.platform === 'win32');

let host: ServerFixture;
afterEach(() => host.close());

async function list(folder: string | null): Promise<Listing> {
  const response = await host.post('/host/list', { folder });
  expect(response.status).toBe(200);
  return (await response.json()) as Listing;
}

async function listOffered(): Promise<Listing> {
  return list((await list(null)).folders[0]?.id ?? '');
}

test('a folder shows its FITS files and folders by number-aware name, and a chosen file becomes a handle', async () => {
  host = await ServerFixture.start({
    files: {
      'b10.fits': '1234567890',
      'b9.FIT': '1',
      'a.fits.gz': '',
      'c.fz': '',
      'd.fts': '',
      'notes.pdf': '',
      'a.gz': '',
      '.hidden.fits': '',
      'night/e.fits': 'x',
    },
  });
  expect((await list(null)).folders.map(({ name }) => name)).toEqual(['offered']);
  const listing = await listOffered();
  expect(listing.folders.map(({ name }) => name)).toEqual(['night']);
  expect(listing.files.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a.fits.gz', 0],
    ['b9.FIT', 1],
    ['b10.fits', 10],
    ['c.fz', 0],
    ['d.fts', 0],
  ]);
  const night = await list(listing.folders[0]?.id ?? '');
  const ids = [night.files[0]?.id, listing.files[2]?.id];
  const answer = await host.post('/host/choose', { ids });
  expect(await answer.json()).toEqual({ handles: ['h1', 'h2'] });
  expect(host.adopted.map((one) => path.relative(host.offered, one.path))).toEqual([
    path.join('night', 'e.fits'),
    'b10.fits',
  ]);
  expect(JSON.stringify(listing)).not.toContain(host.folder);
  expect((await listOffered()).files).toEqual(listing.files);
});

test('a file named to serve is offered whatever its name; an absent one is refused at the start', async () => {
  host = await ServerFixture.start();
  const named = path.join(host.offered, 'image.dat');
  await writeFile(named, 'abc');
  await host.close();
  await mkdir(host.offered, { recursive: true });
  await writeFile(named, 'abc');
  host = await ServerFixture.start({ offered: [named, named] });
  const { files, folders } = await list(null);
  expect([folders, files.map(({ name, bytes }) => [name, bytes])]).toEqual([[], [['image.dat', 3]]]);
  await rm(path.dirname(path.dirname(named)), { recursive: true });
  await expect(ServerFixture.start({ offered: [named] })).rejects.toMatchObject({ code: 'file-missing' });
});

testWithLinks('links that lead out of the offered folders are not there; links inside are', async () => {
  host = await ServerFixture.start({ files: { 'a.fits': 'x', 'sub/b.fits': 'y' } });
  await symlink(path.join(host.folder, 'secret.fits'), path.join(host.offered, 'out.fits'));
  await symlink(host.folder, path.join(host.offered, 'up'));
  await symlink(path.join(host.offered, 'nowhere.fits'), path.join(host.offered, 'dangling.fits'));
  await symlink(path.join(host.offered, 'sub', 'b.fits'), path.join(host.offered, 'in.fits'));
  const listing = await listOffered();
  expect(listing.files.map(({ name }) => name)).toEqual(['a.fits', 'in.fits']);
  expect(listing.folders.map(({ name }) => name)).toEqual(['sub']);
});

testWithLinks(
  'a listed file that becomes a link to elsewhere, or vanishes, is refused when chosen',
  async () => {
    host = await ServerFixture.start({ files: { 'a.fits': 'x', 'b.fits': 'x' } });
    const [a, b] = (await listOffered()).files;
    await rm(path.join(host.offered, 'a.fits'));
    await symlink(path.join(host.folder, 'secret.fits'), path.join(host.offered, 'a.fits'));
    await rm(path.join(host.offered, 'b.fits'));
    expect(await errorCode(await host.post('/host/choose', { ids: [a?.id] }))).toBe('refused');
    expect(await errorCode(await host.post('/host/choose', { ids: [b?.id] }))).toBe('file-missing');
    expect(host.adopted).toEqual([]);
  },
);

test('only ids are understood, never paths', async () => {
  host = await ServerFixture.start({ files: { 'a.fits': 'x' } });
  const { folders } = await list(null);
  const refused: [string, unknown, number][] = [
    ['/host/choose', { ids: ['../secret.fits'] }, 400],
    ['/host/choose', { ids: [path.join(host.folder, 'secret.fits')] }, 400],
    ['/host/choose', { ids: ['o99'] }, 404],
    ['/host/choose', { ids: [folders[0]?.id] }, 404],
    ['/host/list', { folder: '..' }, 400],
    ['/host/list', { folder: 'o99' }, 404],
    ['/host/list', {}, 400],
    ['/host/else', {}, 404],
  ];
  for (const [address, body, status] of refused) {
    expect((await host.post(address, body)).status, `${address} ${JSON.stringify(body)}`).toBe(status);
  }
  expect(host.adopted).toEqual([]);
});
