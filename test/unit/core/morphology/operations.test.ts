import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import { wholeImage } from '../../../support/morphologyReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

/** Runs an operation on a picture in letters: # is 1, . is 0, ? is missing, other digits are themselves. */
function run(name: string, picture: string, values: Readonly<Record<string, unknown>> = {}): string {
  const rows = picture.trim().split(/\s+/);
  const pixels = [...rows.join('')].map((c) => (c === '#' ? 1 : c === '.' ? 0 : c === '?' ? NaN : Number(c)));
  const image = wholeImage(rows[0].length, rows.length, 'float32', pixels);
  const result = runOperation(OPERATIONS.get(name)!, values, image);
  const letters = [...result.pixels].map((v) => (Number.isNaN(v) ? '?' : v === 0 ? '.' : String(v)));
  return rows
    .map((row, y) => letters.slice(y * row.length, (y + 1) * row.length).join(''))
    .join(' ')
    .replaceAll('1', '#');
}

describe('footprint operations', () => {
  it('erode and dilate', () => {
    expect(run('erosion', '..... .###. .###. .###. .....')).toBe('..... ..... ..#.. ..... .....');
    expect(run('dilation', '..... ..... ..#.. ..... .....')).toBe('..... .###. .###. .###. .....');
    expect(run('dilation', '..... ..... ..#.. ..... .....', { footprint: 'disk' })).toBe(
      '..... ..#.. .###. ..#.. .....',
    );
  });

  it('leave the border out', () => {
    expect(run('erosion', '### ### ###')).toBe('### ### ###');
    expect(run('opening', '##.. ##.. .... ....')).toBe('##.. ##.. .... ....');
    expect(run('closing', '##.## ##.## ##.##')).toBe('##### ##### #####');
  });

  it('leave missing pixels out and keep them missing', () => {
    expect(run('erosion', '###.. #?#.. ###..')).toBe('##... #?... ##...');
    expect(run('dilation', '#.... .?... .....')).toBe('##... #?... .....');
    expect(run('opening', '5555 5?55 5555')).toBe('5555 5?55 5555');
    expect(run('erosion', '?? ??')).toBe('?? ??');
  });

  it('top hats and the gradient are differences', () => {
    expect(run('white-top-hat', '22222 22922 22222')).toBe('..... ..7.. .....');
    expect(run('black-top-hat', '66666 66266 66666')).toBe('..... ..4.. .....');
    expect(run('morphological-gradient', '22255')).toBe('..33.');
  });
});

describe('binary operations', () => {
  it('fill what is enclosed', () => {
    expect(run('fill-holes', '.###. .#.#. .###.')).toBe('.###. .###. .###.');
    expect(run('fill-holes', '..#.. .#?#. ..#..')).toBe('..#.. .###. ..#..');
    expect(run('fill-holes', '..#.. .#.#. ..#..', { connectivity: '2' })).toBe('..#.. .#.#. ..#..');
  });

  it('number objects by their first pixels', () => {
    expect(run('label', '.#.# #..# #.##')).toBe('.#.2 #..2 #.22');
    expect(run('label', '.#.# #..# #.##', { connectivity: '1' })).toBe('.#.2 3..2 3.22');
  });

  it('take what is finite and above 0 as on', () => {
    expect(run('remove-small-objects', '.29? ..##', { min_size: 1 })).toBe('.##. ..##');
    const pixels = [-1, 0.5, Infinity, NaN, 2];
    const { pixels: labels, pixelType } = runOperation(
      OPERATIONS.get('label')!,
      {},
      wholeImage(5, 1, 'float32', pixels),
    );
    expect([...labels]).toEqual([0, 1, 0, 0, 2]);
    expect(pixelType).toBe('float64');
  });

  it('clear what touches the border', () => {
    expect(run('clear-border', '.#... ..... ..##. .....')).toBe('..... ..... ..##. .....');
    expect(run('clear-border', '.#... ..... ..##. .....', { buffer_size: 1 })).toBe(
      '..... ..... ..... .....',
    );
  });

  it('measure distances, of which there are none without an off pixel', () => {
    expect(run('distance-transform', '###.###?')).toBe('32#.#2#.');
    expect(run('distance-transform', '## ##')).toBe('?? ??');
  });

  it('know no pixels at all', () => {
    for (const name of ['label', 'fill-holes', 'distance-transform', 'skeleton', 'clear-border']) {
      const { pixels } = runOperation(OPERATIONS.get(name)!, {}, wholeImage(0, 0, 'float32', []));
      expect(pixels).toHaveLength(0);
    }
  });
});
