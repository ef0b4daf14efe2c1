import { describe, expect, it } from 'vitest';
import { maskInto, outlineInto, type TileSurroundings } from '../../../../src/renderer/canvas/maskPixels.ts';
import type { Tile } from '../../../../src/renderer/canvas/tileGrid.ts';

const ON = 0xff0000ff;
const END: TileSurroundings = { left: 'end', right: 'end', above: 'end', below: 'end' };

/** Rows as they are seen: the last is the first of the tile. */
function tile(...rows: readonly string[]): Tile {
  const text = [...rows].reverse().join('');
  const pixels = Float32Array.from(text, (one) => (one === 'n' ? Number.NaN : Number(one)));
  return { level: 0, x: 0, y: 0, width: rows[0]!.length, height: rows.length, step: 1, pixels };
}

function seen(of: Tile, paint: (target: Uint32Array) => void): string[] {
  const target = new Uint32Array(of.pixels.length).fill(7);
  paint(target);
  return Array.from({ length: of.height }, (_, row) =>
    Array.from(target.subarray(row * of.width, (row + 1) * of.width), (colour) =>
      colour === ON ? '#' : colour === 0 ? '.' : '?',
    ).join(''),
  );
}

describe('a mask', () => {
  it('is coloured above zero; zero and missing pixels are transparent', () => {
    const mask = tile('012', 'n10');
    expect(seen(mask, (target) => maskInto(target, mask, 0, ON))).toEqual(['.##', '.#.']);
  });

  it('counts from the offset of its tiles', () => {
    const mask = tile('01', '10');
    const shifted = { ...mask, pixels: mask.pixels.map((value) => value - 0.3) };
    expect(seen(shifted, (target) => maskInto(target, shifted, 0.3, ON))).toEqual(['.#', '#.']);
  });
});

describe('the outline of a mask', () => {
  const mask = tile('11111', '11111', '11101', '11111', 'n1111');
  const outline = (around: TileSurroundings): string[] =>
    seen(mask, (target) => outlineInto(target, mask, around, 0, ON));

  it('has the pixels beside an off one, and those at the end of the image', () => {
    expect(outline(END)).toEqual(['#####', '#..##', '#.#.#', '#..##', '.####']);
  });

  it('goes on over the edges of tiles, and waits for what has not arrived', () => {
    const full = tile(...Array.from({ length: 5 }, () => '11111'));
    const empty = tile(...Array.from({ length: 5 }, () => '00000'));
    expect(outline({ left: full, right: full, above: full, below: full })).toEqual([
      '.....',
      '...#.',
      '..#.#',
      '#..#.',
      '.#...',
    ]);
    expect(outline({ left: 'unknown', right: 'unknown', above: 'unknown', below: 'unknown' })).toEqual(
      outline({ left: full, right: full, above: full, below: full }),
    );
    expect(outline({ left: empty, right: full, above: full, below: full })[0]).toBe('#....');
    expect(outline({ left: full, right: full, above: empty, below: full })[0]).toBe('#####');
    expect(outline({ left: full, right: full, above: full, below: empty })[4]).toBe('.####');
  });
});
