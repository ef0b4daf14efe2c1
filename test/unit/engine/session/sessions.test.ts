import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DocumentStore } from '../../../../src/engine/documentStore.ts';
import { Handles } from '../../../../src/engine/handles.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import type { Pool } from '../../../../src/engine/pool.ts';
import { Sessions } from '../../../../src/engine/session/sessions.ts';
import { EMPTY_DOCUMENT } from '../../../../src/shared/index.ts';

it('a session that is opened while another is still being saved keeps its own file', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-sessions-'));
  const store = new DocumentStore();
  store.act({ type: 'add-example', example: 'dbscan' });
  const sessions = new Sessions({
    // Answers at once, while a disk takes its time.
    pool: { run: () => Promise.resolve({ document: EMPTY_DOCUMENT, sources: [] }) } as unknown as Pool,
    handles: new Handles(),
    sampleFile: path.join(folder, 'sample.fits'),
    sample: () => 'h1',
    documentOf: () => store,
    isOpen: () => true,
    send: () => undefined,
  });
  const [first, second] = [path.join(folder, 'first.asterism'), path.join(folder, 'second.asterism')];
  const saving = sessions.save('w1', first, silentWork());
  await sessions.open('w1', second, silentWork(), () => undefined);
  await saving;
  expect(sessions.fileOf('w1')).toBe(second);
  expect(await sessions.state('w1')).toMatchObject({
    name: 'second.asterism',
    savedRevision: store.revision,
  });
  await rm(folder, { recursive: true });
});

it('of two saves to one file the one asked for last is what stays, however long the first takes', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-sessions-'));
  const image = path.join(folder, 'image.fits');
  await writeFile(image, 'pixels');
  const handles = new Handles();
  const [older, newer] = [new DocumentStore(), new DocumentStore()];
  older.act({ type: 'add-image', handle: handles.adopt(image), hdu: 0 });
  newer.act({ type: 'add-example', example: 'dbscan' });
  let release: (error: Error) => void = () => undefined;
  const reading = new Promise<never>((_, reject) => (release = reject));
  const sessions = new Sessions({
    pool: { run: () => reading } as unknown as Pool,
    handles,
    sampleFile: path.join(folder, 'sample.fits'),
    sample: () => 'h1',
    documentOf: (window) => (window === 'w1' ? older : newer),
    isOpen: () => true,
    send: () => undefined,
  });
  const file = path.join(folder, 'same.asterism');
  const first = sessions.save('w1', file, silentWork());
  const second = sessions.save('w2', path.join(folder, '.', 'same.asterism'), silentWork());
  const elsewhere = path.join(folder, 'elsewhere.asterism');
  await sessions.save('w2', elsewhere, silentWork());
  release(new Error('The file cannot be read.'));
  await Promise.all([first, second]);
  expect(await readFile(file, 'utf8')).toBe(await readFile(elsewhere, 'utf8'));

  // One that fails holds up nothing.
  const failing = sessions.save('w1', path.join(folder, 'none', 'x.asterism'), silentWork());
  const after = sessions.save('w2', path.join(folder, 'none', 'x.asterism'), silentWork());
  await expect(failing).rejects.toMatchObject({ code: 'file-unwritable' });
  await expect(after).rejects.toMatchObject({ code: 'file-unwritable' });
  await rm(folder, { recursive: true });
});
