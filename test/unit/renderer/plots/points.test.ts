import { describe, expect, it } from 'vitest';
import {
  cellsInto,
  countPlaces,
  countSelected,
  nowhere,
} from '../../../../src/renderer/canvas/plots/cells.ts';
import {
  enlarged,
  paintMeans,
  shadeTable,
  sumColours,
} from '../../../../src/renderer/canvas/plots/density.ts';
import { stampDisc } from '../../../../src/renderer/canvas/plots/discs.ts';
import { createPointGrid } from '../../../../src/renderer/canvas/plots/pointGrid.ts';
import { createPointLayer, type PointInputs } from '../../../../src/renderer/canvas/plots/pointLayer.ts';
import { PLAIN_THEME } from '../../../../src/renderer/canvas/plots/plotTheme.ts';
import { bitsOf, packed, sequence } from './data.ts';

const UNIT = { scale: 1, offset: 0 };
const values = (...numbers: number[]): Float64Array => Float64Array.from(numbers);

describe('cells', () => {
  it('place rows, the far edges included, and leave out what is missing or outside', () => {
    const x = values(0, 3.9, 4, NaN, Infinity, -0.1, 2);
    const y = values(0, 2.9, 3, 1, 1, 1, 1);
    const labels = Int32Array.of(0, 0, -1, 0, 0, 0, -2);
    const cells = new Int32Array(7);
    const count = cellsInto(cells, x, y, UNIT, UNIT, { columns: 4, rows: 3 }, labels);
    expect(count).toBe(3);
    const out = nowhere({ columns: 4, rows: 3 });
    expect([...cells]).toEqual([0, 11, 11, out, out, out, out]);
    const all = new Uint32Array(13);
    countPlaces(all, cells);
    expect([...all]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]);
    const counts = new Uint32Array(13);
    countSelected(counts, cells, bitsOf(7, [1, 3, 6]), all);
    expect([...counts]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('are counted for exactly the selected rows, few or many, also past a word, and up to the last row', () => {
    const chosen = [0, 31, 32, 63, 64, 70];
    const others = Array.from({ length: 71 }, (_, row) => row).filter((row) => !chosen.includes(row));
    const place = Int32Array.from({ length: 71 }, (_, row) => row);
    const all = new Uint32Array(72).fill(1);
    const counts = new Uint32Array(72);
    const counted = (): number[] => [...counts].flatMap((count, row) => (count === 1 ? [row] : []));
    for (const rows of [chosen, others, []]) {
      countSelected(counts, place, bitsOf(96, [...rows, 80]), all);
      expect(counted()).toEqual(rows);
      countSelected(counts, place, bitsOf(71, rows), all);
      expect(counted()).toEqual(rows);
    }
    countSelected(counts, new Uint16Array(71).fill(71), bitsOf(96, chosen), all);
    expect(counted()).toEqual([]);
  });
});

describe('density', () => {
  const ramp = Uint32Array.from({ length: 256 }, (_, k) => 0xff000000 + k);

  it('gives one point the first colour, the most crowded cell the last, and rises between', () => {
    for (const shading of ['log', 'sqrt', 'linear'] as const) {
      const table = shadeTable(1000, shading, ramp);
      expect(table[0]).toBe(0);
      expect(table[1]).toBe(ramp[0]);
      expect(table[1000]).toBe(ramp[255]);
      expect(table.every((colour, count) => count === 0 || colour >= table[count - 1]!)).toBe(true);
    }
    expect(shadeTable(1, 'log', ramp)[1]).toBe(ramp[128]);
  });

  it('mixes the colours of a cell and shows crowds more strongly', () => {
    const cells = Int32Array.of(0, 0, 1);
    const colours = Uint32Array.of(0xff0000ff, 0xff00ff00, 0xffff0000);
    const pixels = new Uint32Array(3);
    paintMeans(pixels, Uint32Array.of(2, 1, 0), sumColours(cells, colours, 3), 100);
    expect(pixels[0]! & 0xffffff).toBe(0x007f7f);
    expect(pixels[1]! >>> 0).toBe(((100 << 24) | 0xff0000) >>> 0);
    expect(pixels[0]! >>> 24).toBeGreaterThan(100);
    expect(pixels[2]).toBe(0);
  });

  it('enlarges cells to squares', () => {
    const large = enlarged(Uint32Array.of(1, 0, 0, 2), { columns: 2, rows: 2 }, 2);
    expect([...large]).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 2, 2, 0, 0, 2, 2]);
  });
});

describe('discs', () => {
  it('cover as much as the circle has area, opaque in the middle, and clip at the border', () => {
    const pixels = { data: new Uint8ClampedArray(20 * 20 * 4), columns: 20, rows: 20 };
    stampDisc(pixels, 10, 10, 5, 0xff112233, 1);
    let covered = 0;
    for (let at = 3; at < pixels.data.length; at += 4) covered += pixels.data[at]! / 255;
    expect(covered).toBeCloseTo(Math.PI * 25, 0);
    const middle = 4 * (10 * 20 + 10);
    expect([...pixels.data.slice(middle, middle + 4)]).toEqual([0x33, 0x22, 0x11, 255]);
    expect(() => stampDisc(pixels, -2, 19.5, 5, 0xffffffff, 0.5)).not.toThrow();
  });

  it('lay one colour over another by alpha', () => {
    const pixels = { data: new Uint8ClampedArray([255, 0, 0, 255]), columns: 1, rows: 1 };
    stampDisc(pixels, 0.5, 0.5, 3, 0xff00ff00, 0.5);
    expect([...pixels.data]).toEqual([128, 128, 0, 255]);
  });
});

