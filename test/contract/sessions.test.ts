import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { MAX_SESSION_BYTES } from '../../src/shared/session.ts';
import type { SessionResult } from '../../src/shared/index.ts';
import { workerFile } from '../support/builtWorker.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const sampleFile = folder.write('sample.fits', starFile(9, 9));
const stateFolder = folder.file('state');
let engine: Engine;
let opened = 0;

beforeAll(() => {
  engine = createEngine({ workerFile, sampleFile, threads: 1, stateFolder });
});
afterAll(() => engine.close());

async function newWindow(of: Engine = engine): Promise<EngineWindow> {
  const window = new EngineWindow(of, `w${++opened}`);
  await window.listen();
  return window;
}

async function resultOf(window: EngineWindow, { job }: { job: string }): Promise<SessionResult> {
  const outcome = await window.outcome(job);
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.result as SessionResult;
}
const save = async (window: EngineWindow, file: string): Promise<SessionResult> =>
  resultOf(window, await window.call('saveSession', { to: 'target', target: engine.adoptTarget(file) }));
const openFile = async (window: EngineWindow, file: string, of: Engine = engine): Promise<SessionResult> =>
  resultOf(window, await window.call('openSession', { handle: of.adoptPath(file) }));
const documentOf = async (window: EngineWindow) => (await window.call('document', {})).document;
async function refusal(window: EngineWindow, file: string) {
  const outcome = await window.outcome(
    (await window.call('openSession', { handle: engine.adoptPath(file) })).job,
  );
  if (outcome.ok) throw new Error('was opened');
  return outcome.error;
}

/** A folder with an image, a table, and a window that has something of every kind done to them. */
async function work(name: string) {
  const place = folder.file(name);
  mkdirSync(path.join(place, 'data'), { recursive: true });
  const imageFile = path.join(place, 'data', 'stars.fits');
  const tableFile = path.join(place, 'points.csv');
  writeFileSync(imageFile, starFile(20, 10));
  writeFileSync(tableFile, 'a,b\n1,2\n3,4\n5,7\n');
  const window = await newWindow();
  const { image } = await window.addImage(imageFile);
  await window.act({ type: 'set-params', step: `${image}.cut`, params: { flux_cut: 0.25 } });
  const handle = engine.adoptPath(tableFile);
  await window.act({ type: 'add-table', handle, name: 'points.csv', params: {} });
  await window.act({ type: 'add-plot', table: 't1', plot: { kind: 'scatter', columns: ['a', 'b'] } });
  const where = { op: 'range', column: 'a', low: 2, high: null } as const;
  await window.act({ type: 'select-rows', table: 't1', where });
  await window.act({ type: 'keep-selection', table: 't1', name: 'large', where });
  await window.act({ type: 'add-model', table: 't1', params: { x: ['a'], y: 'b' } });
  await window.act({ type: 'add-star-table', image });
  return { window, place, imageFile, tableFile, file: path.join(place, 'work.asterism') };
}

