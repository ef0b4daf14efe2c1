import type { Context } from 'konva/lib/Context.js';
import { Shape } from 'konva/lib/Shape.js';
import type { Colour } from './palette.ts';
import { cssOf } from './plots/plotTheme.ts';
import { ringStamp, type RingStamp } from './ringStamp.ts';
import { nearestRow, rowsWithin } from './rowIndex.ts';
import { dotStamp, fadedStamp, stampColourInto, type ColourPlane } from './rowStamp.ts';
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
  setRows(rows: RowMarks | null): void;
  /** Set before the layer is drawn. */
  setScene(scene: RowScene): void;
  readonly visible: boolean;
  nearest(point: ImagePoint, reach: number): number | null;
}

/** A path of more marks takes longer than stamping them. */
const LARGEST_PATH = 1000;

/** Where rows come to lie: in pixels of the canvas, or of the buffer. */
interface Placement {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function createRowShape(): RowShape {
  let rows: RowMarks | null = null;
  let scene: RowScene | null = null;
  let onImage: { readonly x: Float64Array; readonly size: ImageSize; readonly count: number } | null = null;
  let pixels: ImageData | null = null;
  const few = new Int32Array(LARGEST_PATH);
  const node = new Shape({ sceneFunc: draw, listening: false, perfectDrawEnabled: false });

  function draw(context: Context): void {
    if (!rows || !scene) return;
    const { viewport, margin, image } = scene;
    const count = rowsWithin(rows, visibleBounds(viewport, margin + LARGEST_REACH), few);
    if (count === 0) return;
    const style = rowStyle(countOnImage(rows, image), count, image, viewport.scale);
    if (count <= LARGEST_PATH && style.kind === 'rings')
      drawPaths(context, rows, few.subarray(0, count), scene, style);
    else drawStamps(context, rows, scene, style);
  }

  function countOnImage({ x, y }: RowMarks, size: ImageSize): number {
    if (onImage?.x !== x || onImage.size.width !== size.width || onImage.size.height !== size.height) {
      const bounds = { x0: -0.5, x1: size.width - 0.5, y0: -0.5, y1: size.height - 0.5 };
      onImage = { x, size, count: rowsWithin({ x, y }, bounds, new Int32Array(0)) };
    }
    return onImage.count;
  }

  function drawStamps(
    context: Context,
    marks: RowMarks,
    { viewport, ...from }: RowScene,
    style: RowStyle,
  ): void {
    const { devicePixelRatio: ratio, margin } = from;
    // The canvas truncates its size; the buffer is wider by a border that lets stamps run over the edge.
    const border = Math.ceil((LARGEST_REACH + 2) * ratio);
    const width = Math.floor((viewport.width + 2 * margin) * ratio) + 2 * border;
    const height = Math.floor((viewport.height + 2 * margin) * ratio) + 2 * border;
    if (pixels?.width !== width || pixels.height !== height) pixels = new ImageData(width, height);
    const plane: ColourPlane = { data: new Uint32Array(pixels.data.buffer), width, height };
    plane.data.fill(0);
    const place: Placement = {
      scale: viewport.scale * ratio,
      left: border + (margin + viewport.width / 2) * ratio - viewport.centre.x * viewport.scale * ratio,
      top: border + (margin + viewport.height / 2) * ratio + viewport.centre.y * viewport.scale * ratio,
    };
    const plain = rgbOf(from.plain);
    const stamp = stampOf(style, ratio, width);
    if (!marks.selected) stampAll(plane, stamp, marks, place, plain);
    else {
      stampAll(plane, fadedStamp(stamp, DIMMED), marks, place, plain);
      const bold = stampOf(selectedStyle(style), ratio, width);
      stampSelected(plane, bold, marks, marks.selected.words, place, rgbOf(from.selected));
    }
    context.putImageData(pixels, -border, -border);
  }

  return {
    node,
    setRows(next) {
      rows = next;
    },
    setScene(next) {
      scene = next;
    },
    get visible() {
      return rows !== null && rows.x.length > 0;
    },
    nearest: (point, reach) => rows && nearestRow(rows, point, reach),
  };
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

function stampSelected(
  plane: ColourPlane,
  stamp: RingStamp,
  { x, y }: RowMarks,
  words: Uint32Array,
  { scale, left, top }: Placement,
  rgb: number,
): void {
  for (let i = 0; i < words.length; i++) {
    let word = words[i]!;
    while (word !== 0) {
      const row = i * 32 + 31 - Math.clz32(word & -word);
      stampColourInto(plane, stamp, left + x[row]! * scale, top - y[row]! * scale, rgb);
      word &= word - 1;
    }
  }
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
  if (selected) pass(true, selectedStyle(style));
}

function rgbOf({ red, green, blue }: Colour): number {
  return red | (green << 8) | (blue << 16);
}
