/** Where a drag with the right button stands. */
export type ContrastPhase = 'begin' | 'drag' | 'end' | 'reset';
/** How far the pointer is from where the drag began, as shares of the view's width and height (down counts up). */
export type OnContrast = (dx: number, dy: number, phase: ContrastPhase) => void;

/** Movement below this is a click with an unsteady hand. */
const DRAG_THRESHOLD = 3;
const DOUBLE_CLICK_MS = 400;

/** Reports drags with the right button, and double clicks of it as a reset. There is no context menu on the element. */
export function bindContrastDrag(element: HTMLElement, oncontrast: OnContrast, signal: AbortSignal): void {
  let drag: { readonly pointer: number; readonly x: number; readonly y: number; moved: boolean } | null =
    null;
  let clicked = Number.NEGATIVE_INFINITY;

  function down(event: PointerEvent): void {
    if (event.button !== 2 || drag) return;
    drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    element.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    if (drag?.pointer !== event.pointerId) return;
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (!drag.moved) {
      if (Math.hypot(dx, dy) < DRAG_THRESHOLD) return;
      drag.moved = true;
      oncontrast(0, 0, 'begin');
    }
    oncontrast(dx / (element.clientWidth || 1), dy / (element.clientHeight || 1), 'drag');
  }

  function up(event: PointerEvent): void {
    if (drag?.pointer !== event.pointerId) return;
    const { moved } = drag;
    stop();
    if (moved) return;
    if (event.timeStamp - clicked < DOUBLE_CLICK_MS) {
      oncontrast(0, 0, 'reset');
      clicked = Number.NEGATIVE_INFINITY;
    } else clicked = event.timeStamp;
  }

  function stop(): void {
    const moved = drag?.moved;
    drag = null;
    if (moved) oncontrast(0, 0, 'end');
  }

  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', stop, { signal });
  element.addEventListener('lostpointercapture', stop, { signal });
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
}
