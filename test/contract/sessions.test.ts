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
import { describe, expect, it } from 'vitest';
import { documentOf, sessionBench } from '../support/sessionBench.ts';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { engine, newWindow, open, resultOf, save, work } = sessionBench(folder);

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
    const result = await open(other, file);
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
    const description = await window.call('open', { handle: engine().adoptPath(file) });
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
    await open(other, file);
    expect(await documentOf(other)).toEqual(await documentOf(window));
    await other.act({ type: 'remove-table', table: 't2' });
    await resultOf(other, await other.call('saveSession', { to: 'file' }));
    expect(JSON.parse(readFileSync(file, 'utf8')).document.tables).toEqual([]);
  });

  it('adds the suffix where it lacks, without replacing anything, and never writes over an image', async () => {
    const { window, file, imageFile } = await work('suffix');
    await save(window, file.replace('.asterism', ''));
    expect(existsSync(file)).toBe(true);
    const second = { to: 'target', target: engine().adoptTarget(file.replace('.asterism', '')) } as const;
    expect(await window.outcome((await window.call('saveSession', second)).job)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    const before = readFileSync(imageFile);
    rmSync(file);
    symlinkSync(imageFile, file);
    const over = { to: 'target', target: engine().adoptTarget(file) } as const;
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
    expect((await open(other, folder.write('downloaded.asterism', text))).warnings).toEqual([]);
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
    expect((await open(other, folder.write('of-sample.asterism', JSON.stringify(session)))).warnings).toEqual(
      [],
    );
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
    expect((await open(other, folder.file('after/work.asterism'))).warnings).toEqual([]);
    expect((await documentOf(other)).images).toHaveLength(1);
    await expect(other.summary('i1.cut', 'catalogue')).resolves.toMatchObject({ kind: 'catalogue' });
  });

  it('are found by their full path when only the session has moved', async () => {
    const { window, file } = await work('stays');
    await save(window, file);
    mkdirSync(folder.file('elsewhere'));
    renameSync(file, folder.file('elsewhere/work.asterism'));
    const other = await newWindow();
    expect((await open(other, folder.file('elsewhere/work.asterism'))).warnings).toEqual([]);
    expect((await documentOf(other)).tables).toHaveLength(2);
  });

  it('are named when they are gone, and the rest opens', async () => {
    const { window, file, imageFile } = await work('gone');
    await save(window, file);
    rmSync(imageFile);
    const other = await newWindow();
    const { warnings } = await open(other, file);
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
    const { warnings } = await open(other, file);
    expect(warnings.map(({ code }) => code)).toEqual(['file-changed', 'file-changed']);
    expect(warnings.map(({ message }) => message.split(' ')[0]).sort()).toEqual(['points.csv', 'stars.fits']);
    expect((await documentOf(other)).images).toHaveLength(1);
    expect((await other.summary('t1.source', 'table')).rows).toBe(4);
  });

  it('open without one when only their time is another', async () => {
    const { window, file, imageFile } = await work('touched');
    await save(window, file);
    utimesSync(imageFile, new Date(), new Date(Date.now() + 9000));
    expect((await open(await newWindow(), file)).warnings).toEqual([]);
  });
});
