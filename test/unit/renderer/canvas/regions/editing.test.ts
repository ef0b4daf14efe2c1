import { beforeEach, describe, expect, it } from 'vitest';
import type { RegionKind, RegionShape } from '../../../../../src/core/region/index.ts';
import type { OverlayPointer } from '../../../../../src/renderer/canvas/overlay.ts';
import {
  createRegionEditing,
  type RegionEditing,
} from '../../../../../src/renderer/canvas/regions/editing.ts';
import type { RegionMark } from '../../../../../src/renderer/canvas/regions/regionShape.ts';
import type { ViewerMode } from '../../../../../src/renderer/canvas/viewer.ts';

let told: unknown[];
let editing: RegionEditing;
let mode: ViewerMode;
const SCALE = 2;

beforeEach(() => {
  told = [];
  mode = 'pan';
  editing = createRegionEditing(
    {
      onselect: (id) => told.push(['select', id]),
      ondraft: (id, shape) => void (shape === null && told.push(['give up', id])),
      onchange: (id, shape) => told.push(['change', id, rounded(shape)]),
      oncreate: (shape) => told.push(['create', rounded(shape)]),
      onkey: (key) => key === 'x',
    },
    () => undefined,
  );
});

function pointer(shift = false): OverlayPointer {
  const image = { x: 0, y: 0 };
  return { image, screen: { left: 0, top: 0 }, scale: SCALE, mode, shift, control: false, alt: false };
}

function mark(id: string, shape: RegionShape): RegionMark {
  return { id, shape, include: true, text: '', colour: 'green', width: 1, dashed: false };
}

function show(marks: readonly RegionMark[], selected: string | null = null): void {
  editing.marks = marks;
  editing.selected = marks.find(({ id }) => id === selected) ?? null;
}

