import { describe, expect, it } from 'vitest';
import { binCounts, binNumber, binRows } from '../../../../src/renderer/canvas/plots/binCounts.ts';
import { cornerPanels, cornerSheet, panelAt } from '../../../../src/renderer/canvas/plots/cornerSheet.ts';
import { dendrogramSheet } from '../../../../src/renderer/canvas/plots/dendrogramSheet.ts';
import { histogramSheet } from '../../../../src/renderer/canvas/plots/histogramSheet.ts';
import { lineSheet, spread, thinned } from '../../../../src/renderer/canvas/plots/lineSheet.ts';
import { escaped, plotSvg } from '../../../../src/renderer/canvas/plots/plotSvg.ts';
import { createPointLayer } from '../../../../src/renderer/canvas/plots/pointLayer.ts';
import { PLAIN_THEME } from '../../../../src/renderer/canvas/plots/plotTheme.ts';
import { createScatterSheet, type ScatterSpec } from '../../../../src/renderer/canvas/plots/scatterSheet.ts';
import { textWidth, type Mark, type Sheet } from '../../../../src/renderer/canvas/plots/sheet.ts';
import { silhouetteBlocks, silhouetteSheet } from '../../../../src/renderer/canvas/plots/silhouetteSheet.ts';
import { bitsOf, column, FRAME, sequence } from './data.ts';

const LINEAR = { log: false, flip: false };
const SPEC: ScatterSpec = {
  x: column('x', [0, 1, 2]),
  y: column('y', [0, 1, 2]),
  xAxis: LINEAR,
  yAxis: LINEAR,
  view: { x: { low: -1, high: 3 }, y: { low: -1, high: 3 } },
  equal: false,
  colour: { kind: 'none' },
  size: null,
  selection: null,
  overlays: [],
  style: 'auto',
  shading: 'log',
  densityMap: null,
};
const scatter = (spec: ScatterSpec, frame = FRAME): Sheet =>
  createScatterSheet(createPointLayer())(spec, frame);
const texts = (marks: readonly Mark[]): string[] =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const svgOf = (sheet: Sheet): string =>
  plotSvg(sheet, '#ffffff', 'a <title> & more', () => 'data:image/png;base64,AAAA');

describe('a scatter plot', () => {
  it('names axes with units and draws the points as a raster over the area', () => {
    const sheet = scatter({ ...SPEC, x: column('colour', [0, 1, 2], 'mag') });
    expect(texts(sheet.over)).toEqual(expect.arrayContaining(['colour (mag)', 'y', '−1', '3']));
    expect(sheet.rasters).toHaveLength(1);
    expect(sheet.rasters[0]!.pixels.some((value) => value > 0)).toBe(true);
  });

  it('draws vector points up to the number asked for, selected ones last', () => {
    const frame = { ...FRAME, vectorPoints: 3 };
    const sheet = scatter({ ...SPEC, selection: bitsOf(3, [1]) }, frame);
    expect(sheet.rasters).toHaveLength(0);
    const dots = sheet.under.filter((mark) => mark.kind === 'dots');
    expect(dots.map(({ x }) => x.length)).toEqual([2, 1, 1]);
    expect(dots.at(-1)!.fill).toEqual([PLAIN_THEME.star.css]);
    expect(scatter(SPEC, { ...frame, vectorPoints: 2 }).rasters).toHaveLength(1);
  });

  it('has a legend that counts every category, and noise', () => {
    const labels = Int32Array.of(0, -1, 4);
    const named = { kind: 'category', title: 'cluster', labels, names: ['a', '', '', '', '<b>'] } as const;
    expect(texts(scatter({ ...SPEC, colour: named }).over)).toEqual(
      expect.arrayContaining(['cluster', 'a (1)', '<b> (1)', 'noise (1)']),
    );
  });

  it('has a colour bar with the range of its column', () => {
    const colour = { kind: 'column', column: column('age', [1, 2, 9], 'Gyr'), map: 'viridis' } as const;
    expect(texts(scatter({ ...SPEC, colour }).over)).toEqual(expect.arrayContaining(['age (Gyr)', '2', '8']));
  });

  it('draws overlays within the area and leaves out those beyond it', () => {
    const sheet = scatter({
      ...SPEC,
      overlays: [
        { kind: 'hline', at: 0, label: 'zero' },
        { kind: 'vline', at: 99, label: 'beyond' },
        { kind: 'band', axis: 'y', low: -5, high: 1, label: 'band' },
        { kind: 'function', of: (x) => x * x, label: 'square' },
      ],
    });
    expect(texts(sheet.over)).toEqual(expect.arrayContaining(['zero', 'square']));
    expect(texts(sheet.over)).not.toContain('beyond');
    expect(texts(sheet.under)).toContain('band');
  });
});

