// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindInput } from '../../../../src/renderer/canvas/input.ts';
import type { ViewerMode } from '../../../../src/renderer/canvas/viewer.ts';

const names = [
  'pan',
  'zoom',
  'fit',
  'actualSize',
  'hover',
  'click',
  'rectangle',
  'rectangleDone',
  'rectangleCancelled',
  'region',
  'regionDone',
  'contrast',
] as const;
type Name = (typeof names)[number];

let element: HTMLElement;
let calls: [Name, ...unknown[]][];
let mode: ViewerMode;
let stop: () => void;

/** What happened, without the hover reports that come with every movement. */
const done = (): [Name, ...unknown[]][] => calls.filter(([name]) => name !== 'hover');

function pointer(type: string, left: number, top: number, button = 0, keys: MouseEventInit = {}): void {
  element.dispatchEvent(
    new PointerEvent(type, {
      clientX: left,
      clientY: top,
      button,
      pointerId: 7,
      bubbles: true,
      cancelable: true,
      ...keys,
    }),
  );
}

function drag(from: readonly [number, number], ...to: readonly (readonly [number, number])[]): void {
  pointer('pointerdown', ...from);
  for (const at of to) pointer('pointermove', ...at);
}

function wheel(settings: WheelEventInit): WheelEvent {
  // happy-dom's wheel events leave out what they inherit from mouse events.
  const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, ...settings });
  for (const name of ['clientX', 'clientY', 'ctrlKey'] as const)
    Object.defineProperty(event, name, { value: settings[name] ?? (name === 'ctrlKey' ? false : 0) });
  element.dispatchEvent(event);
  return event;
}

function press(key: string, settings: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...settings });
  element.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  element = document.createElement('div');
  element.setPointerCapture = vi.fn();
  document.body.append(element);
  calls = [];
  mode = 'pan';
  const handlers = Object.fromEntries(
    names.map((name) => [name, (...values: unknown[]) => void calls.push([name, ...values])]),
  ) as Record<Name, () => void>;
  stop = bindInput(element, { ...handlers, mode: () => mode });
});

afterEach(() => {
  stop();
  element.remove();
});

