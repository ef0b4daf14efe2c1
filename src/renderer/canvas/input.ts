import { bindContrastDrag, type OnContrast } from './contrastDrag.ts';
import type { OverlayInput } from './overlays.ts';
import { modeOfKeys } from './plots/plotInput.ts';
import type { SelectMode } from './plots/plotTypes.ts';
import type { ViewerMode } from './viewer.ts';
import type { ScreenPoint } from './viewport.ts';

/** What a person does to the viewer, in CSS pixels of it. */
export interface InputHandlers {
  /** Asked first for what the main button and keys do. */
  readonly overlays?: OverlayInput;
  mode(): ViewerMode;
  pan(dx: number, dy: number): void;
  /** `at` is null for the middle. */
  zoom(factor: number, at: ScreenPoint | null): void;
  fit(): void;
  actualSize(): void;
  /** null when the pointer has left. */
  hover(at: ScreenPoint | null): void;
  /** The mode is that of the keys held; null for none. */
  click(at: ScreenPoint, mode: SelectMode | null): void;
  /** A rectangle is being drawn between two corners. */
  rectangle(from: ScreenPoint, to: ScreenPoint): void;
  rectangleDone(): void;
  rectangleCancelled(): void;
  /** The corners of the region drawn so far; null when it is given up. */
  region(corners: readonly ScreenPoint[] | null): void;
  regionDone(mode: SelectMode | null): void;
  /** A drag with the right button. */
  readonly contrast: OnContrast;
}

/** Movement below this is a click with an unsteady hand. */
const DRAG_THRESHOLD = 4;
/** A region takes no corner nearer to the last than this. */
const REGION_STEP = 3;
const KEY_PAN = 64;
const KEY_PAN_FAR = 512;
const KEY_ZOOM = 1.25;
/** Zoom per CSS pixel of wheel travel: a notch of 100 to 120 is a factor of about 1.2. */
const WHEEL_RATE = 0.0016;
/** A pinch arrives as a wheel with the control key and much smaller steps. */
const PINCH_RATE = 0.01;
const LARGEST_WHEEL_STEP = 0.7;
const LINE_HEIGHT = 16;
const PAN_KEYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Drag {
  readonly pointer: number;
  readonly from: ScreenPoint;
  last: ScreenPoint;
  moved: boolean;
  readonly mode: ViewerMode | 'overlay';
  /** Of the region being drawn. */
  corners: ScreenPoint[];
}

