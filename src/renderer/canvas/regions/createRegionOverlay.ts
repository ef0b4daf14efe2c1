import { Layer } from 'konva/lib/Layer.js';
import { Rect } from 'konva/lib/shapes/Rect.js';
import { Shape } from 'konva/lib/Shape.js';
import { Stage } from 'konva/lib/Stage.js';
import type { RegionKind, RegionPoint } from '../../../core/region/index.ts';
import type { Overlay, OverlayHost, OverlayPointer, OverlayScene } from '../overlay.ts';
import { overlayTransform } from '../overlayTransform.ts';
import { visibleBounds, type Viewport } from '../viewport.ts';
import { createRegionEditing, type RegionEvents } from './editing.ts';
import { handlesOf } from './handles.ts';
import { regionMarks } from './regionMarks.ts';
import { projected, type Projection } from './regionPath.ts';
import {
  boundsOf,
  createRegionsShape,
  cssColour,
  strokeMarks,
  textOf,
  type RegionMark,
} from './regionShape.ts';

export interface RegionOverlay extends Overlay {
  setMarks(marks: readonly RegionMark[], selected: string | null): void;
  /** What is drawn in the viewer's mode `region`. */
  setTool(tool: RegionKind | null): void;
}

/** CSS pixels drawn beyond the view, so that a pan has something to bring in. */
const MARGIN = 128;
/** Drawing that takes less than this is done in every frame; otherwise what was drawn is moved. */
const CHEAP_MS = 6;
/** Time without movement after which what was only moved is drawn anew. */
const REST_MS = 120;
const HANDLE_SIZE = 8;

/** Regions over the picture: all as one shape, and real nodes with handles for the selected one. */
export function createRegionOverlay(host: OverlayHost, events: RegionEvents): RegionOverlay {
  const element = host.document.createElement('div');
  const many = layerIn(host.document, MARGIN);
  const one = layerIn(host.document, 0);
  element.append(many.element, one.element);
  const shapes = createRegionsShape();
  many.layer.add(shapes.node);
  const outline = new Shape({ listening: false, perfectDrawEnabled: false });
  const handles: Rect[] = [];
  one.layer.add(outline);
  const editing = createRegionEditing(events, host.requestFrame);
  let scene: OverlayScene | null = null;
  /** The scene the shapes were drawn for; null when they have changed. */
  let drawn: OverlayScene | null = null;
  let cost = 0;
  let rested = false;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  function follow(next: OverlayScene): void {
    scene = next;
    element.style.display = next.image ? '' : 'none';
    if (!next.image) return;
    // A canvas with nothing on it would take its time in every frame too.
    if (many.show(editing.marks.length > 0, next)) followMany(next);
    else drawn = null;
    const { selected, draft, corners } = editing;
    if (one.show(selected !== null || draft !== null || corners.length > 0, next)) followOne(next);
  }

  function followMany(next: OverlayScene): void {
    const isSame = drawn !== null && isSameScene(drawn, next);
    if (!isSame && (!drawn || !isSamePlace(drawn, next) || cost < CHEAP_MS || rested)) {
      clearTimeout(restTimer);
      const start = performance.now();
      const { viewport } = next;
      const seen = visibleBounds(viewport, MARGIN);
      const [x, y] = [next.image!.originX + 1, next.image!.originY + 1];
      shapes.setScene(projectionOf(next, MARGIN), {
        x0: seen.x0 + x,
        x1: seen.x1 + x,
        y0: seen.y0 + y,
        y1: seen.y1 + y,
      });
      many.layer.draw();
      drawn = next;
      cost = performance.now() - start;
    } else if (!isSame) {
      clearTimeout(restTimer);
      restTimer = setTimeout(() => {
        rested = true;
        host.requestFrame();
      }, REST_MS);
    }
    rested = false;
    many.element.style.transform = drawn ? transformOf(drawn.viewport, next.viewport) : 'none';
  }

  function followOne(next: OverlayScene): void {
    const projection = projectionOf(next, 0);
    const { selected, draft, corners } = editing;
    const mark = selected && { ...selected, shape: draft ?? selected.shape };
    const drawing = selected && draft ? null : draft;
    outline.sceneFunc((context) => {
      if (mark) {
        strokeMarks(context, [{ ...mark, width: mark.width + 1, dashed: mark.dashed }], projection);
        if (mark.text !== '') textOf(context, mark, boundsOf(mark.shape), projection);
      }
      if (drawing) strokeMarks(context, [draftMark(drawing)], projection);
      if (corners.length > 0) {
        context.beginPath();
        for (const [i, corner] of corners.entries()) {
          const [left, top] = projected(projection, corner);
          if (i === 0) context.moveTo(left, top);
          else context.lineTo(left, top);
        }
        context.setAttr('strokeStyle', cssColour('green'));
        context.setAttr('lineWidth', 1.5);
        context.stroke();
      }
    });
    placeHandles(mark, projection, next);
    one.layer.draw();
  }

  function placeHandles(mark: RegionMark | null, projection: Projection, { palette }: OverlayScene): void {
    const wanted = mark ? handlesOf(mark.shape, projection.scale) : [];
    while (handles.length < wanted.length) {
      const handle = new Rect({ width: HANDLE_SIZE, height: HANDLE_SIZE, strokeWidth: 1, listening: false });
      handles.push(handle);
      one.layer.add(handle);
    }
    for (const [i, handle] of handles.entries()) {
      const place = wanted[i];
      handle.visible(place !== undefined);
      if (!place) continue;
      const [left, top] = projected(projection, place.at);
      handle.position({ x: left - HANDLE_SIZE / 2, y: top - HANDLE_SIZE / 2 });
      handle.cornerRadius(place.turns ? HANDLE_SIZE / 2 : 0);
      handle.fill('#ffffff');
      handle.stroke(palette.selected.css);
    }
  }

  /** The place of a pointer in FITS pixels of the whole image. */
  function placeOf({ image }: OverlayPointer): RegionPoint {
    return [image.x + 1 + (scene?.image?.originX ?? 0), image.y + 1 + (scene?.image?.originY ?? 0)];
  }

  function redraw(): void {
    drawn = null;
    host.requestFrame();
  }

  return {
    element,
    follow,
    marks: (asked) => regionMarks(editing.marks, projectionOf(asked, 0)),
    pointerDown: (pointer) => editing.pointerDown(pointer, placeOf(pointer)),
    pointerMove: (pointer) => editing.pointerMove(pointer, placeOf(pointer)),
    pointerUp: (pointer) => editing.pointerUp(pointer, placeOf(pointer)),
    cancel: () => editing.cancel(),
    hover: (pointer) => (pointer ? editing.hover(pointer, placeOf(pointer)) : null),
    click: (pointer) => editing.click(pointer, placeOf(pointer)),
    doubleClick: (pointer) => editing.doubleClick(pointer, placeOf(pointer)),
    keyDown: (key, shift) => editing.keyDown(key, shift),
    setMarks(marks, selected) {
      const isEmpty = marks.length === 0 && editing.marks.length === 0;
      if (marks !== editing.marks) shapes.setMarks(marks);
      editing.marks = marks;
      editing.selected = marks.find(({ id }) => id === selected) ?? null;
      shapes.setHidden(editing.selected?.id ?? null);
      if (!isEmpty) redraw();
    },
    setTool(tool) {
      if (tool !== editing.tool) editing.forgetCorners();
      editing.tool = tool;
    },
    destroy() {
      clearTimeout(restTimer);
      many.stage.destroy();
      one.stage.destroy();
    },
  };
}