describe('saving and opening', () => {
  it('gives the whole document back, in another window, with a fresh history', async () => {
    const { window, file, place } = await work('whole');
    const saved = await save(window, file);
    expect(saved).toMatchObject({ job: 'session-saved', name: 'work.asterism', warnings: [] });
    expect(saved.revision).toBe((await window.call('document', {})).revision);
    const text = readFileSync(file, 'utf8');
    for (const { handle } of (await documentOf(window)).images) expect(text).not.toContain(handle);
    expect(JSON.parse(text).sources).toMatchObject([
      { name: 'stars.fits', relative: 'data/stars.fits', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: 'points.csv', relative: 'points.csv', bytes: 16 },
    ]);
    expect(readdirSync(place).sort()).toEqual(['data', 'points.csv', 'work.asterism']);

    const other = await newWindow();
    await other.act({ type: 'add-example', example: 'dbscan' });
    const result = await openFile(other, file);
    expect(result).toMatchObject({ job: 'session-opened', name: 'work.asterism', warnings: [] });
    expect(await other.call('document', {})).toEqual({
      revision: result.revision,
      document: await documentOf(window),
      undo: false,
      redo: false,
    });
    const summary = await other.summary('t1.source', 'table');
    expect(summary.rows).toBe(3);
    await other.act({ type: 'add-plot', table: 't1', plot: {} });
    expect((await documentOf(other)).tables[0]!.plots.map(({ id }) => id)).toEqual(['p1', 'p3']);
  });

  it('tells an open description of a session, and nothing of its path', async () => {
    const { window, file, place } = await work('described');
    await save(window, file);
    const description = await window.call('open', { handle: engine.adoptPath(file) });
    expect(description).toMatchObject({ name: 'work.asterism', format: 'session', firstImage: null });
    expect(JSON.stringify(description)).not.toContain(place);
  });

  it('saves again to the same file, and only where there is one', async () => {
    const { window, file } = await work('again');
    expect((await window.refusal('saveSession', { to: 'file' })).code).toBe('bad-argument');
    await save(window, file);
    expect((await window.call('session', {})).name).toBe('work.asterism');
    await window.act({ type: 'remove-table', table: 't1' });
    const { revision } = await resultOf(window, await window.call('saveSession', { to: 'file' }));
    expect(await window.call('session', {})).toMatchObject({
      name: 'work.asterism',
      savedRevision: revision,
    });
    const other = await newWindow();
    await openFile(other, file);
    expect(await documentOf(other)).toEqual(await documentOf(window));
    await other.act({ type: 'remove-table', table: 't2' });
    await resultOf(other, await other.call('saveSession', { to: 'file' }));
    expect(JSON.parse(readFileSync(file, 'utf8')).document.tables).toEqual([]);
  });

  it('adds the suffix where it lacks, without replacing anything, and never writes over an image', async () => {
    const { window, file, imageFile } = await work('suffix');
    await save(window, file.replace('.asterism', ''));
    expect(existsSync(file)).toBe(true);
    const second = { to: 'target', target: engine.adoptTarget(file.replace('.asterism', '')) } as const;
    expect(await window.outcome((await window.call('saveSession', second)).job)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    const before = readFileSync(imageFile);
    rmSync(file);
    symlinkSync(imageFile, file);
    const over = { to: 'target', target: engine.adoptTarget(file) } as const;
    expect(await window.outcome((await window.call('saveSession', over)).job)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    expect(readFileSync(imageFile).equals(before)).toBe(true);
  });

  it('hands the same session out as a download', async () => {
    const { window } = await work('download');
    const result = await resultOf(window, await window.call('saveSession', { to: 'download' }));
    expect(result.name).toBeNull();
    const text = Buffer.from(await window.bytes('sessionDownload', {})).toString();
    expect(JSON.parse(text).sources[0]).toMatchObject({ relative: null, sha256: expect.any(String) });
    const other = await newWindow();
    expect((await openFile(other, folder.write('downloaded.asterism', text))).warnings).toEqual([]);
    expect(await documentOf(other)).toEqual(await documentOf(window));
  });

  it('finds the bundled sample wherever it is', async () => {
    const window = await newWindow();
    const { handle } = await window.call('sample', {});
    await window.act({ type: 'add-image', handle, hdu: 0 });
    await resultOf(window, await window.call('saveSession', { to: 'download' }));
    const session = JSON.parse(Buffer.from(await window.bytes('sessionDownload', {})).toString());
    session.sources[0].absolute = '/nowhere/sample.fits';
    const other = await newWindow();
    expect(
      (await openFile(other, folder.write('of-sample.asterism', JSON.stringify(session)))).warnings,
    ).toEqual([]);
    expect((await documentOf(other)).images[0]!.handle).toBe(handle);
  });
});

describe('files that are elsewhere', () => {
  it('are found beside the session after the whole folder has moved', async () => {
    const { window, file, place } = await work('before');
    await save(window, file);
    renameSync(place, folder.file('after'));
    mkdirSync(path.join(place, 'data'), { recursive: true });
    // A file of the old place with other content: the way from the session goes first.
    writeFileSync(path.join(place, 'data', 'stars.fits'), starFile(20, 10, 7));
    const other = await newWindow();
    expect((await openFile(other, folder.file('after/work.asterism'))).warnings).toEqual([]);
    expect((await documentOf(other)).images).toHaveLength(1);
    await expect(other.summary('i1.cut', 'catalogue')).resolves.toMatchObject({ kind: 'catalogue' });
  });

  it('are found by their full path when only the session has moved', async () => {
    const { window, file } = await work('stays');
    await save(window, file);
    mkdirSync(folder.file('elsewhere'));
    renameSync(file, folder.file('elsewhere/work.asterism'));
    const other = await newWindow();
    expect((await openFile(other, folder.file('elsewhere/work.asterism'))).warnings).toEqual([]);
    expect((await documentOf(other)).tables).toHaveLength(2);
  });

  it('are named when they are gone, and the rest opens', async () => {
    const { window, file, imageFile } = await work('gone');
    await save(window, file);
    rmSync(imageFile);
    const other = await newWindow();
    const { warnings } = await openFile(other, file);
    expect(warnings).toEqual([
      {
        code: 'file-missing',
        message: expect.stringMatching(/^stars\.fits is not there any more; .* left out/),
      },
    ]);
    const rest = await documentOf(other);
    expect(rest.images).toEqual([]);
    // The stars of the image went with it.
    expect(rest.tables.map(({ id }) => id)).toEqual(['t1']);
    expect(rest.recipe.steps.every(({ id }) => id.startsWith('t1.'))).toBe(true);
    expect((await other.summary('t1.source', 'table')).rows).toBe(3);
  });

  it('open with a warning when their content is another, told by hash or size', async () => {
    const { window, file, imageFile, tableFile } = await work('changed');
    await save(window, file);
    const { mtimeMs } = statSync(imageFile);
    writeFileSync(imageFile, starFile(20, 10, 3));
    utimesSync(imageFile, new Date(), new Date(mtimeMs + 5000));
    writeFileSync(tableFile, 'a,b\n1,2\n3,4\n5,7\n8,9\n');
    const other = await newWindow();
    const { warnings } = await openFile(other, file);
    expect(warnings.map(({ code }) => code)).toEqual(['file-changed', 'file-changed']);
    expect(warnings.map(({ message }) => message.split(' ')[0]).sort()).toEqual(['points.csv', 'stars.fits']);
    expect((await documentOf(other)).images).toHaveLength(1);
    expect((await other.summary('t1.source', 'table')).rows).toBe(4);
  });

  it('open without one when only their time is another', async () => {
    const { window, file, imageFile } = await work('touched');
    await save(window, file);
    utimesSync(imageFile, new Date(), new Date(Date.now() + 9000));
    expect((await openFile(await newWindow(), file)).warnings).toEqual([]);
  });
});

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
      const { warnings } = await openFile(await newWindow(), file);
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
    expect((await openFile(await newWindow(), relative)).warnings.map(({ code }) => code)).toEqual([
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
      const handle = engine.adoptPath(
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
    const { warnings } = await openFile(other, file, limited);
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

  it('a dropped file that is open already is found by name and size', async () => {
    const dropped = folder.write('1.csv', 'a,b\n1,2\n5,6\n');
    const handle = limited.adoptPath(dropped, { name: 'dropped.csv' });
    const window = await newWindow(limited);
    await window.act({ type: 'add-table', handle, name: 'dropped.csv', params: {} });
    await resultOf(window, await window.call('saveSession', { to: 'download' }));
    const text = Buffer.from(await window.bytes('sessionDownload', {})).toString();
    const other = await newWindow(limited);
    const file = folder.write('2.asterism', text.replace(dropped, '/gone/1.csv'));
    expect((await openFile(other, file, limited)).warnings).toEqual([]);
    expect(await documentOf(other)).toEqual(await documentOf(window));
  });
});

describe('documents that were not saved', () => {
  const leftOf = async (window: EngineWindow) => (await window.call('session', {})).left;
  const folders = (): string[] => readdirSync(path.join(stateFolder, 'autosave'));
  async function until(fits: () => Promise<boolean> | boolean): Promise<void> {
    for (let i = 0; i < 200 && !(await fits()); i++) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await fits()).toBe(true);
  }

  it('are kept, are offered when their window is gone, and are restored', async () => {
    const { window } = await work('kept');
    const document = await documentOf(window);
    const own = `w${opened}.asterism`;
    await until(() =>
      folders().some((one) => readdirSync(path.join(stateFolder, 'autosave', one)).includes(own)),
    );
    const other = await newWindow();
    const ids = (await leftOf(other)).map(({ id }) => id);
    expect(ids.some((id) => id.endsWith(own.replace('asterism', '')))).toBe(false);
    await window.stopListening();
    const left = await leftOf(other);
    expect(left).toHaveLength(ids.length + 1);
    const { id } = left.find((one) => !ids.includes(one.id))!;
    const result = await resultOf(other, await other.call('restoreSession', { id }));
    expect(result).toMatchObject({ name: null, warnings: [] });
    expect(await documentOf(other)).toEqual(document);
    const third = await newWindow();
    expect((await leftOf(third)).map((one) => one.id)).not.toContain(id);
    expect(await third.outcome((await third.call('restoreSession', { id })).job)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    // A window with something in it is not asked.
    expect(await leftOf(other)).toEqual([]);
  });

  it('are offered after a crash, until they are discarded; those of a running program are not', async () => {
    const { file, window } = await work('crashed');
    await save(window, file);
    const root = folder.file('crash');
    const put = (engineFolder: string): void => {
      mkdirSync(path.join(root, 'autosave', engineFolder), { recursive: true });
      writeFileSync(path.join(root, 'autosave', engineFolder, 'w9.asterism'), readFileSync(file));
    };
    // Numbers of processes end far below this one.
    put('999999999-1');
    put(`${process.ppid}-1`);
    put('something');
    const again = createEngine({ workerFile, sampleFile, threads: 1, stateFolder: root });
    try {
      const other = await newWindow(again);
      const left = await leftOf(other);
      expect(left.map(({ id }) => id)).toEqual(['999999999-1.w9']);
      await other.call('discardSession', { id: left[0]!.id });
      await other.call('discardSession', { id: `${process.ppid}-1.w9` });
      expect(await leftOf(other)).toEqual([]);
      expect(existsSync(path.join(root, 'autosave', `${process.ppid}-1`, 'w9.asterism'))).toBe(true);
    } finally {
      await again.close();
    }
  });

  it('are removed when the program closes properly', async () => {
    const root = folder.file('clean');
    const brief = createEngine({ workerFile, sampleFile, threads: 1, stateFolder: root });
    const window = await newWindow(brief);
    await window.act({ type: 'add-example', example: 'dbscan' });
    const saved = (): number =>
      existsSync(path.join(root, 'autosave'))
        ? readdirSync(path.join(root, 'autosave'), { recursive: true }).filter((one) =>
            String(one).endsWith('.asterism'),
          ).length
        : 0;
    await until(() => saved() === 1);
    const [own] = readdirSync(path.join(root, 'autosave'));
    expect(statSync(path.join(root, 'autosave', own!)).mode & 0o777).toBe(0o700);
    await brief.close();
    expect(saved()).toBe(0);
  });
});
