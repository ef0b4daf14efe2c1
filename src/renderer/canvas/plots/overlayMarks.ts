import { text as plainText, type Axes } from './axisMarks.ts';
import type { PlotTheme } from './plotTheme.ts';
import type { AxisKind, Overlay, Tone } from './plotTypes.ts';
import { pixelOf, unitAt, unitOf, valueOf } from './plotView.ts';
import { boxPath, fittedText, linePath, short, textWidth, type Mark } from './sheet.ts';

export function toneColour(theme: PlotTheme, tone: Tone): string {
  return theme[tone].css;
}

/** What is drawn over or, for bands, under the data of a plot. */
export function overlayMarks(
  overlays: readonly Overlay[],
  axes: Axes,
  x: AxisKind,
  y: AxisKind,
  theme: PlotTheme,
): { under: Mark[]; over: Mark[] } {
  const under: Mark[] = [];
  const over: Mark[] = [];
  for (const overlay of overlays) {
    const marks = marksOf(overlay, axes, x, y, theme);
    (overlay.kind === 'band' ? under : over).push(...marks);
  }
  return { under, over };
}

type Text = (x: number, y: number, content: string, fill: string, anchor: 'start' | 'end') => Mark;

/** Labels that can be read over data. */
function textOver(theme: PlotTheme): Text {
  return (...given) => ({ ...plainText(...given), halo: theme.area.css });
}

function marksOf(overlay: Overlay, axes: Axes, x: AxisKind, y: AxisKind, theme: PlotTheme): Mark[] {
  const colour = toneColour(theme, overlay.tone ?? 'text');
  const text = textOver(theme);
  switch (overlay.kind) {
    case 'hline':
    case 'vline':
      return straightMarks(overlay, axes, overlay.kind === 'hline' ? y : x, colour, text);
    case 'band':
      return bandMarks(overlay, axes, overlay.axis === 'x' ? x : y, colour, text);
    case 'line':
      return curveMarks(overlay, overlay.points, axes, x, y, colour, text);
    case 'function':
      return curveMarks(overlay, sampled(overlay.of, axes, x), axes, x, y, colour, text);
  }
}

function straightMarks(
  { kind, at, label }: Extract<Overlay, { kind: 'hline' | 'vline' }>,
  { area, x, y }: Axes,
  axis: AxisKind,
  colour: string,
  text: Text,
): Mark[] {
  const flat = kind === 'hline';
  const place = pixelOf(flat ? y : x, unitOf(at, axis.log));
  const [from, to] = flat ? [area.y, area.y + area.height] : [area.x, area.x + area.width];
  if (!(place >= from && place <= to)) return [];
  const d = flat
    ? linePath(area.x, place, area.x + area.width, place)
    : linePath(place, area.y, place, area.y + area.height);
  const marks: Mark[] = [{ kind: 'path', d, stroke: colour, width: 1.25, dash: '5 4', opacity: 0.9 }];
  if (label) {
    const shown = fittedText(label, flat ? area.width - 12 : area.width / 2);
    const room = area.x + area.width - place > textWidth(shown) + 10;
    marks.push(
      flat
        ? text(area.x + area.width - 6, place - from > 18 ? place - 5 : place + 13, shown, colour, 'end')
        : text(room ? place + 5 : place - 5, area.y + 14, shown, colour, room ? 'start' : 'end'),
    );
  }
  return marks;
}

function bandMarks(
  { axis, low, high, label }: Extract<Overlay, { kind: 'band' }>,
  { area, x, y }: Axes,
  kind: AxisKind,
  colour: string,
  text: Text,
): Mark[] {
  const map = axis === 'x' ? x : y;
  const ends = [pixelOf(map, unitOf(low, kind.log)), pixelOf(map, unitOf(high, kind.log))];
  const [from, to] = axis === 'x' ? [area.x, area.x + area.width] : [area.y, area.y + area.height];
  const start = Math.max(Math.min(...ends), from);
  const end = Math.min(Math.max(...ends), to);
  if (!(end > start)) return [];
  const box =
    axis === 'x'
      ? { x: start, y: area.y, width: end - start, height: area.height }
      : { x: area.x, y: start, width: area.width, height: end - start };
  const marks: Mark[] = [{ kind: 'path', d: boxPath(box), fill: colour, opacity: 0.12 }];
  if (label) marks.push(text(box.x + 6, box.y + 14, fittedText(label, box.width - 12), colour, 'start'));
  return marks;
}

function curveMarks(
  { label, dashed }: { readonly label?: string; readonly dashed?: boolean },
  points: readonly (readonly [number, number])[],
  { area, x, y }: Axes,
  xKind: AxisKind,
  yKind: AxisKind,
  colour: string,
  text: Text,
): Mark[] {
  const d = polyline(
    points.map(([px, py]) => [pixelOf(x, unitOf(px, xKind.log)), pixelOf(y, unitOf(py, yKind.log))]),
  );
  const dash = dashed ? { dash: '5 4' } : {};
  const marks: Mark[] = [{ kind: 'path', d, stroke: colour, width: 1.75, clip: area, ...dash }];
  if (label)
    marks.push(text(area.x + area.width - 6, area.y + 14, fittedText(label, area.width - 12), colour, 'end'));
  return marks;
}

/** A line through places in pixels, interrupted where one is missing. */
export function polyline(points: Iterable<readonly [number, number]>): string {
  let d = '';
  let pen = 'M';
  for (const [left, top] of points) {
    if (!Number.isFinite(left) || !Number.isFinite(top)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${short(clamped(left))} ${short(clamped(top))}`;
    pen = 'L';
  }
  return d;
}

/** Far outside is far enough: renderers lose precision with huge coordinates. */
function clamped(pixel: number): number {
  return Math.min(Math.max(pixel, -1e5), 1e5);
}

/** A function at every other pixel. */
function sampled(of: (x: number) => number, { area, x }: Axes, kind: AxisKind): [number, number][] {
  const points: [number, number][] = [];
  for (let left = area.x; left <= area.x + area.width; left += 2) {
    const value = valueOf(unitAt(x, left), kind.log);
    points.push([value, of(value)]);
  }
  return points;
}
