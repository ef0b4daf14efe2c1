import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyLevels,
  COLORMAP_NAMES,
  colormap,
  packColour,
  packHexColour,
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
    expect(packHexColour('#0102fe')).toBe(packColour(1, 2, 254));
  });

  it('is looked up by a table of levels', () => {
    const map = colormap('viridis', false);
    expect([...applyLevels(Uint8Array.of(0, 255, 7), map)]).toEqual([map[0], map[255], map[7]]);
  });

  /** Some entries of DS9's tables, by place in the table. */
  const DS9: readonly (readonly [ColormapName, number, readonly [number, number, number]])[] = [
    ['red', 255, [255, 0, 0]],
    ['a', 64, [1, 254, 85]],
    ['he', 0, [0, 0, 0]],
    ['he', 255, [255, 255, 255]],
    ['i8', 0, [0, 0, 0]],
    ['i8', 32, [0, 255, 0]],
    ['i8', 159, [255, 0, 0]],
    ['i8', 255, [255, 255, 255]],
    ['aips0', 0, [50, 50, 50]],
    ['aips0', 29, [121, 0, 155]],
    ['sls', 0, [0, 0, 0]],
    ['sls', 77, [0, 155, 255]],
    ['sls', 255, [255, 255, 255]],
    ['hsv', 0, [0, 0, 0]],
    ['rainbow', 0, [255, 0, 255]],
    ['rainbow', 255, [255, 0, 0]],
    ['standard', 84, [76, 76, 252]],
    ['standard', 86, [1, 79, 1]],
    ['staircase', 0, [15, 15, 51]],
    ['staircase', 255, [255, 77, 77]],
    ['color', 16, [47, 47, 47]],
    ['color', 255, [191, 0, 79]],
  ];
  it.each(DS9)('%s has entry %i of DS9', (name, entry, expected) => {
    const found = channels(colormap(name, false)[entry]!).slice(0, 3);
    found.forEach((level, k) => expect(Math.abs(level - expected[k]!)).toBeLessThanOrEqual(1));
  });

  it('hsv has no jumps and is brightest in the middle of its hues', () => {
    const map = colormap('hsv', false);
    for (let i = 2; i < 256; i++) {
      const [before, now] = [channels(map[i - 1]!), channels(map[i]!)];
      now.forEach((level, k) => expect(Math.abs(level - before[k]!)).toBeLessThan(50));
    }
    const [red, green, blue] = channels(map[128]!);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeGreaterThan(180);
  });

  /** Of the 256 colours of batlow 7 (F. Crameri), by index. */
  const BATLOW: readonly (readonly [number, readonly [number, number, number]])[] = [
    [0, [0.0051932, 0.098238, 0.34984]],
    [28, [0.063071, 0.24709, 0.37505]],
    [60, [0.11899, 0.36285, 0.38271]],
    [100, [0.32701, 0.4579, 0.28638]],
    [150, [0.67824, 0.55071, 0.1778]],
    [180, [0.8899, 0.59209, 0.33045]],
    [220, [0.99311, 0.69631, 0.67918]],
    [255, [0.98135, 0.80041, 0.98127]],
  ];
  it.each(BATLOW)('batlow has its colour %i', (index, expected) => {
    const found = channels(colormap('batlow', false)[index]!);
    expected.forEach((level, k) => expect(Math.abs(found[k]! - 255 * level)).toBeLessThanOrEqual(1.5));
  });
});
