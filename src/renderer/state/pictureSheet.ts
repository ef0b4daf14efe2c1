import type { Snapshot } from '../canvas/viewer.ts';
import type { Box } from '../canvas/plots/plotTypes.ts';
import { short, type Mark, type Raster, type Sheet } from '../canvas/plots/sheet.ts';

/** The colour bar as it is drawn below a picture. */
export interface BarContent {
  /** From the dark end to the bright one, packed ABGR. */
  readonly colours: Uint32Array;
  /** Places from 0 to 1 along the bar. */
  readonly ticks: readonly { readonly place: number; readonly text: string }[];
  readonly unit: string;
}

export interface SheetColours {
  readonly text: string;
  readonly line: string;
}

const MARGIN = 12;
const BAR_HEIGHT = 12;
const TEXT_SIZE = 11;
/** Room below the picture for the bar and its words. */
export const BAR_ROOM = 52;

/** A drawing of what a viewer shows: the picture, what lies over it where that is wanted (first what is pixels itself), and
 * a colour bar below. */
export function pictureSheet(
  { width, height, picture, layers, marks }: Snapshot,
  withMarks: boolean,
  bar: BarContent | null,
  colours: SheetColours,
): Sheet {
  const clip = { x: 0, y: 0, width, height };
  const over = withMarks
    ? marks.map((mark): Mark =>
        mark.kind === 'path' ? { ...mark, clip: common(mark.clip ?? clip, clip) } : mark,
      )
    : [];
  const rasters = withMarks ? [picture, ...layers] : [picture];
  if (!bar) return { width, height, under: [], rasters, over };
  const { raster, marks: barMarks } = barAt(height, width, bar, colours);
  return {
    width,
    height: height + BAR_ROOM,
    under: [],
    rasters: [...rasters, raster],
    over: [...over, ...barMarks],
  };
}

/** What two boxes have in common. */
function common(one: Box, other: Box): Box {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
}

function barAt(
  top: number,
  width: number,
  { colours, ticks, unit }: BarContent,
  { text, line }: SheetColours,
): { readonly raster: Raster; readonly marks: readonly Mark[] } {
  const y = top + 8;
  const long = Math.max(1, width - 2 * MARGIN);
  const pixels = new Uint8ClampedArray(new Uint32Array(colours).buffer);
  const raster = { x: MARGIN, y, width: long, height: BAR_HEIGHT, columns: colours.length, rows: 1, pixels };
  const below = y + BAR_HEIGHT;
  const words = { kind: 'text', fill: text, size: TEXT_SIZE, y: below + 4 + TEXT_SIZE } as const;
  const marks = ticks.flatMap(({ place, text: label }): Mark[] => {
    const x = MARGIN + place * long;
    const anchor = place < 0.03 ? 'start' : place > 0.97 ? 'end' : 'middle';
    return [
      { kind: 'path', d: `M${short(x)} ${short(below)}v4`, stroke: line },
      { ...words, x, text: label, anchor },
    ];
  });
  if (unit !== '')
    marks.push({ ...words, x: width - MARGIN, y: below + 6 + 2 * TEXT_SIZE - 2, text: unit, anchor: 'end' });
  return { raster, marks };
}
