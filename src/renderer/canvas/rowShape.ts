import type { Context } from 'konva/lib/Context.js';
import { Shape } from 'konva/lib/Shape.js';
import { countRows, equalBitsets, forEachRow, rowsOf } from '../../core/selection/index.ts';
import type { Colour } from './palette.ts';
import { cssOf } from './plots/plotTheme.ts';
import type { RowBits } from './plots/plotTypes.ts';
import { selectedRows } from './plots/selectedRows.ts';
import { ringStamp, type RingStamp } from './ringStamp.ts';
import { meanSpacing, nearestRow, rowsWithin } from './rowIndex.ts';
import {
  centresOf,
  dotStamp,
  fadedStamp,
  stampColourInto,
  stampDots,
  type ColourPlane,
  type Placement,
} from './rowStamp.ts';
import { DIMMED, LARGEST_REACH, rowStyle, selectedStyle, type RowStyle } from './rowStyle.ts';
import type { ImagePoint, RowMarks } from './viewer.ts';
import { visibleBounds, type ImageSize, type Viewport } from './viewport.ts';

/** What the shape draws, and for which view. */
export interface RowScene {
  readonly viewport: Viewport;
  /** CSS pixels drawn beyond each edge of the view. */
  readonly margin: number;
  readonly devicePixelRatio: number;
  readonly image: ImageSize;
  /** Of rows without a colour of their own, and of those that are selected. */
  readonly plain: Colour;
  readonly selected: Colour;
}

/** The marks of all rows as one shape. */
export interface RowShape {
  readonly node: Shape;
  /** Whether anything is to be drawn anew. */
  setRows(rows: RowMarks | null): boolean;
  /** Set before the layer is drawn. */
  setScene(scene: RowScene): void;
  readonly visible: boolean;
  nearest(point: ImagePoint, reach: number): number | null;
  destroy(): void;
}

/** While the view stands for so long (milliseconds), the selection that is to come is made ready for. */
const REST_MS = 150;
/** A path of more marks takes longer than stamping them. */
const LARGEST_PATH = 1000;

/** What something was made for. */
interface Drawn {
  readonly rows: RowMarks;
  readonly scene: RowScene;
}

