import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { starFile } from '../support/starFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { testEngine } from '../support/testEngine.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);
const bytes = new TextEncoder().encode('image\ncircle(1,2,3)\n');

describe('files that a page has made', () => {
  it('are written whole, over an older file too', async () => {
    const file = folder.write('regions.reg', new Uint8Array(1000));
    await engine().writeFile(file, bytes);
    expect(readFileSync(file, 'utf8')).toBe('image\ncircle(1,2,3)\n');
  });

  it('replace no file that is open', async () => {
    const window = await newWindow();
    const file = folder.write('open.fits', starFile(8, 8));
    const before = readFileSync(file);
    await window.addImage(file);
    await expect(engine().writeFile(file, bytes)).rejects.toMatchObject({ code: 'refused' });
    expect(readFileSync(file).equals(before)).toBe(true);
    await window.act({ type: 'remove-image', image: (await window.call('document', {})).document.active! });
    await engine().writeFile(file, bytes);
    expect(readFileSync(file, 'utf8')).toContain('circle');
  });

  it('leave nothing behind where they cannot be written', async () => {
    const notFolder = folder.file('plain');
    writeFileSync(notFolder, '');
    const before = readdirSync(path.dirname(notFolder));
    await expect(engine().writeFile(path.join(notFolder, 'a.png'), bytes)).rejects.toMatchObject({
      code: 'file-unwritable',
      message: expect.stringContaining('its folder is not a folder') as string,
    });
    expect(readdirSync(path.dirname(notFolder))).toEqual(before);
  });
});
