import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyLevels, colormap, coloursOfDigits, parseColormapFile } from '../../src/core/colormap/index.ts';
import { buildStretchTable, paintInto } from '../../src/core/stretch/index.ts';
import { imageFile } from '../support/buildFits.ts';
import { expectFailure } from '../support/cliFiles.ts';
import { MISSING, packedPicture } from '../support/packedPicture.ts';
import { cliHost } from '../support/runCli.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { runCli } = cliHost();
const [width, height] = [23, 17];

describe('the colours of render', () => {
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    i % 50 === 7 ? Number.NaN : Math.fround(20 + ((i * 37) % 211) / 3),
  );
  const field = folder.write('field.fits', imageFile(-32, [width, height], [...values]));
  const target = folder.file('coloured.png');
  const [low, high] = [20, 90];

  /** What a window paints of the field between its extremes. */
  function painted(colours: Uint32Array, contrast: number, bias: number): Uint32Array {
    const table = buildStretchTable({
      ...({ stretch: 'asinh', low, high, offset: 0, maximum: high, contrast, bias } as const),
    });
    const rgba = new Uint32Array(values.length);
    paintInto(rgba, values, low, high, applyLevels(table, colours), MISSING);
    return rgba;
  }

  async function rendered(...flags: string[]): Promise<Uint32Array> {
    const looks = ['--stretch', 'asinh', '--percentile', '0,100', '-o', target, '--json'];
    const { code, stderr, stdout } = await runCli('render', field, ...looks, ...flags);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((JSON.parse(stdout) as { limits: number[] }).limits).toEqual([low, high]);
    return packedPicture(target).colours;
  }

  it('are those of the window, by contrast and bias', async () => {
    for (const [contrast, bias] of [
      [1, 0.5],
      [3.5, 0.5],
      [0.4, 0.9],
      [10, 0],
      [0, 0.2],
    ] as const)
      expect(await rendered('--contrast', String(contrast), '--bias', String(bias))).toEqual(
        painted(colormap('grey', false), contrast, bias),
      );
  });

  it('are those of the map, either way round', async () => {
    for (const name of ['b', 'sls', 'viridis', 'cubehelix', 'batlow'] as const) {
      const other = await rendered('--colormap', name, '--invert', '--contrast', '2', '--bias', '0.4');
      expect(other, name).toEqual(painted(colormap(name, true), 2, 0.4));
    }
  });

  it('are those of a map from a file', async () => {
    const text = '0 0 0\n1 0 0\n1 1 1\n';
    const map = folder.write('three.lut', Buffer.from(text));
    const colours = coloursOfDigits(parseColormapFile(text), false);
    expect(await rendered('--colormap', map)).toEqual(painted(colours, 1, 0.5));
    for (const bad of [folder.write('bad.lut', Buffer.from('1 2\n')), folder.file('none.sao')])
      expectFailure(await runCli('render', field, '--colormap', bad, '-o', folder.file('not.png')), bad);
    expect(existsSync(folder.file('not.png'))).toBe(false);
  });
});
