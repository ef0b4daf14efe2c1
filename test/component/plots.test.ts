import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Dendrogram from '../../src/renderer/features/plots/Dendrogram.svelte';
import HistogramPlot from '../../src/renderer/features/plots/HistogramPlot.svelte';
import LinePlot from '../../src/renderer/features/plots/LinePlot.svelte';
import Scatter3D from '../../src/renderer/features/plots/Scatter3D.svelte';
import ScatterPlot from '../../src/renderer/features/plots/ScatterPlot.svelte';
import SilhouettePlot from '../../src/renderer/features/plots/SilhouettePlot.svelte';

const column = (label: string, values: readonly number[]) => ({
  label,
  unit: '',
  values: Float64Array.from(values),
});
const X = column('x', [0, 5, 10]);
const Y = column('y <b>', [0, 5, 10]);

// happy-dom lays nothing out: every plot is given a size.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #report: () => void;
      constructor(report: () => void) {
        this.#report = report;
      }
      observe(): void {
        this.#report();
      }
      disconnect(): void {
        // Nothing to stop.
      }
    },
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function dragOver(
  plot: HTMLElement,
  points: readonly (readonly [number, number])[],
  keys = {},
): Promise<void> {
  const at = (k: number) => ({
    clientX: points[k]![0],
    clientY: points[k]![1],
    pointerId: 1,
    button: 0,
    ...keys,
  });
  await fireEvent.pointerDown(plot, at(0));
  for (let k = 1; k < points.length; k++) await fireEvent.pointerMove(plot, at(k));
  await fireEvent.pointerUp(plot, at(points.length - 1));
}

describe('a scatter plot', () => {
  it('says what it plots, with names from files as text', async () => {
    render(ScatterPlot, { x: X, y: Y });
    const plot = await screen.findByRole('img', { name: 'y <b> against x' });
    await waitFor(() => expect(plot.textContent).toContain('y <b>'));
    expect(plot.querySelector('b')).toBe(null);
    expect(screen.getByText(/3 rows/)).toBeTruthy();
  });

  it('selects with a lasso, in the mode of the keys or of the toolbar', async () => {
    const onselect = vi.fn();
    render(ScatterPlot, { x: X, y: Y, onselect });
    const plot = await screen.findByRole('img');
    const lasso = [
      [100, 100],
      [200, 100],
      [200, 200],
      [100, 200],
    ] as const;
    await dragOver(plot, lasso);
    expect(onselect).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'lasso' }), 'replace');
    await dragOver(plot, lasso, { shiftKey: true, altKey: true });
    expect(onselect).toHaveBeenLastCalledWith(expect.anything(), 'intersect');
    await fireEvent.click(screen.getByRole('button', { name: /Take from/ }));
    await fireEvent.keyDown(plot, { key: 'b' });
    await dragOver(plot, [
      [200, 200],
      [100, 100],
    ]);
    const [region, mode] = onselect.mock.lastCall as [{ kind: string; x: [number, number] }, string];
    expect([region.kind, mode]).toEqual(['box', 'subtract']);
    expect(region.x[0]).toBeLessThan(region.x[1]);
  });

  it('is moved by keys, shows all again, and gives the selection up on Escape', async () => {
    const onclear = vi.fn();
    render(ScatterPlot, { x: X, y: Y, onselect: () => undefined, onclear });
    const plot = await screen.findByRole('img');
    const labels = (): string => plot.textContent;
    await waitFor(() => expect(labels()).toContain('10'));
    const before = labels();
    await fireEvent.keyDown(plot, { key: '+' });
    await fireEvent.keyDown(plot, { key: '+' });
    await fireEvent.keyDown(plot, { key: '+' });
    expect(labels()).not.toBe(before);
    await fireEvent.click(screen.getByRole('button', { name: /Show all/ }));
    expect(labels()).toBe(before);
    await fireEvent.keyDown(plot, { key: 'Escape' });
    expect(onclear).toHaveBeenCalledOnce();
  });

  it('picks and hovers the row under the pointer', async () => {
    const onpick = vi.fn();
    const onhover = vi.fn();
    render(ScatterPlot, {
      x: column('x', [5]),
      y: column('y', [5]),
      xRange: [0, 10],
      yRange: [0, 10],
      onpick,
      onhover,
    });
    const plot = await screen.findByRole('img');
    let found: { clientX: number; clientY: number } | null = null;
    for (let left = 20; left < 490 && !found; left += 12) {
      for (let top = 20; top < 390 && !found; top += 12) {
        await fireEvent.pointerMove(plot, { clientX: left, clientY: top });
        if (onhover.mock.lastCall?.[0] === 0) found = { clientX: left, clientY: top };
      }
    }
    expect(screen.getByText('row 1')).toBeTruthy();
    expect(onpick).not.toHaveBeenCalled();
    await dragOver(plot, [[found!.clientX, found!.clientY]]);
    expect(onpick).toHaveBeenCalledWith(0);
    await fireEvent.pointerLeave(plot);
    expect(onhover).toHaveBeenLastCalledWith(null);
  });

  it('says in words why it is empty', async () => {
    render(ScatterPlot, { x: column('x', [NaN, 1]), y: column('y', [1, NaN]) });
    expect(await screen.findByText('No row has both x and y.')).toBeTruthy();
  });
});

