import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atomicWrite } from '../../../src/engine/index.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: as if by the system`), { code });

describe('atomicWrite', () => {
  it('writes a file, or replaces it', async () => {
    const target = folder.write('there.csv', 'old, and longer than the new');
    await atomicWrite(target, [folder.file('input.fits')], async (file) => {
      await file.writeFile('new ');
      await file.writeFile('text');
      expect(readFileSync(target, 'utf8')).toMatch(/^old/);
    });
    expect(readFileSync(target, 'utf8')).toBe('new text');
    expect(readdirSync(folder.path)).toEqual(['there.csv']);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EROFS', 'the disk is read-only'],
    ['EIO', 'EIO'],
  ])('leaves the old file and nothing else when writing fails with %s', async (code, reason) => {
    const target = folder.write('there.csv', 'old');
    const write = atomicWrite(target, [], async (file) => {
      await file.writeFile('half of the ');
      throw systemError(code);
    });
    await expect(write).rejects.toMatchObject({
      code: 'file-unwritable',
      message: expect.stringContaining(reason) as string,
    });
    await expect(write).rejects.toThrow(target);
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder.path)).toEqual(['there.csv']);
  });

  it('passes on what is no failure of the file', async () => {
    const failure = new Error('cancelled');
    await expect(atomicWrite(folder.file('new.csv'), [], () => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    expect(readdirSync(folder.path)).not.toContain('new.csv');
  });

  it('says what is wrong with the place', async () => {
    const write = (path: string) => atomicWrite(path, [], (file) => file.writeFile('x'));
    await expect(write(folder.file('none/x.csv'))).rejects.toMatchObject({
      code: 'file-unwritable',
      message: expect.stringContaining('folder does not exist') as string,
    });
    await expect(write(folder.file('there.csv/x.csv'))).rejects.toMatchObject({ code: 'file-unwritable' });
    mkdirSync(folder.file('taken'), { recursive: true });
    await expect(write(folder.file('taken'))).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('takes every name that the disk takes, and refuses a longer one before the work', async () => {
    const longest = 'é'.repeat(125) + 'n.csv';
    expect(Buffer.byteLength(longest)).toBe(255);
    await atomicWrite(folder.file(longest), [], async (file) => {
      await file.writeFile('all of it');
      const [temporary] = readdirSync(folder.path).filter((name) => name.endsWith('.tmp'));
      expect(temporary).toMatch(/^\.asterism-[0-9a-f]{24}\.tmp$/);
    });
    expect(readFileSync(folder.file(longest), 'utf8')).toBe('all of it');
    const before = readdirSync(folder.path);
    let working = false;
    const write = atomicWrite(folder.file(`n${longest}`), [], async () => void (working = true));
    await expect(write).rejects.toMatchObject({
      code: 'file-unwritable',
      message: expect.stringContaining('its name is too long') as string,
    });
    expect(working).toBe(false);
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it('writes two files of one folder at the same time', async () => {
    const names = ['one.csv', 'two.csv'];
    await Promise.all(
      names.map((name) => atomicWrite(folder.file(name), [], (file) => file.writeFile(name))),
    );
    for (const name of names) expect(readFileSync(folder.file(name), 'utf8')).toBe(name);
  });

  it('refuses to replace an input, whatever it is called there', async () => {
    const input = folder.write('input.fits', 'pixels');
    symlinkSync(input, folder.file('alias.csv'));
    for (const target of [input, folder.file('alias.csv'), folder.file('./taken/../input.fits')]) {
      let written = false;
      const write = atomicWrite(target, ['/no/such/file', input], async () => void (written = true));
      await expect(write).rejects.toMatchObject({ code: 'refused' });
      expect(written).toBe(false);
    }
    expect(readFileSync(input, 'utf8')).toBe('pixels');
  });
});
