import { describe, expect, it } from 'vitest';
import { parseFileArgument } from '../../../src/core/fits/index.ts';
import type { Engine } from '../../../src/engine/index.ts';
import { openRequestOf } from '../../../src/main/openRequest.ts';

const hdus = [
  { index: 0, name: 'PRIMARY', extver: 1, naxis: [] },
  { index: 1, name: 'SCI', extver: 1, naxis: [100, 50] },
  { index: 2, name: 'SCI', extver: 2, naxis: [20, 10] },
];

function fakeEngine(answer: Response): Engine & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    adoptPath: (path) => `handle of ${path}`,
    adoptTarget: () => 'target',
    writeFile: () => Promise.resolve(),
    addPending: () => undefined,
    close: () => Promise.resolve(),
    async fetch(request) {
      asked.push(`${new URL(request.url).pathname} ${await request.text()}`);
      return answer;
    },
  };
}

const described = (): Response => Response.json({ name: 'a.fits', hdus, firstImage: 1 });
const open = (text: string, engine = fakeEngine(described())) =>
  openRequestOf(engine, parseFileArgument(text));

describe('openRequestOf', () => {
  it('needs no look into a file without a suffix', async () => {
    const engine = fakeEngine(described());
    expect(await open('a.fits', engine)).toEqual({ handle: 'handle of a.fits', hdu: null, section: null });
    expect(engine.asked).toEqual([]);
  });

  it('finds the HDU by number, by name and by version', async () => {
    expect(await open('a.fits[2]')).toMatchObject({ hdu: 2, section: null });
    expect(await open('a.fits[sci]')).toMatchObject({ hdu: 1 });
    expect(await open('a.fits[SCI,2]')).toMatchObject({ hdu: 2 });
  });

  it('resolves a section in the image that is meant', async () => {
    expect(await open('a.fits[11:20,*]')).toMatchObject({
      hdu: 1,
      section: { x0: 11, x1: 20, y0: 1, y1: 50 },
    });
    expect(await open('a.fits[SCI,2][*,2:3]')).toMatchObject({
      hdu: 2,
      section: { x0: 1, x1: 20, y0: 2, y1: 3 },
    });
  });

  it('refuses an HDU that is not there and a section outside', async () => {
    await expect(open('a.fits[7]')).rejects.toMatchObject({ code: 'not-found' });
    await expect(open('a.fits[WHT]')).rejects.toMatchObject({ code: 'not-found' });
    await expect(open('a.fits[SCI,2][1:21,1:2]')).rejects.toMatchObject({ code: 'bad-suffix' });
  });

  it('passes on what the engine says about the file', async () => {
    const failed = Response.json({ error: { code: 'not-fits', message: 'No FITS.' } }, { status: 400 });
    await expect(open('a.fits[1]', fakeEngine(failed))).rejects.toMatchObject({
      code: 'not-fits',
      message: 'No FITS.',
    });
  });
});
