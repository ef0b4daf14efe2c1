import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/index.ts';
import type { EngineEvent } from '../../src/shared/index.ts';
import { workerFile } from '../support/builtWorker.ts';
import type { EngineWindow } from '../support/engineWindow.ts';
import { documentOf, sessionBench } from '../support/sessionBench.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { lastWindow, newWindow, resultOf, sampleFile, save, stateFolder, work } = sessionBench(folder);

describe('documents that were not saved', () => {
  const leftOf = async (window: EngineWindow) => (await window.call('session', {})).left;
  const written = (): string[] =>
    existsSync(stateFolder)
      ? readdirSync(stateFolder, { recursive: true }).map((name) => path.basename(String(name)))
      : [];
  async function until(fits: () => Promise<boolean> | boolean): Promise<void> {
    for (let i = 0; i < 200 && !(await fits()); i++) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await fits()).toBe(true);
  }

  it('are kept, are offered when their window is gone, and are restored', async () => {
    const { window } = await work('kept');
    const document = await documentOf(window);
    const own = `${lastWindow()}.asterism`;
    await until(() => written().includes(own));
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

  it('are not discarded when they cannot be kept anew, which the window is told', async () => {
    const root = folder.file('blocked');
    const { file, window } = await work('blocked-work');
    await save(window, file);
    const leftFolder = path.join(root, 'autosave', '999999999-1');
    mkdirSync(leftFolder, { recursive: true });
    writeFileSync(path.join(leftFolder, 'w9.asterism'), readFileSync(file));
    const again = createEngine({ workerFile, sampleFile, threads: 1, stateFolder: root });
    try {
      const first = await newWindow(again);
      await first.act({ type: 'add-example', example: 'dbscan' });
      // Its folder is there a moment before the document in it.
      const kept = (): string[] => readdirSync(path.join(root, 'autosave'), { recursive: true }).map(String);
      await until(() => kept().filter((name) => name.endsWith('.asterism')).length === 2);
      const own = readdirSync(path.join(root, 'autosave')).find((name) => name !== '999999999-1')!;
      rmSync(path.join(root, 'autosave', own), { recursive: true });
      writeFileSync(path.join(root, 'autosave', own), '');
      const other = await newWindow(again);
      const [left] = await leftOf(other);
      await resultOf(other, await other.call('restoreSession', { id: left!.id }));
      const { error } = await other.until<Extract<EngineEvent, { type: 'not-kept' }>>(
        ({ type }) => type === 'not-kept',
      );
      expect(error.code).toBe('file-unwritable');
      expect(error.message).not.toContain(root);
      expect(first.events.some(({ type }) => type === 'not-kept')).toBe(false);
      expect(await leftOf(await newWindow(again))).toEqual([left]);
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
