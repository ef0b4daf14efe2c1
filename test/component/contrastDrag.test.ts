import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bindContrastDrag, type ContrastPhase } from '../../src/renderer/canvas/contrastDrag.ts';

let element: HTMLElement;
let controller: AbortController;
let told: [number, number, ContrastPhase][];
beforeEach(() => {
  element = document.createElement('div');
  Object.defineProperties(element, { clientWidth: { value: 200 }, clientHeight: { value: 100 } });
  document.body.append(element);
  controller = new AbortController();
  told = [];
  bindContrastDrag(element, (...call) => told.push(call), controller.signal);
});
afterEach(() => {
  controller.abort();
  element.remove();
});

function pointer(type: string, clientX: number, clientY: number, button = 2): void {
  element.dispatchEvent(new PointerEvent(type, { pointerId: 1, button, clientX, clientY, bubbles: true }));
}

describe('a drag with the right button', () => {
  it('tells how far it is from where it began, in shares of the view', () => {
    pointer('pointerdown', 50, 50);
    pointer('pointermove', 51, 50, -1);
    expect(told).toEqual([]);
    pointer('pointermove', 70, 40, -1);
    pointer('pointermove', 150, 75, -1);
    pointer('pointerup', 150, 75);
    expect(told).toEqual([
      [0, 0, 'begin'],
      [0.1, -0.1, 'drag'],
      [0.5, 0.25, 'drag'],
      [0, 0, 'end'],
    ]);
    pointer('pointermove', 10, 10, -1);
    expect(told).toHaveLength(4);
  });

  it('ends when the pointer is taken away, and leaves other buttons alone', () => {
    pointer('pointerdown', 50, 50);
    pointer('pointermove', 90, 50, -1);
    pointer('pointercancel', 90, 50);
    expect(told.at(-1)).toEqual([0, 0, 'end']);
    told.length = 0;
    pointer('pointerdown', 50, 50, 0);
    pointer('pointermove', 90, 50, -1);
    expect(told).toEqual([]);
  });

  it('is a reset when it is a double click, which a single one is not', () => {
    pointer('pointerdown', 50, 50);
    pointer('pointerup', 50, 50);
    expect(told).toEqual([]);
    pointer('pointerdown', 51, 50);
    pointer('pointerup', 51, 50);
    expect(told).toEqual([[0, 0, 'reset']]);
  });

  it('brings no context menu', () => {
    const event = new MouseEvent('contextmenu', { cancelable: true });
    element.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });
});