/** Listens on the element; the answer stops it. */
export function bindInput(element: HTMLElement, handlers: InputHandlers): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let drag: Drag | null = null;

  const pointOf = (event: MouseEvent): ScreenPoint => {
    const box = element.getBoundingClientRect();
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  };

  function pointerDown(event: PointerEvent): void {
    if (drag || (event.button !== 0 && event.button !== 1)) return;
    // The middle button would begin to scroll the page.
    if (event.button === 1) event.preventDefault();
    const at = pointOf(event);
    const taken = event.button === 0 && handlers.overlays?.down(at, event) === true;
    const mode = taken ? 'overlay' : event.button === 0 ? handlers.mode() : 'pan';
    drag = { pointer: event.pointerId, from: at, last: at, moved: false, mode, corners: [at] };
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
  }

  function pointerMove(event: PointerEvent): void {
    const at = pointOf(event);
    if (drag?.pointer === event.pointerId && drag.mode === 'overlay') {
      handlers.overlays?.move(at, event);
      handlers.hover(at);
    } else if (drag?.pointer === event.pointerId) dragTo(drag, at, event.ctrlKey || event.metaKey);
    else if (!drag) {
      handlers.hover(at);
      handlers.overlays?.hover(at, event);
    }
  }

  function dragTo(current: Drag, at: ScreenPoint, asBox: boolean): void {
    const { from, last } = current;
    if (!current.moved && Math.hypot(at.left - from.left, at.top - from.top) < DRAG_THRESHOLD) return;
    current.moved = true;
    current.last = at;
    if (current.mode === 'crop') handlers.rectangle(from, at);
    else if (current.mode === 'lasso') {
      extendRegion(current, at, asBox);
      handlers.region(current.corners);
    } else handlers.pan(at.left - last.left, at.top - last.top);
    handlers.hover(at);
  }

  function pointerUp(event: PointerEvent): void {
    if (drag?.pointer !== event.pointerId) return;
    const { moved, mode, from, corners } = drag;
    drag = null;
    if (mode === 'overlay') handlers.overlays?.up(pointOf(event), event);
    else if (moved && mode === 'crop') handlers.rectangleDone();
    else if (moved && mode === 'lasso') {
      if (corners.length >= 3) handlers.regionDone(modeOfKeys(event));
      else handlers.region(null);
    } else if (!moved && mode !== 'crop' && event.button === 0) {
      if (!handlers.overlays?.click(from, event)) handlers.click(from, modeOfKeys(event));
    }
  }

  function stopDrag(): void {
    if (drag?.mode === 'overlay') handlers.overlays?.cancel();
    if (drag?.moved && drag.mode === 'crop') handlers.rectangleCancelled();
    if (drag?.moved && drag.mode === 'lasso') handlers.region(null);
    drag = null;
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    if (drag?.mode === 'lasso' || drag?.mode === 'overlay') return;
    const unit = event.deltaMode === 1 ? LINE_HEIGHT : event.deltaMode === 2 ? element.clientHeight : 1;
    const step = -event.deltaY * unit * (event.ctrlKey ? PINCH_RATE : WHEEL_RATE);
    if (step === 0) return;
    handlers.zoom(
      Math.exp(Math.min(Math.max(step, -LARGEST_WHEEL_STEP), LARGEST_WHEEL_STEP)),
      pointOf(event),
    );
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (command(event)) event.preventDefault();
  }

  function command({ key, shiftKey }: KeyboardEvent): boolean {
    // The corners of a region are places on the screen: the view stands still while it is drawn.
    if ((drag?.mode === 'lasso' || drag?.mode === 'overlay') && key !== 'Escape') return false;
    if (!drag && handlers.overlays?.keyDown(key, shiftKey)) return true;
    const direction = PAN_KEYS[key];
    if (direction) {
      const distance = shiftKey ? KEY_PAN_FAR : KEY_PAN;
      handlers.pan(direction[0] * distance, direction[1] * distance);
    } else if (key === '+' || key === '=') handlers.zoom(KEY_ZOOM, null);
    else if (key === '-' || key === '_') handlers.zoom(1 / KEY_ZOOM, null);
    else if (key === '0') handlers.fit();
    else if (key === '1') handlers.actualSize();
    else if (key === 'Escape' && drag && drag.mode !== 'pan') stopDrag();
    else return false;
    return true;
  }

  element.addEventListener('pointerdown', pointerDown, { signal });
  element.addEventListener('pointermove', pointerMove, { signal });
  element.addEventListener('pointerup', pointerUp, { signal });
  element.addEventListener('pointercancel', stopDrag, { signal });
  element.addEventListener('lostpointercapture', stopDrag, { signal });
  element.addEventListener(
    'pointerleave',
    (event) => {
      if (drag) return;
      handlers.hover(null);
      handlers.overlays?.hover(null, event);
    },
    { signal },
  );
  element.addEventListener(
    'dblclick',
    (event) => {
      if (event.button === 0) handlers.overlays?.doubleClick(pointOf(event), event);
    },
    { signal },
  );
  bindContrastDrag(element, handlers.contrast, signal);
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', keyDown, { signal });
  return () => controller.abort();
}

/** A free line goes on; a box is that between where the drag began and where the pointer is. */
function extendRegion(drag: Drag, at: ScreenPoint, asBox: boolean): void {
  const { from, corners } = drag;
  const last = corners.at(-1)!;
  if (asBox) drag.corners = [from, { left: at.left, top: from.top }, at, { left: from.left, top: at.top }];
  else if (Math.hypot(at.left - last.left, at.top - last.top) >= REGION_STEP) corners.push(at);
}