interface StageLayer {
  readonly element: HTMLDivElement;
  readonly stage: Stage;
  readonly layer: Layer;
  /** Gives the canvas the size of the scene, or hides it where it is not wanted; whether it is. */
  show(isWanted: boolean, scene: OverlayScene): boolean;
}

function layerIn(document: Document, margin: number): StageLayer {
  const element = document.createElement('div');
  Object.assign(element.style, {
    position: 'absolute',
    left: `${-margin}px`,
    top: `${-margin}px`,
    transformOrigin: '0 0',
  });
  const stage = new Stage({ container: element, width: 1, height: 1, listening: false });
  const layer = new Layer({ listening: false });
  stage.add(layer);
  return {
    element,
    stage,
    layer,
    show(isWanted, { viewport, devicePixelRatio }) {
      element.style.display = isWanted ? '' : 'none';
      if (!isWanted) return false;
      const canvas = layer.getCanvas();
      if (canvas.getPixelRatio() !== devicePixelRatio) canvas.setPixelRatio(devicePixelRatio);
      const [width, height] = [viewport.width + 2 * margin, viewport.height + 2 * margin];
      if (stage.width() !== width || stage.height() !== height) stage.size({ width, height });
      return true;
    },
  };
}

function projectionOf({ viewport, image }: OverlayScene, margin: number): Projection {
  const { scale, centre, width, height } = viewport;
  return {
    scale,
    left: margin + width / 2 - (centre.x + 1 + image!.originX) * scale,
    top: margin + height / 2 + (centre.y + 1 + image!.originY) * scale,
  };
}

function transformOf(drawn: Viewport, viewport: Viewport): string {
  const { dx, dy, ratio } = overlayTransform(drawn, viewport, MARGIN);
  return dx === 0 && dy === 0 && ratio === 1 ? 'none' : `translate(${dx}px, ${dy}px) scale(${ratio})`;
}

/** Whether what was drawn for one scene can be moved to another. */
function isSamePlace(a: OverlayScene, b: OverlayScene): boolean {
  return (
    a.image?.originX === b.image?.originX &&
    a.image?.originY === b.image?.originY &&
    a.devicePixelRatio === b.devicePixelRatio &&
    a.viewport.width === b.viewport.width &&
    a.viewport.height === b.viewport.height
  );
}

function isSameScene(a: OverlayScene, b: OverlayScene): boolean {
  return (
    isSamePlace(a, b) &&
    a.viewport.scale === b.viewport.scale &&
    a.viewport.centre.x === b.viewport.centre.x &&
    a.viewport.centre.y === b.viewport.centre.y
  );
}

function draftMark(shape: RegionMark['shape']): RegionMark {
  return { id: '', shape, include: true, text: '', colour: 'green', width: 1.5, dashed: false };
}
