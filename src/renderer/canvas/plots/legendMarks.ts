import { text } from './axisMarks.ts';
import { axisTicks } from './axisTicks.ts';
import type { PlotTheme } from './plotTheme.ts';
import { cssOf } from './plotTheme.ts';
import type { Box, ColourSpec } from './plotTypes.ts';
import { pixelMap, pixelOf } from './plotView.ts';
import { colourRange, legendEntries } from './rowColours.ts';
import { boxPath, fittedText, linePath, short, type Mark } from './sheet.ts';
import { colormap } from '../../../core/colormap/index.ts';

const LINE = 17;
const BAR = 12;
const BANDS = 64;

/** Room in CSS pixels that the legend needs at the right of a plot of the given width. */
export function legendWidth(spec: ColourSpec, width: number): number {
  if (spec.kind === 'none') return 14;
  if (spec.kind === 'column') return 76;
  return Math.min(Math.max(Math.round(width * 0.22), 96), 150);
}

/** Legend of categories, or colour bar of a column, to the right of the area. */
export function legendMarks(spec: ColourSpec, area: Box, width: number, theme: PlotTheme): Mark[] {
  const x = area.x + area.width + 14;
  if (spec.kind === 'none') return [];
  if (spec.kind === 'column') return colourBar(spec, { ...area, x, width: BAR }, theme);
  const entries = legendEntries(spec, theme).map(({ label, colour, count }) => ({
    label: `${label} (${grouped(count)})`,
    colour: colour.css,
    small: label === 'noise',
  }));
  return listMarks(spec.title, entries, { ...area, x, width: width - x - 4 }, theme);
}

export interface ListEntry {
  readonly label: string;
  readonly colour: string;
  readonly small: boolean;
}

/** A title over coloured points with labels; what does not fit is counted. */
export function listMarks(title: string, entries: readonly ListEntry[], box: Box, theme: PlotTheme): Mark[] {
  const room = Math.max(Math.floor((box.height - 16) / LINE), 1);
  const shown = entries.length > room ? entries.slice(0, room - 1) : entries;
  const marks: Mark[] = [
    { ...text(box.x, box.y + 10, fittedText(title, box.width), theme.text.css, 'start'), bold: true },
  ];
  for (const [k, { label, colour, small }] of shown.entries()) {
    const y = box.y + 16 + k * LINE + 9;
    marks.push(
      { kind: 'path', d: discPath(box.x + 5, y, small ? 2.5 : 4), fill: colour },
      text(box.x + 15, y + 4, fittedText(label, box.width - 15), theme.muted.css, 'start'),
    );
  }
  if (shown.length < entries.length) {
    const y = box.y + 16 + shown.length * LINE + 13;
    const more = `and ${grouped(entries.length - shown.length)} more`;
    marks.push(text(box.x + 15, y, more, theme.muted.css, 'start'));
  }
  return marks;
}

function colourBar(spec: Extract<ColourSpec, { kind: 'column' }>, bar: Box, theme: PlotTheme): Mark[] {
  const { column } = spec;
  const map = colormap(spec.map, spec.invert ?? false);
  const [low, high] = colourRange(spec);
  const range = high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 };
  const toPixel = pixelMap(range, false, bar.y + bar.height, bar.y);
  const marks: Mark[] = [];
  const step = bar.height / BANDS;
  for (let k = 0; k < BANDS; k++) {
    const colour = map[255 - Math.round((k * 255) / (BANDS - 1))]!;
    // Bands overlap by half a pixel: no seam shows whatever the scale.
    const band = {
      x: bar.x,
      y: bar.y + k * step,
      width: bar.width,
      height: k < BANDS - 1 ? step + 0.5 : step,
    };
    marks.push({ kind: 'path', d: boxPath(band), fill: cssOf(colour) });
  }
  marks.push({ kind: 'path', d: boxPath(bar), stroke: theme.lineStrong.css, width: 1 });
  for (const { at, label } of axisTicks(range, false, Math.max(Math.floor(bar.height / 52), 2))) {
    const y = pixelOf(toPixel, at);
    marks.push({
      kind: 'path',
      d: linePath(bar.x + bar.width, y, bar.x + bar.width + 3, y),
      stroke: theme.lineStrong.css,
      width: 1,
    });
    marks.push(text(bar.x + bar.width + 6, y + 4, fittedText(label, 34), theme.muted.css, 'start'));
  }
  const title = column.unit ? `${column.label} (${column.unit})` : column.label;
  const shown = fittedText(title, bar.height);
  marks.push({
    ...text(bar.x + bar.width + 46, bar.y + bar.height / 2, shown, theme.text.css, 'middle'),
    upwards: true,
  });
  return marks;
}

export function discPath(x: number, y: number, radius: number): string {
  const r = short(radius);
  return `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${short(2 * radius)} 0a${r} ${r} 0 1 0 ${short(-2 * radius)} 0Z`;
}

/** A whole number with thin spaces between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