export function createRowShape(): RowShape {
  let rows: RowMarks | null = null;
  let scene: RowScene | null = null;
  let spread: { readonly x: Float64Array; readonly size: ImageSize; readonly spacing: number } | null = null;
  let pixels: ImageData | null = null;
  let looked: (Drawn & { readonly count: number; readonly style: RowStyle }) | null = null;
  let dimmed: (Drawn & { readonly data: Uint32Array }) | null = null;
  let centred: { readonly of: object; readonly centres: Int32Array } | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const few = new Int32Array(LARGEST_PATH);
  const node = new Shape({ sceneFunc: draw, listening: false, perfectDrawEnabled: false });

  function draw(context: Context): void {
    if (!rows || !scene) return;
    const { viewport, margin, image } = scene;
    if (!isSame(looked, rows, scene)) {
      const count = rowsWithin(rows, visibleBounds(viewport, margin + LARGEST_REACH), few);
      const style = rowStyle(spacingOn(rows, image) * viewport.scale, count);
      looked = { rows, scene, count, style };
    }
    const { count, style } = looked;
    if (count === 0) return;
    if (count <= LARGEST_PATH && style.kind === 'rings') {
      drawPaths(context, rows, few.subarray(0, count), scene, style);
      return;
    }
    const { pixels: stamped, border } = stamps(rows, scene, style);
    context.putImageData(stamped, -border, -border);
    rehearse(REST_MS);
  }

  /** Stamps the rows with a selection like those to come, and shows nothing: what stands back is then at hand. */
  function rehearse(delay: number): void {
    clearTimeout(waiting);
    if (!rows?.rehearsal || rows.selected) return;
    waiting = setTimeout(() => {
      if (!rows?.rehearsal || rows.selected || !scene || !isSame(looked, rows, scene)) return;
      if (isSame(dimmed, rows, scene)) return;
      const isStamped = looked.count > LARGEST_PATH || looked.style.kind === 'dots';
      if (isStamped) stamps({ ...rows, selected: rows.rehearsal }, scene, looked.style);
    }, delay);
  }

  function spacingOn(places: RowMarks, size: ImageSize): number {
    if (spread?.x !== places.x || spread.size.width !== size.width || spread.size.height !== size.height)
      spread = { x: places.x, size, spacing: meanSpacing(places, size) };
    return spread.spacing;
  }

  /** The marks in a buffer that is wider than the canvas by a border. */
  function stamps(
    marks: RowMarks,
    from: RowScene,
    style: RowStyle,
  ): { readonly pixels: ImageData; readonly border: number } {
    const { viewport, devicePixelRatio: ratio, margin } = from;
    // The canvas truncates its size; the border lets stamps run over the edge.
    const border = Math.ceil((LARGEST_REACH + 2) * ratio);
    const width = Math.floor((viewport.width + 2 * margin) * ratio) + 2 * border;
    const height = Math.floor((viewport.height + 2 * margin) * ratio) + 2 * border;
    if (pixels?.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
    const plane: ColourPlane = { data: new Uint32Array(pixels.data.buffer), width, height };
    const place: Placement = {
      scale: viewport.scale * ratio,
      left: border + (margin + viewport.width / 2) * ratio - viewport.centre.x * viewport.scale * ratio,
      top: border + (margin + viewport.height / 2) * ratio + viewport.centre.y * viewport.scale * ratio,
    };
    const plain = rgbOf(from.plain);
    const stamp = stampOf(style, ratio, width);
    if (!marks.selected) {
      plane.data.fill(0);
      stampAll(plane, stamp, marks, place, plain);
    } else {
      // While the view stands and only the selection changes, what stands back stays as it is.
      if (!isSame(dimmed, marks, from) || dimmed.data.length !== plane.data.length) {
        dimmed = { rows: marks, scene: from, data: new Uint32Array(plane.data.length) };
        stampAll({ ...plane, data: dimmed.data }, fadedStamp(stamp, DIMMED), marks, place, plain);
      }
      plane.data.set(dimmed.data);
      const share = countRows(marks.selected) / marks.x.length;
      const bold = selectedStyle(style, share);
      const boldStamp = stampOf(bold, ratio, width);
      const rgb = rgbOf(from.selected);
      if (bold.kind === 'dots') {
        // Dots from without half of the border are not seen.
        if (centred?.of !== dimmed)
          centred = { of: dimmed, centres: centresOf(marks, place, plane, border / 2) };
        stampDots(plane, boldStamp, centred.centres, listed(marks.selected), rgb);
      } else stampSelected(plane, boldStamp, marks, marks.selected, place, rgb);
    }
    return { pixels, border };
  }

  return {
    node,
    setRows(next) {
      const before = rows;
      rows = next;
      if (!next) pixels = looked = dimmed = centred = null;
      if (next?.rehearsal !== before?.rehearsal) rehearse(0);
      return !isSameMarks(before, next);
    },
    setScene(next) {
      scene = next;
    },
    get visible() {
      return rows !== null && rows.x.length > 0;
    },
    nearest: (point, reach) => rows && nearestRow(rows, point, reach),
    destroy: () => clearTimeout(waiting),
  };
}

/** Whether what was made still holds: the same marks, whatever is selected, in the same view. */
function isSame<Made extends Drawn>(made: Made | null, rows: RowMarks, scene: RowScene): made is Made {
  return (
    made !== null &&
    isSamePlaces(made.rows, rows) &&
    made.scene.viewport === scene.viewport &&
    made.scene.plain === scene.plain &&
    made.scene.devicePixelRatio === scene.devicePixelRatio &&
    made.scene.image === scene.image
  );
}

function isSamePlaces(a: RowMarks, b: RowMarks): boolean {
  return a.x === b.x && a.y === b.y && a.colours === b.colours;
}

/** A document that comes back from the engine brings another bitset of the same rows. */
function isSameMarks(a: RowMarks | null, b: RowMarks | null): boolean {
  if (!a || !b) return a === b;
  if (!isSamePlaces(a, b)) return false;
  if (!a.selected || !b.selected) return a.selected === b.selected;
  return equalBitsets(a.selected, b.selected);
}

function stampOf({ kind, radius, lineWidth, opacity }: RowStyle, ratio: number, stride: number): RingStamp {
  if (kind === 'dots') return dotStamp(Math.max(Math.round(2 * radius * ratio), 1), stride, opacity);
  return fadedStamp(ringStamp(radius * ratio, lineWidth * ratio, stride), opacity);
}

function stampAll(
  plane: ColourPlane,
  stamp: RingStamp,
  { x, y, colours }: RowMarks,
  { scale, left, top }: Placement,
  plain: number,
): void {
  for (let row = 0; row < x.length; row++) {
    const rgb = colours ? colours[row]! & 0xffffff : plain;
    stampColourInto(plane, stamp, left + x[row]! * scale, top - y[row]! * scale, rgb);
  }
}

/** As the plots list them, where they do. */
function listed(selected: RowBits): Uint32Array {
  const { rows, areOthers } = selectedRows(selected, selected.rows);
  return areOthers ? rowsOf(selected) : rows;
}

function stampSelected(
  plane: ColourPlane,
  stamp: RingStamp,
  { x, y }: RowMarks,
  selected: RowBits,
  { scale, left, top }: Placement,
  rgb: number,
): void {
  forEachRow(selected, (row) =>
    stampColourInto(plane, stamp, left + x[row]! * scale, top - y[row]! * scale, rgb),
  );
}

function drawPaths(
  context: Context,
  { x, y, colours, selected }: RowMarks,
  visible: Int32Array,
  { viewport, margin, plain, selected: bold }: RowScene,
  style: RowStyle,
): void {
  const { scale, centre } = viewport;
  const left = margin + viewport.width / 2 - centre.x * scale;
  const top = margin + viewport.height / 2 + centre.y * scale;
  const isSelected = (row: number): boolean =>
    selected !== null && ((selected.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
  const pass = (wanted: boolean, look: RowStyle): void => {
    context.setAttr('lineWidth', look.lineWidth);
    context.setAttr('globalAlpha', look.opacity);
    let colour: string | null = null;
    for (const row of visible) {
      if (isSelected(row) !== wanted) continue;
      const own = wanted ? bold.css : colours ? cssOf(colours[row]!) : plain.css;
      if (own !== colour) {
        if (colour !== null) context.stroke();
        context.beginPath();
        context.setAttr('strokeStyle', (colour = own));
      }
      const [across, down] = [left + x[row]! * scale, top - y[row]! * scale];
      context.moveTo(across + look.radius, down);
      context.arc(across, down, look.radius, 0, 2 * Math.PI);
    }
    if (colour !== null) context.stroke();
  };
  pass(false, selected ? { ...style, opacity: style.opacity * DIMMED } : style);
  if (selected) pass(true, selectedStyle(style, 1));
}

function rgbOf({ red, green, blue }: Colour): number {
  return red | (green << 8) | (blue << 16);
}
