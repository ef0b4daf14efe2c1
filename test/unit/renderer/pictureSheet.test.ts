import { describe, expect, it } from 'vitest';
import { plotSvg } from '../../../src/renderer/canvas/plots/plotSvg.ts';
import { regionMarks } from '../../../src/renderer/canvas/regions/regionMarks.ts';
import { viewMarks, type ViewParts } from '../../../src/renderer/canvas/viewMarks.ts';
import { BAR_ROOM, pictureSheet } from '../../../src/renderer/state/pictureSheet.ts';

const colour = (css: string) => ({ css, red: 1, green: 2, blue: 3 });
const palette = { background: colour('#000'), star: colour('#f00'), selected: colour('#0ff') };
const viewport = { centre: { x: 49.5, y: 24.5 }, scale: 2, width: 200, height: 100 };
const nothing: ViewParts = {
  viewport,
  image: { width: 100, height: 50 },
  palette,
  circled: null,
  rows: null,
  selected: null,
};
const columns = { x: Float64Array.of(0, 99, 500), y: Float64Array.of(0, 49, 10) };
const marks = viewMarks({ ...nothing, circled: { columns, shown: 3, tone: 'star' } });
const region = {
  id: 'r1',
  shape: { kind: 'circle', centre: [50, 25], radius: 10 } as const,
  include: true,
  text: 'a<b',
  colour: 'green',
  width: 2,
  dashed: true,
};
const regions = regionMarks([region], { left: -1, top: 101, scale: 2 });
const pixels = new Uint8ClampedArray(16);
const snapshot = {
  width: 200,
  height: 100,
  picture: { x: 0, y: 0, width: 200, height: 100, columns: 2, rows: 2, pixels },
  marks: [...marks, ...regions],
  layers: [],
};
const bar = {
  colours: Uint32Array.of(0xff000000, 0xffffffff),
  ticks: [
    { place: 0, text: '0' },
    { place: 0.5, text: '5' },
  ],
  unit: 'Jy & co',
};
const look = { text: '#111', line: '#222' };
const svgOf = (withMarks: boolean, withBar: boolean): string =>
  plotSvg(pictureSheet(snapshot, withMarks, withBar ? bar : null, look), '#fff', 'x', () => 'data:,');

describe('a picture with what lies over it', () => {
  it('has circles as circles, where the view shows the stars', () => {
    const svg = svgOf(true, false);
    const circles = svg.match(/<circle [^>]*>/g) ?? [];
    expect(circles).toEqual([
      '<circle cx="1" cy="99" r="6" stroke="#f00"/>',
      '<circle cx="199" cy="1" r="6" stroke="#f00"/>',
    ]);
    expect(svg).toContain('fill="none" stroke-width="1.5"');
  });

  it('has regions as shapes, with their words as text', () => {
    const svg = svgOf(true, false);
    expect(svg).toContain('M119 51A20 20 0 0 1 79 51A20 20 0 0 1 119 51Z');
    expect(svg).toContain('stroke="#00ff00" stroke-width="2"');
    expect(svg).toContain('stroke-dasharray="8 3"');
    expect(svg).toContain('>a&lt;b</text>');
  });

  it('has the colour bar below, with its values and unit', () => {
    const sheet = pictureSheet(snapshot, true, bar, look);
    expect(sheet).toMatchObject({ width: 200, height: 100 + BAR_ROOM });
    expect(sheet.rasters[1]).toMatchObject({ y: 108, columns: 2, rows: 1 });
    expect([...sheet.rasters[1]!.pixels]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const svg = svgOf(true, true);
    expect(svg.match(/<image /g)).toHaveLength(2);
    expect(svg).toContain('>Jy &amp; co</text>');
    expect(svg).toContain('>5</text>');
  });

  it('has the unit within the picture', () => {
    const unit = pictureSheet(snapshot, true, bar, look).over.find(
      (mark) => mark.kind === 'text' && mark.text === bar.unit,
    );
    expect(unit).toMatchObject({ anchor: 'end', size: 11 });
    expect((unit as { readonly y: number }).y + 3).toBeLessThanOrEqual(100 + BAR_ROOM);
  });

  it('keeps what is drawn within a part of the view there', () => {
    const clip = { x: 20, y: -10, width: 30, height: 500 };
    const line = { kind: 'path', d: 'M0 50H200', stroke: '#fff', clip } as const;
    const { over } = pictureSheet({ ...snapshot, marks: [line] }, true, null, look);
    expect(over).toEqual([{ ...line, clip: { x: 20, y: 0, width: 30, height: 100 } }]);
  });

  it('has the picture alone where that is wanted', () => {
    const svg = svgOf(false, false);
    expect(svg).not.toMatch(/<circle|<path|<text/);
    expect(svg).toContain('height="100" viewBox="0 0 200 100"');
  });

  it('marks rows by their colours, and the selected ones apart', () => {
    const rows = {
      ...columns,
      colours: Uint32Array.of(0xff0000ff, 0xff00ff00, 0xffff0000),
      selected: { words: Uint32Array.of(2), length: 3 },
    };
    const [dim, bold] = viewMarks({ ...nothing, rows: rows as never });
    expect(dim).toMatchObject({ kind: 'dots', x: Float32Array.of(1) });
    expect(bold).toMatchObject({ kind: 'dots', x: Float32Array.of(199), fill: ['#0ff'] });
  });

  it('rings what is selected', () => {
    const [shade, ring] = viewMarks({ ...nothing, selected: { x: 49.5, y: 24.5 } });
    expect(shade).toMatchObject({ line: 5, x: Float32Array.of(100), y: Float32Array.of(50) });
    expect(ring).toMatchObject({ line: 2, fill: ['#0ff'] });
  });

  it('has masks between the picture and the marks, where those are wanted', () => {
    const [first, second] = [1, 2].map(() => ({ ...snapshot.picture }));
    const layered = { ...snapshot, layers: [first!, second!] };
    const sheet = pictureSheet(layered, true, bar, look);
    expect(sheet.rasters.slice(0, 3)).toEqual([snapshot.picture, first, second]);
    expect(sheet.rasters[1]).toBe(first);
    expect(sheet.rasters[2]).toBe(second);
    expect(sheet.rasters).toHaveLength(4);
    const svg = plotSvg(pictureSheet(layered, true, null, look), '#fff', 'x', () => 'data:,');
    expect(svg.match(/<image /g)).toHaveLength(3);
    expect(svg.lastIndexOf('<image ')).toBeLessThan(svg.indexOf('<circle '));
    expect(pictureSheet(layered, false, null, look).rasters).toEqual([snapshot.picture]);
  });
});
