import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import type { Document, SessionResult } from '../../src/shared/index.ts';
import { workerFile } from './builtWorker.ts';
import { EngineWindow } from './engineWindow.ts';
import { starFile } from './starFiles.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

/** An engine that saves by itself, and what tests of sessions do with its windows. */
export function sessionBench(folder: TemporaryFolder) {
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

  return {
    sampleFile,
    stateFolder,
    engine: () => engine,
    newWindow,
    /** The name of the window that was opened last. */
    lastWindow: () => `w${opened}`,
    resultOf,
    save: async (window: EngineWindow, file: string): Promise<SessionResult> =>
      resultOf(window, await window.call('saveSession', { to: 'target', target: engine.adoptTarget(file) })),
    open: async (window: EngineWindow, file: string, of: Engine = engine): Promise<SessionResult> =>
      resultOf(window, await window.call('openSession', { handle: of.adoptPath(file) })),
    /** The error that opening a file ends with. */
    async refusal(window: EngineWindow, file: string) {
      const { job } = await window.call('openSession', { handle: engine.adoptPath(file) });
      const outcome = await window.outcome(job);
      if (outcome.ok) throw new Error('was opened');
      return outcome.error;
    },
    /** A folder with an image and a table of its own, and a window that has something of every kind done to them. */
    async work(name: string) {
      const place = folder.file(name);
      mkdirSync(path.join(place, 'data'), { recursive: true });
      const imageFile = path.join(place, 'data', 'stars.fits');
      const tableFile = path.join(place, 'points.csv');
      writeFileSync(imageFile, starFile(20, 10, 100 + opened));
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
    },
  };
}

export async function documentOf(window: EngineWindow): Promise<Document> {
  return (await window.call('document', {})).document;
}
