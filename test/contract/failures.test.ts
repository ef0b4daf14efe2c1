import {
  appendFileSync,
  copyFileSync,
  existsSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/index.ts';
import { buildFits, imageCards, imageFile } from '../support/buildFits.ts';
import { workerFile } from '../support/builtWorker.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const sampleFile = folder.write('sample.fits', starFile(9, 9));
const engines: Engine[] = [];

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

async function openWindow(options: Partial<EngineOptions> = {}): Promise<EngineWindow> {
  const engine = createEngine({ workerFile, sampleFile, threads: 2, ...options });
  engines.push(engine);
  const window = new EngineWindow(engine);
  await window.listen();
  return window;
}

/** A worker that does what the real one does, except that its thread ends when `flag` exists and `job` comes. */
function crashingWorker(job: string): { file: string; flag: string } {
  const flag = folder.file(`crash-${job}`);
  const code = `
    import { existsSync, rmSync } from 'node:fs';
    import run from ${JSON.stringify(pathToFileURL(workerFile).href)};
    export default function (message) {
      if (message.job === ${JSON.stringify(job)} && existsSync(${JSON.stringify(flag)})) {
        rmSync(${JSON.stringify(flag)}, { force: true });
        process.exit(3);
      }
      return run(message);
    }`;
  return { file: folder.write(`crashing-${job}.mjs`, code), flag };
}

describe('a worker that dies', () => {
  it.each(['pass', 'sample', 'order', 'csv', 'tile'])(
    'while busy with %s fails that work, and the pool lives on',
    async (job) => {
      const { file, flag } = crashingWorker(job);
      const window = await openWindow({ workerFile: file });
      await window.addImage(folder.write(`crash-${job}.fits`, starFile(200, 190)));
      const { pixelsKey } = job === 'tile' ? await window.summary('i1.crop', 'image') : { pixelsKey: '' };
      const attempts: Record<string, () => Promise<unknown>> = {
        pass: () => window.summary('i1.cut', 'catalogue'),
        sample: () => window.summary('i1.picture', 'image'),
        order: () => window.call('rows', { step: 'i1.cut', sort: 'value', start: 0, count: 10 }),
        csv: () => window.bytes('download', { step: 'i1.cut' }),
        tile: () => window.bytes('tile', { pixelsKey, level: 0, x: 0, y: 0 }),
      };
      writeFileSync(flag, '');
      if (job === 'csv') await expect(attempts[job]!()).rejects.toThrow();
      else await expect(attempts[job]!()).rejects.toThrow('worker-crashed');
      expect(existsSync(flag)).toBe(false);
      // The very same request is fine the next time.
      await attempts[job]!();
      expect((await window.summary('i1.cut', 'catalogue')).maxima).toBeGreaterThan(0);
    },
  );

  it('is told with a code, a sentence and what to do', async () => {
    const { file, flag } = crashingWorker('header');
    const window = await openWindow({ workerFile: file });
    const { handle } = await window.addImage(sampleFile);
    writeFileSync(flag, '');
    const refusal = await window.refusal('header', { handle, hdu: 0, start: 0, count: 5 });
    expect(refusal).toMatchObject({ code: 'worker-crashed', status: 422 });
    expect(refusal.remedy).toContain('again');
    expect((await window.call('header', { handle, hdu: 0, start: 0, count: 5 })).cards).toHaveLength(5);
  });
});

describe('cancel', () => {
  /** Four gigabytes that take no room on the disk. */
  function hugeFile(name: string): string {
    const header = buildFits({ cards: imageCards(-32, [32768, 32768]) });
    const file = folder.write(name, header);
    truncateSync(file, header.length + 2 ** 32);
    return file;
  }

  it('stops a running job promptly, and later work is fine', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    await window.addImage(hugeFile('huge.fits'));
    const { job } = await window.call('evaluate', { step: 'i1.maxima' });
    const progress = await window.until(
      (event) => event.type === 'progress' && event.job === job && event.fraction > 0,
    );
    expect(progress).toMatchObject({ label: 'Finding stars' });
    const begun = performance.now();
    expect(await window.call('cancel', { job })).toEqual({ cancelled: true });
    expect(await window.outcome(job)).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(await window.call('cancel', { job })).toEqual({ cancelled: false });
    await window.addImage(sampleFile);
    expect((await window.summary('i2.cut', 'catalogue')).count).toBeGreaterThan(0);
    await window.act({
      type: 'set-params',
      step: 'i1.crop',
      params: { section: { x0: 1, x1: 64, y0: 1, y1: 64 } },
    });
    expect(await window.summary('i1.crop', 'image')).toMatchObject({ minimum: 0, maximum: 0 });
  });

  it('lets tiles through while long work goes on', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    await window.addImage(sampleFile);
    const { pixelsKey } = await window.summary('i1.crop', 'image');
    await window.addImage(hugeFile('huge2.fits'));
    const { job } = await window.call('evaluate', { step: 'i2.limits' });
    await window.until((event) => event.type === 'progress' && event.job === job);
    await window.bytes('tile', { pixelsKey, level: 0, x: 0, y: 0 });
    // It still goes on: there is something to cancel.
    expect(await window.call('cancel', { job })).toEqual({ cancelled: true });
    await window.outcome(job);
  });

  it('of a job that never was changes nothing', async () => {
    const window = await openWindow();
    expect(await window.call('cancel', { job: 'j123' })).toEqual({ cancelled: false });
  });

  it('comes with closing', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    await window.addImage(hugeFile('huge3.fits'));
    const { job } = await window.call('evaluate', { step: 'i1.maxima' });
    await window.until((event) => event.type === 'progress' && event.job === job);
    const begun = performance.now();
    await engines.pop()!.close();
    expect((await window.outcome(job)).ok).toBe(false);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('a file that does not stay as it was', () => {
  it('has vanished: one sentence, and the engine goes on', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    const file = folder.write('vanishing.fits', starFile(50, 40));
    const { handle } = await window.addImage(file);
    await window.summary('i1.picture', 'image');
    rmSync(file);
    expect(await window.failure('i1.cut')).toMatchObject({ code: 'file-missing' });
    expect((await window.refusal('pixel', { step: 'i1.picture', x: 1, y: 1 })).code).toBe('file-missing');
    expect((await window.refusal('open', { handle })).code).toBe('file-missing');
    await window.addImage(sampleFile);
    expect((await window.summary('i2.cut', 'catalogue')).count).toBeGreaterThan(0);
    writeFileSync(file, starFile(50, 40, 2));
    await window.call('open', { handle });
    expect((await window.summary('i1.cut', 'catalogue')).count).toBeGreaterThan(0);
  });

  it('has changed: one sentence until it is opened again', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    const file = folder.write('changing.fits', imageFile(-32, [3, 1], [1, 2, 3]));
    const { handle } = await window.addImage(file);
    await window.summary('i1.crop', 'image');
    writeFileSync(file, imageFile(-32, [3, 1], [4, 5, 6]));
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    expect(await window.failure('i1.cut')).toMatchObject({ code: 'file-changed' });
    appendFileSync(file, 'more');
    expect((await window.refusal('header', { handle, hdu: 0, start: 0, count: 1 })).code).toBe(
      'file-changed',
    );
    expect((await window.call('open', { handle })).bytes).toBe(statSync(file).size);
    expect(await window.summary('i1.crop', 'image')).toMatchObject({ minimum: 4, maximum: 6 });
  });

  it('has a twin with the same time: each is read from its own place', async () => {
    const window = await openWindow({ memoryBudgetBytes: 0 });
    const [one, two] = [folder.write('one.fits', starFile(30, 30)), folder.file('two.fits')];
    copyFileSync(one, two);
    for (const file of [one, two]) utimesSync(file, 1000, 1000);
    await window.addImage(one);
    await window.summary('i1.crop', 'image');
    rmSync(one);
    await window.addImage(two);
    expect((await window.summary('i2.cut', 'catalogue')).count).toBeGreaterThan(0);
  });
});