describe('the pointer', () => {
  it('pans by dragging, without a jump at the start, and does not pick', () => {
    drag([100, 100], [102, 101], [110, 104], [130, 104]);
    pointer('pointerup', 130, 104);
    expect(done()).toEqual([
      ['pan', 10, 4],
      ['pan', 20, 0],
    ]);
    expect(element.setPointerCapture).toHaveBeenCalledWith(7);
  });

  it('picks by a click with an unsteady hand', () => {
    drag([100, 100], [102, 101]);
    pointer('pointerup', 102, 101);
    expect(done()).toEqual([['click', { left: 100, top: 100 }, null]]);
  });

  it('reports where it is, and when it leaves', () => {
    pointer('pointermove', 5, 6);
    pointer('pointerleave', 500, 6);
    expect(calls).toEqual([
      ['hover', { left: 5, top: 6 }],
      ['hover', null],
    ]);
  });

  it('draws a rectangle in crop mode', () => {
    mode = 'crop';
    drag([10, 10], [40, 50]);
    pointer('pointerup', 40, 50);
    expect(done()).toEqual([['rectangle', { left: 10, top: 10 }, { left: 40, top: 50 }], ['rectangleDone']]);
  });

  it('gives up the rectangle at Escape, and again when the system takes the pointer', () => {
    mode = 'crop';
    drag([10, 10], [40, 50]);
    expect(press('Escape').defaultPrevented).toBe(true);
    pointer('pointerup', 40, 50);
    expect(done().slice(1)).toEqual([['rectangleCancelled']]);
    drag([10, 10], [40, 50]);
    pointer('pointercancel', 40, 50);
    expect(done().at(-1)).toEqual(['rectangleCancelled']);
  });

  it('draws a free region in lasso mode, and says how it joins what is selected', () => {
    mode = 'lasso';
    const last = (): unknown => done().at(-1);
    drag([10, 10], [40, 10], [41, 10], [40, 50]);
    // A corner nearer than the step is left out.
    expect(last()).toEqual([
      'region',
      [
        { left: 10, top: 10 },
        { left: 40, top: 10 },
        { left: 40, top: 50 },
      ],
    ]);
    pointer('pointerup', 40, 50, 0, { shiftKey: true });
    expect(last()).toEqual(['regionDone', 'add']);
  });

  it('draws a box with the control key in lasso mode', () => {
    mode = 'lasso';
    drag([10, 20]);
    pointer('pointermove', 50, 60, 0, { ctrlKey: true });
    expect(done()).toEqual([
      [
        'region',
        [
          { left: 10, top: 20 },
          { left: 50, top: 20 },
          { left: 50, top: 60 },
          { left: 10, top: 60 },
        ],
      ],
    ]);
    pointer('pointerup', 50, 60, 0, { altKey: true });
    expect(done().at(-1)).toEqual(['regionDone', 'subtract']);
  });

  it('gives up a region at Escape, and one of no area, and keeps the view still meanwhile', () => {
    mode = 'lasso';
    drag([10, 10], [40, 50], [60, 10]);
    wheel({ deltaY: -120 });
    press('ArrowLeft');
    expect(done().some(([name]) => name === 'zoom' || name === 'pan')).toBe(false);
    expect(press('Escape').defaultPrevented).toBe(true);
    pointer('pointerup', 60, 10);
    expect(done().at(-1)).toEqual(['region', null]);
    drag([10, 10], [40, 50]);
    pointer('pointerup', 40, 50);
    expect(done().at(-1)).toEqual(['region', null]);
  });

  it('picks in lasso mode too, with the keys held', () => {
    mode = 'lasso';
    pointer('pointerdown', 10, 10);
    pointer('pointerup', 10, 10, 0, { shiftKey: true });
    expect(done()).toEqual([['click', { left: 10, top: 10 }, 'add']]);
  });

  it('changes the contrast with the right button, and neither pans nor picks', () => {
    pointer('pointerdown', 10, 10, 2);
    pointer('pointermove', 50, 50, 2);
    pointer('pointerup', 50, 50, 2);
    const all = done();
    expect(all.every(([name]) => name === 'contrast')).toBe(true);
    expect(all.map((call) => call.at(-1))).toEqual(['begin', 'drag', 'end']);
  });
});

describe('the wheel', () => {
  it('zooms at the cursor and keeps the page still', () => {
    const event = wheel({ deltaY: -120, clientX: 30, clientY: 40 });
    expect(event.defaultPrevented).toBe(true);
    const [name, factor, at] = calls[0]!;
    expect(name).toBe('zoom');
    expect(factor).toBeCloseTo(1.21, 2);
    expect(at).toEqual({ left: 30, top: 40 });
  });

  it('zooms out by as much as it zoomed in, whatever the unit', () => {
    wheel({ deltaY: -3, deltaMode: 1 });
    wheel({ deltaY: 48 });
    expect((calls[0]![1] as number) * (calls[1]![1] as number)).toBeCloseTo(1, 12);
  });

  it('takes the small steps of a pinch for more', () => {
    wheel({ deltaY: -10, ctrlKey: true });
    expect(calls[0]![1]).toBeCloseTo(Math.exp(0.1), 12);
  });
});

describe('the keyboard', () => {
  it.each([
    ['ArrowLeft', ['pan', 64, 0]],
    ['ArrowUp', ['pan', 0, 64]],
    ['+', ['zoom', 1.25, null]],
    ['=', ['zoom', 1.25, null]],
    ['-', ['zoom', 0.8, null]],
    ['0', ['fit']],
    ['1', ['actualSize']],
  ])('%s', (key, expected) => {
    expect(press(key).defaultPrevented).toBe(true);
    expect(calls).toEqual([expected]);
  });

  it('pans farther with shift', () => {
    press('ArrowRight', { shiftKey: true });
    expect(calls).toEqual([['pan', -512, 0]]);
  });

  it('leaves other keys and shortcuts of the window alone', () => {
    expect(press('o').defaultPrevented).toBe(false);
    expect(press('0', { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press('Escape').defaultPrevented).toBe(false);
    expect(calls).toEqual([]);
  });
});

it('hears nothing once it is stopped', () => {
  stop();
  press('0');
  pointer('pointermove', 1, 1);
  expect(calls).toEqual([]);
});