describe('a histogram', () => {
  it('counts every finite value in the range once, the upper end in the last bin', () => {
    const units = Float64Array.of(0, 0.5, 1, 1.5, 2, NaN, -1, Infinity);
    const binned = binRows(units, { low: 0, high: 2 }, 2);
    expect([...binned.all]).toEqual([2, 3]);
    const counts = binCounts(binned, bitsOf(8, [0, 4, 5, 6]));
    expect([...counts.selected!]).toEqual([1, 1]);
    expect(binCounts(binned, null).selected).toBe(null);
  });

  it('takes more bins for more values and fewer for wide spreads', () => {
    const next = sequence(8);
    const many = Float64Array.from({ length: 50_000 }, next);
    const range = { low: 0, high: 1 };
    expect(binNumber(many, range)).toBeCloseTo(37, -1);
    expect(binNumber(many.slice(0, 100), range)).toBe(8);
    expect(binNumber(new Float64Array(100).fill(0.5), range)).toBe(10);
  });

  it('draws the selected rows over all', () => {
    const counts = binCounts(binRows(Float64Array.of(1, 2, 2), { low: 0, high: 3 }, 3), bitsOf(3, [1]));
    const spec = {
      column: column('v', []),
      xAxis: LINEAR,
      logCounts: false,
      counts,
      view: counts.range,
      overlays: [],
    };
    const fills = histogramSheet(spec, FRAME).under.map((mark) => (mark.kind === 'path' ? mark.fill : ''));
    expect(fills.slice(-2)).toEqual([PLAIN_THEME.bar.css, PLAIN_THEME.star.css]);
    expect(texts(histogramSheet({ ...spec, logCounts: true }, FRAME).over)).toContain('1');
  });
});

describe('a matrix of columns', () => {
  const range = { low: 0, high: 1 };
  const parts = ['a', 'b', 'c'].map((label) => {
    const own = column(label, [0.2, 0.5, 0.9]);
    return { column: own, log: false, range, counts: binCounts(binRows(own.values, range, 5), null) };
  });
  const spec = { columns: parts, colour: { kind: 'none' }, colours: null, selection: null } as const;

  it('keeps the labels of one panel off those of the next', () => {
    const { over } = cornerSheet(spec, FRAME, () => createPointLayer());
    const lowest = Math.max(
      ...over.map((mark) => (mark.kind === 'text' && /^[\d.]+$/.test(mark.text) ? mark.y : 0)),
    );
    const labels = over
      .flatMap((mark) => (mark.kind === 'text' && mark.y === lowest ? [mark] : []))
      .sort((a, b) => a.x - b.x);
    expect(labels.length).toBeGreaterThan(3);
    for (let k = 1; k < labels.length; k++) {
      const half = (textWidth(labels[k - 1]!.text) + textWidth(labels[k]!.text)) / 2;
      expect(labels[k]!.x - labels[k - 1]!.x).toBeGreaterThanOrEqual(half + 4);
    }
  });

  it('has the lower triangle and the diagonal, and knows where a point is', () => {
    const panels = cornerPanels(spec, FRAME);
    expect(panels.map(({ x, y }) => [x, y])).toEqual([
      [0, null],
      [0, 1],
      [1, null],
      [0, 2],
      [1, 2],
      [2, null],
    ]);
    const { area } = panels[4]!.axes;
    expect(panelAt(panels, area.x + 5, area.y + 5)).toBe(panels[4]);
    expect(panelAt(panels, FRAME.width - 2, 2)).toBe(null);
    const sheet = cornerSheet(spec, FRAME, () => createPointLayer());
    expect(sheet.rasters).toHaveLength(3);
    for (const { x, y, width, height } of sheet.rasters) {
      expect(x + width).toBeLessThanOrEqual(FRAME.width);
      expect(y + height).toBeLessThanOrEqual(FRAME.height);
    }
  });
});