/** False when nobody took the press. */
function drag(from: [number, number], to: [number, number], shift = false): boolean {
  if (!editing.pointerDown(pointer(shift), from)) return false;
  editing.pointerMove(pointer(shift), [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  editing.pointerMove(pointer(shift), to);
  editing.pointerUp(pointer(shift), to);
  return true;
}

function click(at: [number, number]): void {
  editing.hover(pointer(), at);
  if (editing.pointerDown(pointer(), at)) editing.pointerUp(pointer(), at);
  else editing.click(pointer(), at);
}

function rounded(shape: RegionShape): RegionShape {
  return JSON.parse(JSON.stringify(shape), (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e6) / 1e6 + 0 : value,
  ) as RegionShape;
}

const circle = mark('r1', { kind: 'circle', centre: [50, 50], radius: 20 });
const inner = mark('r2', { kind: 'box', centre: [50, 50], size: [10, 6], angle: 0 });

describe('selecting and moving', () => {
  it('selects the smallest shape that a click meets, and nothing beside them', () => {
    show([inner, circle], 'r1');
    click([49, 51]);
    click([90, 90]);
    expect(told).toEqual([
      // The press is within the selected circle, which it would have moved.
      ['select', 'r1'],
      ['select', null],
    ]);
    told = [];
    show([inner, circle]);
    click([49, 51]);
    click([62, 50]);
    expect(told).toEqual([
      ['select', 'r2'],
      ['select', 'r1'],
    ]);
  });

  it('leaves drags to the picture inside a region that is not selected, and takes them at its line', () => {
    show([circle]);
    expect(drag([50, 50], [60, 60])).toBe(false);
    expect(drag([70, 50], [75, 58])).toBe(true);
    expect(told).toContainEqual(['change', 'r1', { kind: 'circle', centre: [55, 58], radius: 20 }]);
  });

  it('takes no press in another mode', () => {
    show([circle], 'r1');
    mode = 'crop';
    expect(drag([70, 50], [75, 58])).toBe(false);
  });

  it('gives a drag up', () => {
    show([circle], 'r1');
    editing.pointerDown(pointer(), [50, 50]);
    editing.pointerMove(pointer(), [60, 60]);
    expect(editing.draft).not.toBeNull();
    editing.cancel();
    expect(editing.draft).toBeNull();
    expect(told).toEqual([['give up', 'r1']]);
  });
});

describe('handles', () => {
  it('change the radius of a circle', () => {
    show([circle], 'r1');
    drag([70, 50], [80, 50]);
    expect(told).toEqual([['change', 'r1', { kind: 'circle', centre: [50, 50], radius: 30 }]]);
  });

  it('move a corner of a box, the one across staying', () => {
    show([inner], 'r2');
    drag([55, 53], [57, 57]);
    expect(told).toEqual([['change', 'r2', { kind: 'box', centre: [51, 52], size: [12, 10], angle: 0 }]]);
  });

  it('turn an ellipse, with Shift by whole steps', () => {
    show([mark('r3', { kind: 'ellipse', centre: [0, 0], radii: [10, 5], angle: 0 })], 'r3');
    drag([21, 0], [10, 9.9], true);
    expect(told).toEqual([['change', 'r3', { kind: 'ellipse', centre: [0, 0], radii: [10, 5], angle: 45 }]]);
  });

  it('add a corner to a polygon where its edge is double-clicked, and take one away', () => {
    const polygon = mark('r4', { kind: 'polygon', corners: [[0, 0], [20, 0], [20, 20], [0, 20]] }); // prettier-ignore
    show([polygon], 'r4');
    editing.doubleClick(pointer(), [10, 1]);
    editing.doubleClick(pointer(), [20, 20]);
    expect(told).toEqual([
      ['change', 'r4', { kind: 'polygon', corners: [[0, 0], [10, 1], [20, 0], [20, 20], [0, 20]] }], // prettier-ignore
      ['change', 'r4', { kind: 'polygon', corners: [[0, 0], [20, 0], [0, 20]] }], // prettier-ignore
    ]);
  });
});

describe('drawing', () => {
  it.each<[RegionKind, RegionShape]>([
    ['circle', { kind: 'circle', centre: [10, 10], radius: 5 }],
    ['annulus', { kind: 'annulus', centre: [10, 10], inner: 2.5, outer: 5 }],
    ['ellipse', { kind: 'ellipse', centre: [10, 10], radii: [3, 4], angle: 0 }],
    ['box', { kind: 'box', centre: [11.5, 12], size: [3, 4], angle: 0 }],
    ['line', { kind: 'line', from: [10, 10], to: [13, 14] }],
    ['point', { kind: 'point', centre: [13, 14], style: 'cross', size: 11 }],
  ])('a %s by a drag', (tool, shape) => {
    mode = 'region';
    editing.tool = tool;
    drag([10, 10], [13, 14]);
    expect(told).toEqual([['create', shape]]);
  });

  it('a circle of a usual size by a click', () => {
    mode = 'region';
    editing.tool = 'circle';
    click([10, 10]);
    expect(told).toEqual([['create', { kind: 'circle', centre: [10, 10], radius: 10 }]]);
  });

  const corners = [[0, 0], [30, 0], [30, 30], [0, 30]] as const; // prettier-ignore

  it('a polygon by clicks, closed by Enter, by its first corner or by a double click', () => {
    mode = 'region';
    editing.tool = 'polygon';
    for (const [x, y] of corners) click([x, y]);
    expect(editing.keyDown('Enter', false)).toBe(true);
    for (const [x, y] of corners) click([x, y]);
    click([1, 1]);
    for (const [x, y] of corners) click([x, y]);
    click([0, 30]);
    editing.doubleClick(pointer(), [0, 30]);
    const polygon = ['create', { kind: 'polygon', corners }];
    expect(told).toEqual([polygon, polygon, polygon]);
  });

  it('a corner is taken back by Backspace and Delete, which then remove nothing', () => {
    mode = 'region';
    editing.tool = 'polygon';
    for (const [x, y] of corners) click([x, y]);
    expect(editing.keyDown('Backspace', false)).toBe(true);
    expect(editing.corners).toEqual([...corners.slice(0, 3), corners[3]]);
    for (const key of ['Delete', 'Backspace', 'Delete']) expect(editing.keyDown(key, false)).toBe(true);
    expect(editing.corners).toEqual([]);
    expect(editing.keyDown('Backspace', false)).toBe(false);
  });

  it('a polygon is given up by Escape', () => {
    mode = 'region';
    editing.tool = 'polygon';
    for (const [x, y] of corners) click([x, y]);
    expect(editing.keyDown('Escape', false)).toBe(true);
    expect(editing.corners).toEqual([]);
    expect(told).toEqual([]);
  });
});
