import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorRecord } from '../../../../src/core/errors/index.ts';
import { Autosave } from '../../../../src/engine/session/autosave.ts';
import { applyAction, EMPTY_DOCUMENT } from '../../../../src/shared/index.ts';

const document = applyAction(EMPTY_DOCUMENT, { type: 'add-example', example: 'dbscan' });

describe('what fails when a document is kept', () => {
  let folder: string;
  let told: { window: string; error: ErrorRecord }[];
  let open: Set<string>;
  let autosave: Autosave;
  const root = (): string => path.join(folder, 'state');
  /** A file where the folder should be, so that nothing can be written, whoever runs the test. */
  const block = async (): Promise<void> => {
    await rm(root(), { recursive: true, force: true });
    await writeFile(root(), '');
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-autosave-'));
    told = [];
    open = new Set(['w1', 'w2']);
    autosave = new Autosave({
      folder: root(),
      text: () => Promise.resolve('{}'),
      isOpen: (window) => open.has(window),
      onfailure: (window, error) => told.push({ window, error }),
    });
  });
  afterEach(async () => {
    await autosave.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is told to each window once, in a sentence with a remedy and without a path', async () => {
    await block();
    expect(await autosave.write('w1', document)).toBe(false);
    expect(await autosave.write('w1', document)).toBe(false);
    await autosave.write('w2', document);
    expect(told.map(({ window }) => window)).toEqual(['w1', 'w2']);
    const { code, message, remedy } = told[0]!.error;
    expect(code).toBe('file-unwritable');
    expect(message).toMatch(/could not be kept: its folder is not a folder\.$/);
    expect(remedy).toMatch(/Save the session/);
    expect(message + remedy).not.toContain(folder);
  });

  it('is told again only after it has worked in between', async () => {
    await block();
    await autosave.write('w1', document);
    await rm(root());
    expect(await autosave.write('w1', document)).toBe(true);
    expect(await readdir(path.join(root(), 'autosave'))).toHaveLength(1);
    expect(told).toHaveLength(1);
    await block();
    await autosave.write('w1', document);
    await autosave.write('w1', document);
    expect(told).toHaveLength(2);
  });

  it('waits for a window that does not listen yet', async () => {
    await block();
    open.delete('w1');
    await autosave.write('w1', document);
    expect(told).toEqual([]);
    open.add('w1');
    await autosave.write('w1', document);
    expect(told).toHaveLength(1);
  });

  it('says what the document itself is wrong with, and one failure stops no later write', async () => {
    let text = (): Promise<string> => Promise.reject(new Error('The text was not made.'));
    autosave = new Autosave({
      folder: root(),
      text: () => text(),
      isOpen: () => true,
      onfailure: (window, error) => told.push({ window, error }),
    });
    const [failed, empty] = [autosave.write('w1', document), autosave.write('w2', EMPTY_DOCUMENT)];
    expect([await failed, await empty]).toEqual([false, true]);
    expect(told[0]!.error.message).toMatch(/could not be kept: The text was not made\.$/);
    text = () => Promise.resolve('{}');
    expect(await autosave.write('w1', document)).toBe(true);
  });
});

describe('folders of engines that have ended', () => {
  /** Higher than any process of any system. */
  const ENDED = '9999999999-1';
  const OLD = new Date(Date.now() - 3600 * 1000);
  let folder: string;
  let autosave: Autosave;
  const root = (): string => path.join(folder, 'autosave');
  const half = `.asterism-${'0a'.repeat(12)}.tmp`;
  const put = async (name: string, time = OLD): Promise<void> => {
    const file = path.join(root(), name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{}');
    await utimes(file, time, time);
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'asterism-autosave-'));
    autosave = new Autosave({
      folder,
      text: () => Promise.resolve('{}'),
      isOpen: () => true,
      onfailure: () => undefined,
    });
  });
  afterEach(async () => {
    await autosave.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('go when nothing is left in them, also what was half-written', async () => {
    await put(`${ENDED}/${half}`);
    await mkdir(path.join(root(), `${ENDED}2`));
    expect(await autosave.left()).toEqual([]);
    expect(await readdir(root())).toEqual([]);
  });

  it('stay as long as there is a document, and go with it', async () => {
    await put(`${ENDED}/w1.asterism`);
    await put(`${ENDED}/${half}`);
    const left = await autosave.left();
    expect(left).toHaveLength(1);
    expect(await readdir(path.join(root(), ENDED))).toEqual(['w1.asterism']);
    await autosave.discard(left[0]!.id);
    expect(await readdir(root())).toEqual([]);
  });

  it('keep what another program may still be writing, and what is none of ours', async () => {
    await put(`${ENDED}/${half}`, new Date());
    await put(`${ENDED}/notes.tmp`);
    await put(`${process.ppid}-${Date.now()}/${half}`);
    await put('somewhere else/x.txt');
    await autosave.left();
    expect(await readdir(root(), { recursive: true })).toEqual(
      expect.arrayContaining([
        path.join(ENDED, half),
        path.join(ENDED, 'notes.tmp'),
        path.join('somewhere else', 'x.txt'),
      ]),
    );
    expect((await readdir(root())).length).toBe(3);
  });
});