describe('curves', () => {
  it('keep the extremes of every column of pixels when they are thinned', () => {
    const places = Array.from({ length: 50_000 }, (_, i) => [i / 500, i === 777 ? -9 : i % 7] as const);
    const kept = thinned(places);
    expect(kept.length).toBeLessThan(500);
    expect(kept).toContainEqual([777 / 500, -9]);
    expect(kept.at(-1)).toEqual(places.at(-1));
    expect(
      thinned(places.map(([x, y], i) => [x, i === 100 ? NaN : y] as const)).some(([, y]) => Number.isNaN(y)),
    ).toBe(true);
  });

  it('have names that do not cover one another', () => {
    const tops = spread([{ top: 50 }, { top: 51 }, { top: 52 }, { top: 200 }], 0, 100).map(({ top }) => top);
    for (let k = 1; k < tops.length; k++) expect(tops[k]! - tops[k - 1]!).toBeGreaterThanOrEqual(13);
    expect(Math.max(...tops)).toBeLessThanOrEqual(100);
  });

  it('are named and have their pick pointed out', () => {
    const one = { label: 'inertia', x: Float64Array.of(1, 2, 3), y: Float64Array.of(9, 3, 1), dots: true };
    const sheet = lineSheet(
      {
        series: [one],
        xAxis: { ...LINEAR, title: 'k' },
        yAxis: { ...LINEAR, title: 'inertia' },
        view: { x: { low: 0, high: 4 }, y: { low: 0, high: 10 } },
        overlays: [],
        picks: [{ x: 2, y: 3, label: 'elbow' }],
        names: 'ends',
      },
      FRAME,
    );
    expect(texts(sheet.over)).toEqual(expect.arrayContaining(['inertia', 'elbow', 'k']));
  });
});

describe('silhouettes', () => {
  it('are sorted within each cluster, without noise and missing values', () => {
    const blocks = silhouetteBlocks(Float64Array.of(0.1, 0.9, NaN, 0.5, 0.2), Int32Array.of(1, 0, 0, 0, -1));
    expect(blocks.map(({ label, values }) => [label, [...values]])).toEqual([
      [0, [0.9, 0.5]],
      [1, [0.1]],
    ]);
    expect(blocks[0]!.mean).toBeCloseTo(0.7, 12);
    const sheet = silhouetteSheet(blocks, ['A', 'B'], FRAME);
    expect(texts(sheet.over)).toEqual(expect.arrayContaining(['mean 0.500', 'A: 0.70', 'B: 0.10']));
  });
});

describe('a dendrogram', () => {
  it('has one path for each cluster and the cut', () => {
    const lines = {
      x1: Float64Array.of(0, 1, 0),
      y1: Float64Array.of(0, 0, 2),
      x2: Float64Array.of(0, 1, 1),
      y2: Float64Array.of(2, 2, 2),
      cluster: Int32Array.of(0, 1, -1),
    };
    const spec = {
      lines,
      leaves: [{ x: 0, label: '12' }],
      heightTitle: 'distance',
      x: { low: -1, high: 2 },
      y: { low: 0, high: 3 },
    };
    const sheet = dendrogramSheet(spec, 1, FRAME);
    const strokes = sheet.under.flatMap((mark) => (mark.kind === 'path' && mark.stroke ? [mark.stroke] : []));
    for (const colour of [...PLAIN_THEME.categories.slice(0, 2), PLAIN_THEME.muted])
      expect(strokes).toContain(colour.css);
    expect(texts(sheet.over)).toEqual(expect.arrayContaining(['12', 'distance', 'rows in each branch']));
    const cutColour = (cut: number): boolean =>
      dendrogramSheet(spec, cut, FRAME).over.some(
        (mark) => mark.kind === 'path' && mark.stroke === PLAIN_THEME.star.css,
      );
    expect([cutColour(1), cutColour(50)]).toEqual([true, false]);
  });
});

describe('SVG', () => {
  it('holds names from files as text, never as markup', () => {
    const evil = '"><script>alert(1)</script>&\u0000\ud800';
    const svg = svgOf(scatter({ ...SPEC, x: column(evil, [0, 1, 2]) }));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&quot;&gt;&lt;script&gt;');
    expect(svg).toContain('<title>a &lt;title&gt; &amp; more</title>');
    expect(escaped('a\u0001b\ud83d\ude00c\udc00')).toBe('a\ufffdb\ud83d\ude00c\ufffd');
  });

  it('has circles for few points and a picture for many', () => {
    expect(svgOf(scatter(SPEC, { ...FRAME, vectorPoints: 10 })).match(/<circle /g)).toHaveLength(3);
    const raster = svgOf(scatter(SPEC));
    expect(raster).toContain('href="data:image/png;base64,AAAA"');
    expect(raster).not.toContain('<circle');
  });

  it('is well-formed: every element is closed in order', () => {
    const svg = svgOf(
      scatter(
        {
          ...SPEC,
          overlays: [
            {
              kind: 'line',
              points: [
                [0, 0],
                [1, 9],
              ],
            },
          ],
        },
        { ...FRAME, vectorPoints: 9 },
      ),
    );
    const open: string[] = [];
    for (const [, slash, name, rest] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!rest!.endsWith('/')) open.push(name!);
    }
    expect(open).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});
