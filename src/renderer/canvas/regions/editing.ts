import {
  mapPlaces,
  type RegionKind,
  type RegionPoint,
  type RegionShape,
} from '../../../core/region/index.ts';
import type { OverlayPointer } from '../overlay.ts';
import { drawnShape } from './drawnShape.ts';
import { handlesOf, withHandleAt } from './handles.ts';
import { meetingOf, nearestEdge, smallestMet } from './hitTest.ts';
import type { RegionMark } from './regionShape.ts';

/** Who is told of what a person does to regions. Shapes are in FITS pixels of the whole image. */
export interface RegionEvents {
  onselect(id: string | null): void;
  /** The shape changes while it is dragged; null when the drag is given up. */
  ondraft(id: string, shape: RegionShape | null): void;
  /** The shape has changed. */
  onchange(id: string, shape: RegionShape): void;
  oncreate(shape: RegionShape): void;
  /** A key on the picture; true when it meant something. */
  onkey(key: string, shift: boolean): boolean;
}

/** What is being done with the pointer. */
type Doing =
  | { readonly kind: 'handle'; readonly mark: RegionMark; readonly handle: string }
  | { readonly kind: 'move'; readonly mark: RegionMark; readonly from: RegionPoint }
  | { readonly kind: 'draw'; readonly tool: Exclude<RegionKind, 'polygon'>; readonly from: RegionPoint }
  | { readonly kind: 'corner' };

export interface RegionEditing {
  marks: readonly RegionMark[];
  selected: RegionMark | null;
  tool: RegionKind | null;
  /** What is being drawn or dragged; null when nothing is. */
  readonly draft: RegionShape | null;
  /** Corners of a polygon that is not yet closed, the last under the pointer. */
  readonly corners: readonly RegionPoint[];
  pointerDown(pointer: OverlayPointer, at: RegionPoint): boolean;
  pointerMove(pointer: OverlayPointer, at: RegionPoint): void;
  pointerUp(pointer: OverlayPointer, at: RegionPoint): void;
  cancel(): void;
  hover(pointer: OverlayPointer, at: RegionPoint): string | null;
  click(pointer: OverlayPointer, at: RegionPoint): boolean;
  doubleClick(pointer: OverlayPointer, at: RegionPoint): boolean;
  keyDown(key: string, shift: boolean): boolean;
  /** Gives up the polygon that is not yet closed. */
  forgetCorners(): void;
}

/** How near the pointer must be to a line and to a handle, in CSS pixels. */
const REACH = 5;
const HANDLE_REACH = 8;
/** Movement below this is a click with an unsteady hand. */
const DRAG_THRESHOLD = 4;

