import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withFile } from '../../../src/workers/files.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const failure = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('withFile', () => {
  it('reads ranges, and no more than there is', () => {
    const path = folder.write('file', '0123456789');
    withFile(path, (file) => {
      expect(file.identity).toMatchObject({ path, bytes: 10 });
      expect(text(file.read(2, 3))).toBe('234');
      expect(text(file.read(8, 100))).toBe('89');
      expect(text(file.read(50, 4))).toBe('');
      const into = new Uint8Array(6);
      expect(file.readInto(7, into)).toBe(3);
      expect(text(into)).toBe('789\0\0\0');
    });
  });

  it('refuses what is missing and what is no file', () => {
    expect(() => withFile(folder.file('none'), () => 0)).toThrow(failure('file-missing'));
    expect(() => withFile(folder.file('file/none'), () => 0)).toThrow(failure('file-missing'));
    mkdirSync(folder.file('folder'));
    expect(() => withFile(folder.file('folder'), () => 0)).toThrow(failure('file-unreadable'));
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [folder.file('pipe')]);
    expect(() => withFile(folder.file('pipe'), () => 0)).toThrow(failure('file-unreadable'));
  });

  it('refuses a file that is not the one that was opened', () => {
    const path = folder.write('changing', 'abc');
    const identity = withFile(path, (file) => file.identity);
    expect(withFile(identity, (file) => text(file.read(0, 3)))).toBe('abc');
    appendFileSync(path, 'd');
    expect(() => withFile(identity, () => 0)).toThrow(failure('file-changed'));
  });

  it('does not take for missing data what is cut off while it is read', () => {
    const path = folder.write('shrinking', '0123456789');
    const work = (read: (file: Parameters<Parameters<typeof withFile>[1]>[0]) => unknown) =>
      withFile(path, (file) => {
        truncateSync(path, 4);
        return read(file);
      });
    expect(() => work((file) => file.read(2, 6))).toThrow(failure('file-changed'));
    folder.write('shrinking', '0123456789');
    expect(() => work((file) => file.readInto(0, new Uint8Array(10)))).toThrow(failure('file-changed'));
  });

  it('passes on what the work throws', () => {
    const path = folder.write('file', '');
    const bug = new TypeError('a bug');
    expect(() =>
      withFile(path, () => {
        throw bug;
      }),
    ).toThrow(bug);
  });
});