describe('a histogram', () => {
  it('selects a range by dragging', async () => {
    const onselect = vi.fn();
    render(HistogramPlot, { column: X, onselect });
    await dragOver(await screen.findByRole('img'), [
      [300, 100],
      [200, 120],
    ]);
    const [region] = onselect.mock.lastCall as [{ kind: string; low: number; high: number }];
    expect(region.kind).toBe('range');
    expect(region.low).toBeLessThan(region.high);
    expect(region.low).toBeGreaterThan(0);
    expect(region.high).toBeLessThan(10);
  });
});

describe('lines that can be dragged', () => {
  it('report the value under them, by key and by pointer', async () => {
    const onchange = vi.fn();
    const series = [{ label: 'distance', x: X.values, y: Y.values }];
    const line = { orientation: 'horizontal', at: 5, label: 'eps' } as const;
    render(LinePlot, { series, xTitle: 'rows', yTitle: 'distance', label: 'k-distance', line, onchange });
    const slider = await screen.findByRole('slider', { name: 'eps' });
    expect(slider.getAttribute('aria-valuenow')).toBe('5');
    await fireEvent.keyDown(slider, { key: 'ArrowUp' });
    expect(onchange.mock.lastCall![0]).toBeGreaterThan(5);
    await dragOver(slider, [
      [100, 100],
      [100, 140],
    ]);
    expect(onchange.mock.lastCall![0]).toBeLessThan(5);
  });

  it('cut a tree', async () => {
    const onchange = vi.fn();
    const lines = {
      x1: Float64Array.of(0, 1, 0),
      y1: Float64Array.of(0, 0, 2),
      x2: Float64Array.of(0, 1, 1),
      y2: Float64Array.of(2, 2, 2),
      cluster: Int32Array.of(0, 0, 0),
    };
    render(Dendrogram, { lines, cut: 1, onchange });
    await fireEvent.keyDown(await screen.findByRole('slider'), { key: 'ArrowDown' });
    expect(onchange.mock.lastCall![0]).toBeLessThan(1);
  });
});

describe('points in space', () => {
  it('turn by keys and are selected by what is seen', async () => {
    const onselect = vi.fn();
    render(Scatter3D, { x: X, y: X, z: X, surface: { kind: 'plane', a: 1, b: 0, c: 0 }, onselect });
    const plot = await screen.findByRole('img', { name: /in space/ });
    const before = plot.innerHTML;
    await fireEvent.keyDown(plot, { key: 'ArrowLeft' });
    expect(plot.innerHTML).not.toBe(before);
    await fireEvent.keyDown(plot, { key: 'b' });
    await dragOver(plot, [
      [0, 0],
      [500, 400],
    ]);
    const [rows, mode] = onselect.mock.lastCall as [{ rows: number; words: Uint32Array }, string];
    expect([rows.rows, [...rows.words], mode]).toEqual([3, [7], 'replace']);
  });
});

describe('silhouettes', () => {
  it('need two clusters and say so', async () => {
    render(SilhouettePlot, { values: Float64Array.of(0.5), labels: Int32Array.of(0) });
    expect(await screen.findByText(/needs two or more/)).toBeTruthy();
  });
});