describe('the index of points', () => {
  it('finds the same nearest row as looking at every one', () => {
    const next = sequence(4);
    const grid = { columns: 300, rows: 200 };
    const cells = Int32Array.from({ length: 500 }, (_, i) =>
      i % 9 === 0 ? nowhere(grid) : Math.floor(next() * 60_000),
    );
    const index = createPointGrid(cells, grid);
    for (let k = 0; k < 200; k++) {
      const [column, row, reach] = [next() * 300, next() * 200, 4 + next() * 40];
      const distance = (i: number): number =>
        Math.hypot((cells[i]! % 300) + 0.5 - column, Math.floor(cells[i]! / 300) + 0.5 - row);
      const found = index.nearest(column, row, reach);
      const least = Math.min(...[...cells.keys()].filter((i) => cells[i]! < nowhere(grid)).map(distance));
      if (found === null) expect(least).toBeGreaterThan(reach);
      else expect(distance(found)).toBeCloseTo(least, 9);
    }
  });
});

describe('the layer of points', () => {
  const base: Omit<PointInputs, 'x' | 'y'> = {
    xMap: { scale: 100, offset: 0 },
    yMap: { scale: -100, offset: 100 },
    columns: 100,
    rows: 100,
    ratio: 1,
    colours: null,
    labels: null,
    radii: null,
    selection: null,
    theme: PLAIN_THEME,
    style: 'auto',
    shading: 'log',
    ramp: null,
  };

  it('draws few points as marks, the selected one in its colour and the rest fainter', () => {
    const layer = createPointLayer();
    const inputs = { ...base, x: values(0.25, 0.75), y: values(0.25, 0.75) };
    const at = (data: Uint8ClampedArray, x: number, y: number): number[] => [
      ...data.slice(4 * (y * 100 + x), 4 * (y * 100 + x) + 4),
    ];
    const plain = layer.draw(inputs);
    expect(layer.style).toBe('marks');
    expect(at(plain.data, 25, 75)[3]).toBeGreaterThan(200);
    expect(at(plain.data, 75, 25)[3]).toBeGreaterThan(200);
    expect(at(plain.data, 50, 50)[3]).toBe(0);
    const chosen = layer.draw({ ...inputs, selection: bitsOf(2, [1]) });
    expect(at(chosen.data, 75, 25)).toEqual([0xf0, 0xa0, 0x4b, 255]);
    expect(at(chosen.data, 25, 75)[3]).toBeLessThan(100);
    expect(layer.nearest(26, 74, 5)).toBe(0);
    expect(layer.nearest(50, 50, 5)).toBe(null);
  });

  it('draws crowds as density, and a selection in them without counting all again', () => {
    const next = sequence(1);
    const n = 100_000;
    const x = Float64Array.from({ length: n }, () => next() * 0.5);
    const y = Float64Array.from({ length: n }, next);
    const layer = createPointLayer();
    const all = packed(layer.draw({ ...base, x, y }).data);
    expect(layer.style).toBe('density');
    expect(layer.shown).toBe(n);
    expect(all[50 * 100 + 10]).not.toBe(0);
    expect(all[50 * 100 + 80]).toBe(0);
    expect(PLAIN_THEME.density).toContain(all[50 * 100 + 10]);
    const selection = bitsOf(
      n,
      Array.from(x.keys()).filter((i) => y[i]! > 0.5),
    );
    const lit = packed(layer.draw({ ...base, x, y, selection }).data);
    expect(PLAIN_THEME.densitySelected).toContain(lit[20 * 100 + 10]);
    expect(PLAIN_THEME.densityRest).toContain(lit[80 * 100 + 10]);
  });

  it('looks the same whatever it drew before', () => {
    const next = sequence(7);
    const n = 20_000;
    const [x, y] = [0, 1].map(() => Float64Array.from({ length: n }, next)) as [Float64Array, Float64Array];
    const selections = [0.1, 0.4, 0.8].map((share) =>
      bitsOf(
        n,
        Array.from(x.keys()).filter((i) => x[i]! < share),
      ),
    );
    const colours = Uint32Array.from({ length: n }, (_, i) => 0xff000000 + 50 * i);
    const ramp = PLAIN_THEME.density.slice().reverse();
    const looks: PointInputs[] = [
      {},
      { selection: selections[0]! },
      { selection: selections[1]! },
      { selection: selections[2]!, shading: 'sqrt' as const },
      { selection: selections[0]!, colours },
      { selection: selections[1]!, colours },
      { colours },
      { ramp },
      { selection: selections[2]!, ratio: 2 },
      { theme: { ...PLAIN_THEME, densityRest: ramp }, selection: selections[2]!, ratio: 2 },
      {},
    ].map((change) => ({ ...base, style: 'density' as const, x, y, ...change }));
    const layer = createPointLayer();
    for (const inputs of looks)
      expect(packed(layer.draw(inputs).data)).toEqual(packed(createPointLayer().draw(inputs).data));
  });

  it('sees another view, and another selection of the same view, as what they are', () => {
    const layer = createPointLayer();
    const inputs = { ...base, x: values(0.5, 0.9), y: values(0.5, 0.5), style: 'density' as const };
    layer.draw(inputs);
    expect(layer.shown).toBe(2);
    layer.draw({ ...inputs, xMap: { scale: 120, offset: 0 } });
    expect(layer.shown).toBe(1);
  });
});
