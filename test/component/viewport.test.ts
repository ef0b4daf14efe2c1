import { describe, expect, it, vi } from 'vitest';
import type { View, Viewer } from '../../src/renderer/canvas/viewer.ts';
import { Viewport } from '../../src/renderer/state/viewport.svelte.ts';
import type { ImageSummary } from '../../src/shared/index.ts';

const VIEW: View = { centre: { x: 50, y: 40 }, scale: 2 };

/** Two viewers side by side, `a` the one that leads; their pixels are locked. */
function pair(widthPx: number, other: View = VIEW, isFitted = false) {
  const store = { document: { active: 'a', layout: { lock: 'pixel' } } } as never;
  const viewport = new Viewport(store);
  const follow = vi.fn();
  const setView = vi.fn();
  const shown = () => ({ originX: 0, originY: 0 }) as ImageSummary;
  const viewer = (view: View) =>
    ({
      view,
      size: { width: widthPx, height: widthPx },
      isFitted,
      follow,
      setView,
      setMode: () => undefined,
    }) as never as Viewer;
  const detach = viewport.attach('a', viewer(VIEW), shown);
  viewport.attach('b', viewer(other), shown);
  viewport.lead('a');
  viewport.arrived('a');
  const again = () => viewport.attach('a', viewer(other), shown);
  return { viewport, follow, setView, detach, again };
}

describe('locked views', () => {
  it('follow the one that leads, but not before it has a size', () => {
    const laid = pair(300);
    laid.viewport.moved('a', VIEW);
    expect(laid.follow).toHaveBeenCalledExactlyOnceWith(VIEW);
    const unlaid = pair(0, VIEW, true);
    unlaid.viewport.moved('a', VIEW);
    expect(unlaid.follow).not.toHaveBeenCalled();
  });

  it('are taken up by what is shown later, where the one that leads was moved', () => {
    const moved = pair(300);
    moved.viewport.arrived('b');
    expect(moved.follow).toHaveBeenCalledExactlyOnceWith(VIEW);
    const whole = pair(300, VIEW, true);
    whole.viewport.arrived('b');
    expect(whole.follow).not.toHaveBeenCalled();
  });

  it('go on where the active image comes to another viewer', () => {
    const moved = pair(300, { centre: { x: 0, y: 0 }, scale: 1 });
    moved.detach();
    moved.again();
    moved.viewport.arrived('a');
    expect(moved.setView).toHaveBeenCalledExactlyOnceWith(VIEW);
    moved.viewport.arrived('a');
    expect(moved.setView).toHaveBeenCalledTimes(1);
  });
});

describe('a viewer that is pointed at', () => {
  it('leads once it has gone where the others are', () => {
    const { viewport, follow } = pair(300);
    viewport.lead('b');
    viewport.moved('b', VIEW);
    expect(follow).not.toHaveBeenCalled();
    viewport.arrived('b');
    viewport.moved('b', VIEW);
    expect(follow).toHaveBeenCalledTimes(2);
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