/** The rules by which a pointer selects, moves, shapes and draws regions; draws nothing itself. */
export function createRegionEditing(events: RegionEvents, onchange: () => void): RegionEditing {
  let doing: Doing | null = null;
  let pressed: RegionPoint = [0, 0];
  let moved = false;
  let draft: RegionShape | null = null;
  let corners: readonly RegionPoint[] = [];

  const editing: RegionEditing = {
    marks: [],
    selected: null,
    tool: null,
    get draft() {
      return draft;
    },
    get corners() {
      return corners;
    },

    pointerDown(pointer, at) {
      const { tool, selected } = editing;
      const drawing = pointer.mode === 'region' && tool !== null;
      if (!drawing && pointer.mode !== 'pan') return false;
      const handle = selected && corners.length === 0 && handleAt(selected, at, pointer.scale);
      pressed = at;
      moved = false;
      if (handle) doing = { kind: 'handle', mark: selected, handle };
      else if (drawing) doing = tool === 'polygon' ? { kind: 'corner' } : { kind: 'draw', tool, from: at };
      else {
        const mark = movableAt(at, pointer.scale);
        if (!mark) return false;
        doing = { kind: 'move', mark, from: at };
      }
      return true;
    },

    pointerMove(pointer, at) {
      if (!doing) return;
      if (Math.hypot(at[0] - pressed[0], at[1] - pressed[1]) * pointer.scale >= DRAG_THRESHOLD) moved = true;
      if (!moved) return;
      if (doing.kind === 'draw') draft = drawnShape(doing.tool, doing.from, at, pointer.scale, pointer.shift);
      else if (doing.kind === 'handle')
        draft = withHandleAt(doing.mark.shape, doing.handle, at, pointer.shift);
      else if (doing.kind === 'move') {
        if (editing.selected?.id !== doing.mark.id) events.onselect(doing.mark.id);
        draft = shifted(doing.mark.shape, at[0] - doing.from[0], at[1] - doing.from[1]);
      } else corners = [...corners.slice(0, -1), at];
      if (draft && doing.kind !== 'draw' && doing.kind !== 'corner') events.ondraft(doing.mark.id, draft);
      onchange();
    },

    pointerUp(pointer, at) {
      const done = doing;
      const shape = draft;
      doing = null;
      draft = null;
      if (done?.kind === 'corner') addCorner(at, pointer.scale);
      else if (done?.kind === 'draw')
        events.oncreate(shape ?? drawnShape(done.tool, done.from, done.from, pointer.scale, false));
      else if (done && shape) events.onchange(done.mark.id, shape);
      else if (done?.kind === 'move') events.onselect(done.mark.id);
      onchange();
    },

    cancel() {
      const given = doing;
      doing = null;
      draft = null;
      corners = [];
      if (given?.kind === 'handle' || given?.kind === 'move') events.ondraft(given.mark.id, null);
      onchange();
    },

    hover(pointer, at) {
      if (corners.length > 0) {
        corners = [...corners.slice(0, -1), at];
        onchange();
      }
      if (pointer.mode !== 'pan' && pointer.mode !== 'region') return null;
      const { selected } = editing;
      const handle = selected && corners.length === 0 && handleAt(selected, at, pointer.scale);
      if (handle) return handle === 'angle' ? 'grab' : 'crosshair';
      return pointer.mode === 'pan' && movableAt(at, pointer.scale) ? 'move' : null;
    },

    click(pointer, at) {
      if (pointer.mode !== 'pan') return false;
      const met = smallestMet(editing.marks, at, REACH / pointer.scale, pointer.scale);
      if (met) events.onselect(met.found.id);
      else if (editing.selected) events.onselect(null);
      return met !== null;
    },

    doubleClick(pointer, at) {
      if (corners.length > 0) {
        closePolygon();
        return true;
      }
      const { selected } = editing;
      if (selected?.shape.kind !== 'polygon') return false;
      const shape = withCornerAt(selected.shape, at, pointer.scale);
      if (shape) events.onchange(selected.id, shape);
      return shape !== null;
    },

    keyDown(key, shift) {
      if (corners.length > 0 && ['Enter', 'Escape', 'Backspace', 'Delete'].includes(key)) {
        if (key === 'Enter') closePolygon();
        else if (key === 'Escape') editing.forgetCorners();
        else takeCornerBack();
        return true;
      }
      return events.onkey(key, shift);
    },

    forgetCorners() {
      corners = [];
      onchange();
    },
  };

  /** What a press begins to move: the selected by its inside, another by its line. */
  function movableAt(at: RegionPoint, scale: number): RegionMark | null {
    const { selected } = editing;
    if (selected && meetingOf(selected.shape, at, REACH / scale, scale)) return selected;
    const met = smallestMet(editing.marks, at, REACH / scale, scale);
    return met?.meeting === 'edge' ? met.found : null;
  }

  function addCorner(at: RegionPoint, scale: number): void {
    const fixed = corners.slice(0, -1);
    const isNear = (corner: RegionPoint | undefined): boolean =>
      corner !== undefined && Math.hypot(corner[0] - at[0], corner[1] - at[1]) * scale < HANDLE_REACH;
    if (fixed.length >= 3 && isNear(fixed[0])) closePolygon();
    // The second press of a double click is no corner of its own.
    else if (!isNear(fixed.at(-1))) corners = [...fixed, at, at];
  }

  function takeCornerBack(): void {
    const fixed = corners.slice(0, -2);
    corners = fixed.length > 0 ? [...fixed, corners.at(-1)!] : [];
    onchange();
  }

  function closePolygon(): void {
    const fixed = corners.slice(0, -1);
    corners = [];
    if (fixed.length >= 3) events.oncreate({ kind: 'polygon', corners: fixed });
    onchange();
  }

  return editing;
}

/** The handle of a region at a place. */
function handleAt(mark: RegionMark, at: RegionPoint, scale: number): string | null {
  let best: string | null = null;
  let nearest = HANDLE_REACH / scale;
  for (const handle of handlesOf(mark.shape, scale)) {
    const distance = Math.hypot(handle.at[0] - at[0], handle.at[1] - at[1]);
    if (distance > nearest) continue;
    nearest = distance;
    best = handle.name;
  }
  return best;
}

/** A polygon with a corner more where an edge was met, or without the corner that was. */
function withCornerAt(
  shape: Extract<RegionShape, { kind: 'polygon' }>,
  at: RegionPoint,
  scale: number,
): RegionShape | null {
  const { corners } = shape;
  const met = corners.findIndex(
    (corner) => Math.hypot(corner[0] - at[0], corner[1] - at[1]) <= HANDLE_REACH / scale,
  );
  if (met >= 0) return corners.length > 3 ? { ...shape, corners: corners.filter((_, i) => i !== met) } : null;
  const edge = nearestEdge(corners, at);
  if (edge.distance > HANDLE_REACH / scale) return null;
  return { ...shape, corners: [...corners.slice(0, edge.index + 1), at, ...corners.slice(edge.index + 1)] };
}

/** The shape moved by some pixels. */
function shifted(shape: RegionShape, dx: number, dy: number): RegionShape {
  return mapPlaces(shape, ([x, y]) => [x + dx, y + dy]);
}
