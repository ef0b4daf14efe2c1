import { countRows } from '../../core/selection/index.ts';
import type { Palette } from './palette.ts';
import { cssOf } from './plots/plotTheme.ts';
import type { DotsMark, Mark } from './plots/sheet.ts';
import { meanSpacing } from './rowIndex.ts';
import { DIMMED, rowStyle, selectedStyle, type RowStyle } from './rowStyle.ts';
import { circleStyle } from './starShape.ts';
import type { ImagePoint, RowMarks, StarColumns, StarTone } from './viewer.ts';
import { screenFromImage, type ImageSize, type Viewport } from './viewport.ts';

/** The stars that are circled. */
interface Circled {
  readonly columns: StarColumns;
  readonly shown: number;
  readonly tone: StarTone;
}

/** What a viewer draws over its picture, and where. */
export interface ViewParts {
  readonly viewport: Viewport;
  readonly image: ImageSize;
  readonly palette: Palette;
  readonly circled: Circled | null;
  readonly rows: RowMarks | null;
  readonly selected: ImagePoint | null;
}

const SELECTED_RADIUS = 9;

/** Circles of stars, marks of rows, and the ring of the selected one. */
export function viewMarks(parts: ViewParts): Mark[] {
  return [...starMarks(parts), ...rowMarks(parts), ...selectedMarks(parts)];
}

function starMarks({ circled, viewport, image, palette }: ViewParts): Mark[] {
  if (!circled || circled.shown === 0) return [];
  const { columns, shown, tone } = circled;
  const style = circleStyle(shown, image, viewport.scale);
  const { css } = palette[tone];
  return [
    ringsAt(
      viewport,
      columns,
      (star) => star < shown,
      style,
      () => css,
    ),
  ];
}

function rowMarks({ rows, viewport, image, palette }: ViewParts): Mark[] {
  if (!rows) return [];
  const { colours, selected } = rows;
  const spacing = meanSpacing(rows, image) * viewport.scale;
  const style = rowStyle(spacing, rows.x.length);
  const isSelected = (row: number): boolean =>
    selected !== null && ((selected.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
  const colour = (row: number): string => (colours ? cssOf(colours[row]!) : palette.star.css);
  if (!selected) return [marked(viewport, rows, () => true, style, colour)];
  const dim = { ...style, opacity: style.opacity * DIMMED };
  const bold = selectedStyle(style, countRows(selected) / rows.x.length);
  return [
    marked(viewport, rows, (row) => !isSelected(row), dim, colour),
    marked(viewport, rows, isSelected, bold, () => palette.selected.css),
  ];
}

function selectedMarks({ selected, viewport, palette }: ViewParts): Mark[] {
  if (!selected) return [];
  const at = { x: Float64Array.of(selected.x), y: Float64Array.of(selected.y) };
  const style = { radius: SELECTED_RADIUS, lineWidth: 2, opacity: 1 };
  const shade = { ...style, lineWidth: 5, opacity: 0.6 };
  return [
    ringsAt(
      viewport,
      at,
      () => true,
      shade,
      () => '#000000',
    ),
    ringsAt(
      viewport,
      at,
      () => true,
      style,
      () => palette.selected.css,
    ),
  ];
}

function marked(
  viewport: Viewport,
  rows: RowMarks,
  wanted: (row: number) => boolean,
  style: RowStyle,
  colour: (row: number) => string,
): DotsMark {
  const { line, ...dots } = ringsAt(viewport, rows, wanted, style, colour);
  return style.kind === 'dots' || line === undefined ? dots : { ...dots, line };
}

/** A ring at each of the places that is wanted and may be seen. */
function ringsAt(
  viewport: Viewport,
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  wanted: (index: number) => boolean,
  { radius, lineWidth, opacity }: { radius: number; lineWidth: number; opacity: number },
  colour: (index: number) => string,
): DotsMark {
  const { width, height } = viewport;
  const across: number[] = [];
  const down: number[] = [];
  const fill: string[] = [];
  const reach = radius + lineWidth;
  for (let i = 0; i < x.length; i++) {
    if (!wanted(i)) continue;
    const { left, top } = screenFromImage(viewport, { x: x[i]!, y: y[i]! });
    // Where a place is not known the comparison is false too.
    if (!(left > -reach && left < width + reach && top > -reach && top < height + reach)) continue;
    across.push(left);
    down.push(top);
    fill.push(colour(i));
  }
  return {
    kind: 'dots',
    x: Float32Array.from(across),
    y: Float32Array.from(down),
    radius: new Float32Array(across.length).fill(radius),
    fill,
    opacity,
    clip: { x: 0, y: 0, width, height },
    line: lineWidth,
  };
}
