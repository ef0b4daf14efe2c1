import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyLevels,
  COLORMAP_NAMES,
  colormap,
  packColour,
  type ColormapName,
} from '../../../../src/core/colormap/index.ts';

const matplotlib = JSON.parse(readFileSync(new URL('matplotlib.json', import.meta.url), 'utf8')) as Record<
  ColormapName,
  string[]
>;

function channels(colour: number): [number, number, number, number] {
  return [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255, colour >>> 24];
}

describe('colour maps', () => {
  it.each(Object.keys(matplotlib) as ColormapName[])('%s is matplotlib’s within one level', (name) => {
    const map = colormap(name, false);
    matplotlib[name].forEach((hex, i) => {
      const [red, green, blue] = channels(map[5 * i]!);
      const expected = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      const worst = Math.max(...[red, green, blue].map((level, k) => Math.abs(level - expected[k]!)));
      expect(worst, `colour ${5 * i}: ${red}, ${green}, ${blue} for ${hex}`).toBeLessThanOrEqual(1);
    });
  });

  it.each(COLORMAP_NAMES)('%s has 256 opaque colours and inverts', (name) => {
    const map = colormap(name, false);
    expect(map).toHaveLength(256);
    expect([...map].every((colour) => colour >>> 24 === 255)).toBe(true);
    expect([...colormap(name, true)]).toEqual([...map].reverse());
  });

  it('grey is grey', () => {
    colormap('grey', false).forEach((colour, i) => expect(channels(colour)).toEqual([i, i, i, 255]));
  });

  it('b is that of DS9: blue, black to red, yellow, white', () => {
    const map = colormap('b', false);
    expect(channels(map[0]!)).toEqual([0, 0, 0, 255]);
    expect(channels(map[64]!)).toEqual([1, 0, 254, 255]);
    expect(channels(map[128]!)).toEqual([255, 2, 0, 255]);
    expect(channels(map[191]!)).toEqual([255, 254, 0, 255]);
    expect(channels(map[255]!)).toEqual([255, 255, 255, 255]);
  });

  it('starts in black and ends in white where it should', () => {
    for (const name of ['grey', 'heat', 'cool', 'b', 'cubehelix'] as const) {
      const map = colormap(name, false);
      expect(map[0]).toBe(packColour(0, 0, 0));
      expect(map[255]).toBe(packColour(255, 255, 255));
    }
  });

  it('lies in memory as ImageData wants it', () => {
    const bytes = new Uint8Array(Uint32Array.of(packColour(1, 2, 3)).buffer);
    expect([...bytes]).toEqual([1, 2, 3, 255]);
  });

  it('is looked up by a table of levels', () => {
    const map = colormap('viridis', false);
    expect([...applyLevels(Uint8Array.of(0, 255, 7), map)]).toEqual([map[0], map[255], map[7]]);
  });
});
