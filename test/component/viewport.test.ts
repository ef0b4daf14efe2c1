import { describe, expect, it, vi } from 'vitest';
import type { View, Viewer } from '../../src/renderer/canvas/viewer.ts';
import { Viewport } from '../../src/renderer/state/viewport.svelte.ts';
import type { ImageSummary } from '../../src/shared/index.ts';

const VIEW: View = { centre: { x: 50, y: 40 }, scale: 2 };

/** Two viewers side by side, `a` the one that leads; their pixels are locked. */
function pair(widthPx: number, other: View = VIEW) {
  const store = { document: { active: 'a', layout: { lock: 'pixel' } } } as never;
  const viewport = new Viewport(store);
  const setView = vi.fn();
  const shown = () => ({ originX: 0, originY: 0 }) as ImageSummary;
  const viewer = (view: View) =>
    ({
      view,
      size: { width: widthPx, height: widthPx },
      setView,
      setMode: () => undefined,
    }) as never as Viewer;
  viewport.attach('a', viewer(VIEW), shown);
  viewport.attach('b', viewer(other), shown);
  viewport.lead('a');
  return { viewport, setView };
}

describe('locked views', () => {
  it('follow the one that leads, but not before it has a size', () => {
    const laid = pair(300);
    laid.viewport.moved('a', VIEW);
    expect(laid.setView).toHaveBeenCalledWith(VIEW);
    const unlaid = pair(0);
    unlaid.viewport.moved('a', VIEW);
    expect(unlaid.setView).not.toHaveBeenCalled();
  });
});

describe('a pointer at rest', () => {
  it('is over the image that comes to lie on top, at the same place of the screen', () => {
    const { viewport } = pair(300, { centre: { x: 10, y: 10 }, scale: 4 });
    expect(viewport.cover('b')).toBeNull();
    viewport.hover('a', { x: 60, y: 36 });
    expect(viewport.cover('b')).toEqual({ x: 15, y: 8 });
    expect(viewport.pointer).toEqual({ image: 'b', point: { x: 15, y: 8 } });
    expect(viewport.cover('b')).toBeNull();
    // The viewer that is covered says that it was left.
    viewport.hover('a', null);
    expect(viewport.pointer?.image).toBe('b');
    viewport.hover('b', null);
    expect(viewport.pointer).toBeNull();
  });
});
