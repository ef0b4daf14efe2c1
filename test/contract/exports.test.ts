import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/index.ts';
import { asinh } from '../../src/core/math/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { workerFile } from '../support/builtWorker.ts';
import { EngineWindow } from '../support/engineWindow.ts';
import { naivePixelMaxima } from '../support/naive/localMaxima.ts';
import { spawnCli } from '../support/runCli.ts';
import { starFile, starPixels } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const [width, height] = [83, 71];
const file = folder.write('stars.fits', starFile(width, height));
let engine: Engine;
let window: EngineWindow;

beforeAll(async () => {
  engine = createEngine({ workerFile, sampleFile: file, threads: 2 });
  window = new EngineWindow(engine);
  await window.listen();
  await window.addImage(file);
});
afterAll(() => engine.close());

async function exportTo(target: string, step = 'i1.cut') {
  const { job } = await window.call('export', { step, target: engine.adoptTarget(target) });
  return window.outcome(job);
}
async function download(step = 'i1.cut'): Promise<string> {
  return Buffer.from(await window.bytes('download', { step })).toString('utf8');
}

describe('a catalogue on its way out', () => {
  it('has the same bytes as export, as download and from the command line', async () => {
    const target = folder.file('exported.csv');
    expect(await exportTo(target)).toMatchObject({
      ok: true,
      result: { job: 'export', name: 'exported.csv' },
    });
    const exported = readFileSync(target, 'utf8');
    expect(await download()).toBe(exported);
    const fromCli = folder.file('cli.csv');
    expect(await spawnCli('stars', file, '-o', fromCli)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(fromCli, 'utf8')).toBe(exported);
  });

  it('holds every star by y, then x, with digits that read back to the same value', async () => {
    const pixels = starPixels(width, height);
    const maximum = Math.max(...pixels.filter(Number.isFinite));
    const stars = naivePixelMaxima({ data: Float32Array.from(pixels), width, height }).filter(
      ({ value }) => asinh(value) / asinh(maximum) > 0.5,
    );
    const [head, ...lines] = (await download()).trimEnd().split('\n');
    expect(head).toBe('id,x,y,value,normalized,ra,dec');
    expect(lines.map((line) => line.split(',').slice(0, 3).map(Number))).toEqual(
      stars.map(({ x, y }, i) => [i + 1, x + 1, y + 1]),
    );
    for (const [i, line] of lines.entries()) {
      const value = line.split(',')[3]!;
      expect(Math.fround(Number(value))).toBe(stars[i]!.value);
      expect(value.length).toBeLessThanOrEqual(12);
    }
  });

  it('keeps the digits of 64-bit integers, on bent plateaus too', async () => {
    const big = 9007199254740993n;
    // The middle of this plateau is a pixel beside it.
    const values = [big, big, big, big, 5n, 5n, big, 5n, 5n].map((v, i) => (i === 8 ? 4n : v));
    const other = new EngineWindow(engine, 'int64');
    await other.listen();
    await other.addImage(folder.write('int64.fits', imageFile(64, [3, 3], values)));
    const csv = async () =>
      Buffer.from(await other.bytes('download', { step: 'i1.cut' }))
        .toString()
        .split('\n');
    expect((await csv())[1]).toBe('1,1,1,9007199254740993,1');
    await other.act({ type: 'set-params', step: 'i1.maxima', params: { plateaus: 'connected' } });
    const rows = await csv();
    expect(rows[0]).toBe('id,x,y,value,normalized');
    expect(rows).toHaveLength(3);
    expect(Number(rows[1]!.split(',')[3])).toBe(Number(big));
  });

  it('is whole or not there: an unwritable folder leaves nothing behind', async () => {
    expect(await exportTo(folder.file('no/such/folder.csv'))).toMatchObject({
      ok: false,
      error: { code: 'file-unwritable' },
    });
    mkdirSync(folder.file('taken.csv'));
    expect(await exportTo(folder.file('taken.csv'))).toMatchObject({
      ok: false,
      error: { code: 'file-unwritable' },
    });
    mkdirSync(folder.file('locked'));
    chmodSync(folder.file('locked'), 0o500);
    const locked = await exportTo(folder.file('locked/stars.csv'));
    // A superuser may write everywhere.
    if (process.getuid?.() !== 0)
      expect(locked).toMatchObject({ ok: false, error: { code: 'file-unwritable' } });
    chmodSync(folder.file('locked'), 0o700);
    for (const name of ['.', 'taken.csv', 'locked'])
      expect(readdirSync(folder.file(name)).filter((entry) => entry.endsWith('.tmp'))).toEqual([]);
  });

  it('replaces a file that is there, but never an input', async () => {
    const target = folder.write('old.csv', 'old');
    expect((await exportTo(target)).ok).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe(await download());
    const before = readFileSync(file);
    symlinkSync(file, folder.file('link.csv'));
    linkSync(file, folder.file('hard.csv'));
    for (const name of ['stars.fits', 'link.csv']) {
      const outcome = await exportTo(folder.file(name));
      expect(outcome).toMatchObject({ ok: false, error: { code: 'refused' } });
    }
    expect((await exportTo(folder.file('hard.csv'))).ok).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('goes to a chosen target once, and only as a catalogue', async () => {
    const target = engine.adoptTarget(folder.file('once.csv'));
    await window.outcome((await window.call('export', { step: 'i1.cut', target })).job);
    expect((await window.refusal('export', { step: 'i1.cut', target })).code).toBe('not-found');
    const file = folder.file('limits.csv');
    expect(await exportTo(file, 'i1.limits')).toMatchObject({ ok: false, error: { code: 'bad-argument' } });
    expect(existsSync(file)).toBe(false);
    expect((await window.refusal('download', { step: 'i1.picture' })).code).toBe('bad-argument');
    expect(path.isAbsolute(JSON.stringify(window.events))).toBe(false);
  });
});
