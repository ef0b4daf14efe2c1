import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { MAX_SESSION_BYTES } from '../../src/shared/session.ts';
import { workerFile } from '../support/builtWorker.ts';
import { documentOf, sessionBench } from '../support/sessionBench.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { engine, newWindow, open, refusal, resultOf, sampleFile, save, work } = sessionBench(folder);

describe('a session that is wrong', () => {
  const session = async (name: string, change: (value: ReturnType<typeof JSON.parse>) => unknown) => {
    const { window, file } = await work(name);
    await save(window, file);
    const value = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(change(value) ?? value));
    return file;
  };

  it.each<[string, (value: ReturnType<typeof JSON.parse>) => unknown, string]>([
    ['another format', (value) => void (value.format = 'something'), 'bad-session'],
    ['a later version', (value) => void (value.version = 2), 'not-supported'],
    ['surplus in the envelope', (value) => void (value.surplus = 1), 'bad-session'],
    ['a list', () => [], 'bad-session'],
    ['null', () => 'null', 'bad-session'],
    ['a handle', (value) => void (value.document.images[0].handle = 'abcdefgh1234'), 'bad-session'],
    ['an unknown file', (value) => void (value.document.images[0].sourceFile = 'f9'), 'bad-session'],
    [
      'no such operation',
      (value) => void (value.document.recipe.steps[0].operation = 'run-shell'),
      'not-supported',
    ],
    ['a later operation', (value) => void (value.document.recipe.steps[0].version = 99), 'not-supported'],
    ['wrong parameters', (value) => void (value.document.recipe.steps[0].params.hdu = 'x'), 'bad-argument'],
    ['a missing input', (value) => void value.document.recipe.steps.shift(), 'bad-session'],
    [
      'a step twice',
      (value) => void value.document.recipe.steps.push(value.document.recipe.steps[0]),
      'bad-session',
    ],
    ['a view of no step', (value) => void (value.document.images[0].steps.cut = 'i9.cut'), 'bad-session'],
    ['a number for a name', (value) => void (value.document.images[0].colormap = 5), 'bad-session'],
    [
      'a wrong selection',
      (value) => void (value.document.tables[0].selection = { op: 'run' }),
      'bad-session',
    ],
    ['a wrong plot', (value) => void (value.document.tables[0].plots[0].kind = 'pie'), 'bad-session'],
    ['a shown image that is not there', (value) => void (value.document.active = 'i7'), 'bad-session'],
    [
      'another prototype',
      (value) =>
        void Object.defineProperty(value.document, '__proto__', { value: { polluted: 1 }, enumerable: true }),
      'bad-session',
    ],
    ['a hash that is none', (value) => void (value.sources[0].sha256 = '../../etc'), 'bad-session'],
  ])('%s is refused in a sentence, and the window keeps what it has', async (name, change, code) => {
    const file = await session(`wrong ${name}`, change);
    const window = await newWindow();
    await window.act({ type: 'add-example', example: 'dbscan' });
    const before = await window.call('document', {});
    const error = await refusal(window, file);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z].*\.?$/);
    expect(await window.call('document', {})).toEqual(before);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is not JSON', 'SIMPLE  =                    T', 'bad-session'],
    ['is empty', '', 'bad-session'],
    ['is not text', Uint8Array.from([0xff, 0xfe, 0x7b, 0x7d]), 'bad-session'],
    ['is nested without end', '['.repeat(1e6), 'bad-session'],
    ['is nested deeply', `${'['.repeat(5e4)}${']'.repeat(5e4)}`, 'bad-session'],
  ])('what %s is refused', async (name, bytes, code) => {
    const window = await newWindow();
    expect((await refusal(window, folder.write(`${name}.asterism`, bytes))).code).toBe(code);
  });

  it('what is too large is refused unread', async () => {
    const file = folder.write('large.asterism', new Uint8Array(MAX_SESSION_BYTES + 1));
    const error = await refusal(await newWindow(), file);
    expect(error.code).toBe('over-budget');
    expect(error.message).toContain(String(MAX_SESSION_BYTES));
  });

  it('names no file of another kind, nor by a link, nor a folder or device', async () => {
    const secret = folder.write('secret.key', 'a,b\n1,2\n');
    symlinkSync(secret, folder.file('link.csv'));
    mkdirSync(folder.file('folder.csv'), { recursive: true });
    for (const absolute of [
      secret,
      folder.file('link.csv'),
      folder.file('folder.csv'),
      '/dev/zero',
      '\\\\server\\x.csv',
    ]) {
      const file = await session(`names ${path.basename(absolute)}`, (value) => {
        value.sources[1] = { ...value.sources[1], name: 'points.csv', relative: null, absolute, bytes: 8 };
      });
      const { warnings } = await open(await newWindow(), file);
      expect(warnings.map(({ code }) => code)).toEqual(['file-missing']);
    }
    const relative = await session('names by a way', (value) => {
      value.sources[1] = {
        ...value.sources[1],
        name: 'q',
        absolute: null,
        relative: '/etc/hosts.csv',
        bytes: 1,
      };
    });
    expect((await open(await newWindow(), relative)).warnings.map(({ code }) => code)).toEqual([
      'file-missing',
    ]);
  });
});

