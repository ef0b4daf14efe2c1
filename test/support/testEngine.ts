import { afterAll, beforeAll } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { workerFile } from './builtWorker.ts';
import { EngineWindow } from './engineWindow.ts';
import { starFile } from './starFiles.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

/** An engine for all tests of a file, and windows on it that hear its events. */
export function testEngine(folder: TemporaryFolder): {
  engine(): Engine;
  newWindow(): Promise<EngineWindow>;
} {
  let engine: Engine;
  let opened = 0;
  beforeAll(() => {
    engine = createEngine({
      workerFile,
      sampleFile: folder.write('sample.fits', starFile(9, 9)),
      threads: 2,
    });
  });
  afterAll(() => engine.close());
  return {
    engine: () => engine,
    async newWindow() {
      const window = new EngineWindow(engine, `w${++opened}`);
      await window.listen();
      return window;
    },
  };
}