describe('verify', () => {
  it('tells whether the second reader agrees', async () => {
    const window = await openWindow();
    const { handle } = await window.addImage(folder.write('verify.fits', starFile(31, 17)));
    const outcome = await window.outcome((await window.call('verify', { handle })).job);
    expect(outcome).toMatchObject({ ok: true, result: { job: 'verify', report: { agrees: true } } });
  });

  it('of what it cannot read is a report, not a crash', async () => {
    const window = await openWindow();
    const bytes = imageFile(-32, [40, 90], new Array(3600).fill(1)).subarray(0, 2880 * 3);
    const { handle } = await window.addImage(folder.write('cut.fits', bytes));
    const outcome = await window.outcome((await window.call('verify', { handle })).job);
    if (!outcome.ok || outcome.result.job !== 'verify') throw new Error(JSON.stringify(outcome));
    expect(outcome.result.report.agrees).toBe(false);
    expect(outcome.result.report.hdus[0]!.message).not.toBe('');
  });
});

describe('a closed event stream', () => {
  it('gets nothing more, and the work goes on', async () => {
    const window = await openWindow();
    await window.addImage(sampleFile);
    await window.stopListening();
    const seen = window.events.length;
    await window.call('evaluate', { step: 'i1.cut' });
    expect((await window.call('rows', { step: 'i1.cut', start: 0, count: 5 })).total).toBeGreaterThan(0);
    expect(window.events.length).toBe(seen);
  });
});
