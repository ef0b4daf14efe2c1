import { mkdtemp, rm } from 'node:fs/promises';
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