describe('where only some folders are offered', () => {
  let limited: Engine;
  const offered = folder.file('offered');
  beforeAll(() => {
    mkdirSync(path.join(offered, '.hidden'), { recursive: true });
    limited = createEngine({ workerFile, sampleFile, threads: 1, reachable: [offered] });
  });
  afterAll(() => limited.close());

  it('a session names only files in them, and is not written over', async () => {
    const inside = path.join(offered, 'inside.csv');
    const link = path.join(offered, 'link.csv');
    const outside = folder.write('outside.csv', 'a,b\n1,2\n');
    writeFileSync(inside, 'a,b\n1,2\n');
    writeFileSync(path.join(offered, '.hidden', 'x.csv'), 'a,b\n1,2\n');
    symlinkSync(outside, link);
    const window = await newWindow();
    for (const name of ['inside.csv', 'outside.csv', 'link.csv', 'x.csv']) {
      const handle = engine().adoptPath(
        {
          'inside.csv': inside,
          'outside.csv': outside,
          'link.csv': link,
          'x.csv': path.join(offered, '.hidden', 'x.csv'),
        }[name]!,
      );
      await window.act({ type: 'add-table', handle, name, params: {} });
    }
    const file = path.join(offered, 'all.asterism');
    await save(window, file);
    const other = await newWindow(limited);
    const { warnings } = await open(other, file, limited);
    expect((await documentOf(other)).tables.map(({ name }) => name)).toEqual(['inside.csv']);
    expect(warnings.map(({ message }) => message.split(' ')[0]).sort()).toEqual([
      'link.csv',
      'outside.csv',
      'x.csv',
    ]);
    expect(new Set(warnings.map(({ message }) => message.replace(/^\S+/, ''))).size).toBe(1);
    expect((await other.call('session', {})).name).toBeNull();
    expect((await other.refusal('saveSession', { to: 'file' })).code).toBe('bad-argument');
  });

  it('a dropped file that is open already is found by name and content', async () => {
    const dropped = folder.write('1.csv', 'a,b\n1,2\n5,6\n');
    const handle = limited.adoptPath(dropped, { name: 'dropped.csv' });
    const window = await newWindow(limited);
    await window.act({ type: 'add-table', handle, name: 'dropped.csv', params: {} });
    await resultOf(window, await window.call('saveSession', { to: 'download' }));
    const text = Buffer.from(await window.bytes('sessionDownload', {})).toString();
    const other = await newWindow(limited);
    const file = folder.write('2.asterism', text.replace(dropped, '/gone/1.csv'));
    expect((await open(other, file, limited)).warnings).toEqual([]);
    expect(await documentOf(other)).toEqual(await documentOf(window));
    // Another of the same name and size is another.
    limited.adoptPath(folder.write('3.csv', 'a,b\n1,2\n5,7\n'), { name: 'dropped.csv' });
    rmSync(dropped);
    const third = await newWindow(limited);
    expect((await open(third, file, limited)).warnings.map(({ code }) => code)).toEqual(['file-missing']);
  });
});
