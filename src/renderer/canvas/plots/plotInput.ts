import type { SelectMode } from './plotTypes.ts';

export type PlotTool = 'pan' | 'box' | 'lasso';
/** CSS pixels from the upper left corner of the plot. */
export type PlotPoint = readonly [left: number, top: number];

/** What a person does to a plot. */
export interface PlotInputHandlers {
  tool(): PlotTool;
  /** How far the pointer went since the last call, and where the drag began. */
  pan(dx: number, dy: number, from: PlotPoint): void;
  /** `at` is null for the middle. */
  zoom(factor: number, at: PlotPoint | null): void;
  reset(): void;
  /** null when the pointer has left. */
  hover(at: PlotPoint | null): void;
  click(at: PlotPoint, mode: SelectMode | null): void;
  /** What is being drawn so far (a box by two corners); null when it was given up. */
  drawing(points: readonly PlotPoint[] | null): void;
  drawn(points: readonly PlotPoint[], mode: SelectMode | null): void;
  clear(): void;
  useTool(tool: PlotTool): void;
}

/** Movement below this is a click with an unsteady hand. */
const DRAG_THRESHOLD = 4;
/** A lasso takes no point nearer to the last than this. */
const LASSO_STEP = 3;
const KEY_PAN = 40;
const KEY_ZOOM = 1.25;
const WHEEL_RATE = 0.0016;
const PINCH_RATE = 0.01;
const LARGEST_WHEEL_STEP = 0.7;
const LINE_HEIGHT = 16;
const PAN_KEYS: Readonly<Record<string, PlotPoint>> = {
  ArrowLeft: [KEY_PAN, 0],
  ArrowRight: [-KEY_PAN, 0],
  ArrowUp: [0, KEY_PAN],
  ArrowDown: [0, -KEY_PAN],
};
const TOOL_KEYS: Readonly<Record<string, PlotTool>> = { h: 'pan', b: 'box', l: 'lasso' };

interface Drag {
  readonly pointer: number;
  readonly tool: PlotTool;
  readonly from: PlotPoint;
  points: PlotPoint[];
  moved: boolean;
}

/** How a selection made with these keys joins the one there is; null where no key says so. */
export function modeOfKeys({ shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }): SelectMode | null {
  if (shiftKey) return altKey ? 'intersect' : 'add';
  return altKey ? 'subtract' : null;
}

/** Listens on the element; the answer stops it. */
export function bindPlotInput(element: HTMLElement, handlers: PlotInputHandlers): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let drag: Drag | null = null;

  const pointOf = (event: MouseEvent): PlotPoint => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function pointerDown(event: PointerEvent): void {
    if (drag || (event.button !== 0 && event.button !== 1)) return;
    if (event.button === 1) event.preventDefault();
    const from = pointOf(event);
    const tool = event.button === 1 ? 'pan' : handlers.tool();
    drag = { pointer: event.pointerId, tool, from, points: [from], moved: false };
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
  }

  function pointerMove(event: PointerEvent): void {
    const at = pointOf(event);
    if (drag?.pointer === event.pointerId) dragTo(drag, at);
    else if (!drag) handlers.hover(at);
  }

  function dragTo(current: Drag, at: PlotPoint): void {
    const { from, points } = current;
    if (!current.moved && Math.hypot(at[0] - from[0], at[1] - from[1]) < DRAG_THRESHOLD) return;
    current.moved = true;
    const last = points.at(-1)!;
    if (current.tool === 'pan') {
      current.points = [at];
      handlers.pan(at[0] - last[0], at[1] - last[1], from);
      return;
    }
    if (current.tool === 'box') current.points = [from, at];
    else if (Math.hypot(at[0] - last[0], at[1] - last[1]) >= LASSO_STEP) points.push(at);
    handlers.drawing([...current.points]);
  }

  function pointerUp(event: PointerEvent): void {
    if (drag?.pointer !== event.pointerId) return;
    const { moved, tool, from, points } = drag;
    drag = null;
    const mode = modeOfKeys(event);
    if (!moved) {
      if (event.button === 0) handlers.click(from, mode);
      return;
    }
    if (tool === 'pan') return;
    handlers.drawing(null);
    if (points.length >= (tool === 'box' ? 2 : 3)) handlers.drawn(points, mode);
  }

  function stopDrag(): void {
    if (drag?.moved && drag.tool !== 'pan') handlers.drawing(null);
    drag = null;
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? LINE_HEIGHT : event.deltaMode === 2 ? element.clientHeight : 1;
    const step = -event.deltaY * unit * (event.ctrlKey ? PINCH_RATE : WHEEL_RATE);
    if (step === 0) return;
    const bounded = Math.min(Math.max(step, -LARGEST_WHEEL_STEP), LARGEST_WHEEL_STEP);
    handlers.zoom(Math.exp(bounded), pointOf(event));
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!command(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function command(key: string): boolean {
    const pan = PAN_KEYS[key];
    const tool = TOOL_KEYS[key];
    if (pan) handlers.pan(pan[0], pan[1], [element.clientWidth / 2, element.clientHeight / 2]);
    else if (tool) handlers.useTool(tool);
    else if (key === '+' || key === '=') handlers.zoom(KEY_ZOOM, null);
    else if (key === '-' || key === '_') handlers.zoom(1 / KEY_ZOOM, null);
    else if (key === '0') handlers.reset();
    else if (key === 'Escape') {
      if (drag) stopDrag();
      else handlers.clear();
    } else return false;
    return true;
  }

  element.addEventListener('pointerdown', pointerDown, { signal });
  element.addEventListener('pointermove', pointerMove, { signal });
  element.addEventListener('pointerup', pointerUp, { signal });
  element.addEventListener('pointercancel', stopDrag, { signal });
  element.addEventListener('lostpointercapture', stopDrag, { signal });
  element.addEventListener('dblclick', () => handlers.reset(), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  element.addEventListener('keydown', keyDown, { signal });
  element.addEventListener(
    'pointerleave',
    () => {
      if (!drag) handlers.hover(null);
    },
    { signal },
  );
  return () => controller.abort();
}
