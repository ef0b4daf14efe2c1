import type { Axes } from '../../canvas/plots/axisMarks.ts';
import type { PlotPoint } from '../../canvas/plots/plotInput.ts';
import { pannedRange, unitAt, zoomedRange, type PlotView } from '../../canvas/plots/plotView.ts';

/** What part of two axes is seen: all of it until a person moves, and again when the data become others. */
export class AxisView {
  #moved = $state.raw<{ readonly of: PlotView; readonly view: PlotView } | null>(null);
  readonly #home: () => PlotView;

  constructor(home: () => PlotView) {
    this.#home = home;
  }

  get current(): PlotView {
    const home = this.#home();
    return this.#moved?.of === home ? this.#moved.view : home;
  }

  pan(dx: number, dy: number, axes: Axes): void {
    const { x, y } = this.current;
    this.#move({ x: pannedRange(x, axes.x, dx), y: pannedRange(y, axes.y, dy) });
  }

  /** Zooms about a place in CSS pixels, about the middle without one; beside an axis only that axis. */
  zoom(factor: number, at: PlotPoint | null, axes: Axes, equal = false): void {
    const { area } = axes;
    const [left, top] = at ?? [area.x + area.width / 2, area.y + area.height / 2];
    const { x, y } = this.current;
    const alongX = equal || left >= area.x;
    const alongY = equal || top <= area.y + area.height;
    this.#move({
      x: alongX ? zoomedRange(x, factor, unitAt(axes.x, left)) : x,
      y: alongY ? zoomedRange(y, factor, unitAt(axes.y, top)) : y,
    });
  }

  reset(): void {
    this.#moved = null;
  }

  #move(view: PlotView): void {
    this.#moved = { of: this.#home(), view };
  }
}
