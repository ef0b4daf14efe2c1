import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { decode as decodeTiff } from 'tiff';
import { describe, expect, it } from 'vitest';
import { decodeTiff as readTiff } from '../../src/workers/picture/tiff.ts';
import { imageFile } from '../support/buildFits.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { testEngine } from '../support/testEngine.ts';

const folder = temporaryFolder();
const { engine, newWindow } = testEngine(folder);
const { runCli, runCliJson } = cliHost();
const [width, height] = [7, 5];
const count = width * height;

async function valueAt(file: string, x: number, y: number): Promise<unknown> {
  return (await runCliJson('pixel', file, String(x), String(y)))['value'];
}

describe('images that are written', () => {
  const values = Array.from({ length: count }, (_, i) => Math.fround(Math.sin(i) * 1000));
  const fits = folder.write('values.fits', imageFile(-32, [width, height], values));
  const identity = ['--method', 'gaussian', '--sigma', '0'] as const;

  it('are TIFF with the same floats, which open again', async () => {
    const target = folder.file('values.tif');
    expect(await runCli('filter', fits, ...identity, '-o', target)).toMatchObject({ code: 0, stderr: '' });
    const [{ data, width: columns, height: rows, bitsPerSample }] = decodeTiff(readFileSync(target)) as [
      ReturnType<typeof decodeTiff>[number],
    ];
    expect({ columns, rows, bitsPerSample }).toEqual({ columns: width, rows: height, bitsPerSample: 32 });
    const top = values.slice((height - 1) * width);
    expect([...data.slice(0, width)]).toEqual(top);
    expect(await valueAt(target, 3, 2)).toBe(values[width + 2]);
  });

  it('are PNG, scaled, which is said', async () => {
    const target = folder.file('values.png');
    const { code, stderr } = await runCli('filter', fits, ...identity, '-o', target);
    expect(code).toBe(0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    expect(stderr).toContain(`from ${low} to ${high} were scaled to 0 … 65535`);
    const { data } = PNG.sync.read(readFileSync(target), { skipRescale: true }) as unknown as {
      data: Uint16Array;
    };
    const expected = Math.round(((values[(height - 1) * width]! - low) / (high - low)) * 65535);
    expect(data[0]).toBe(expected);
  });

  it('have one byte a pixel where they are binary', async () => {
    const target = folder.file('mask.tiff');
    const json = await runCliJson('threshold', fits, '--method', 'otsu', '-o', target);
    const data = decodeTiff(readFileSync(target))[0]!.data;
    expect(data).toBeInstanceOf(Uint8Array);
    expect([...data].reduce((sum, value) => sum + value, 0)).toBe(json['count']);
  });

  it('have unsigned integers of 32 bits where they are labels, the top row first', async () => {
    let objects = 0;
    const labels = Array.from({ length: count }, (_, i) =>
      (i % width) % 2 === 0 && Math.floor(i / width) % 2 === 0 ? ++objects : 0,
    );
    const binary = folder.write('bits.fits', imageFile(-32, [width, height], labels.map(Math.sign)));
    const target = folder.file('labels.tif');
    expect(await runCli('filter', binary, '--method', 'label', '-o', target)).toMatchObject({ code: 0 });
    const { samples } = readTiff(readFileSync(target), { maxPixels: 100, maxBytes: 1e5 });
    const rows = Array.from({ length: height }, (_, y) => labels.slice(y * width, (y + 1) * width));
    expect(objects).toBe(12);
    expect(samples).toEqual(Uint32Array.from(rows.reverse().flat()));
  });

  it('have no other formats', async () => {
    const { code, stderr } = await runCli('filter', fits, ...identity, '-o', folder.file('values.bmp'));
    expect(code).toBe(2);
    expect(stderr).toContain('.fits, .tif or .png');
  });

  it('have the same bytes as export and as download', async () => {
    const window = await newWindow();
    await window.addImage(fits);
    for (const format of ['fits', 'tiff', 'png'] as const) {
      const target = folder.file(`export.${format}`);
      const step = 'i1.crop';
      const { job } = await window.call('imageExport', {
        step,
        format,
        target: engine().adoptTarget(target),
      });
      expect(await window.outcome(job)).toMatchObject({ ok: true, result: { job: 'export', rows: height } });
      const bytes = Buffer.from(await window.bytes('imageDownload', { step, format }));
      expect(bytes.equals(readFileSync(target))).toBe(true);
      if (format !== 'png') expect(bytes.toString('latin1')).toContain('source "values.fits" hdu=0');
    }
  });
});
