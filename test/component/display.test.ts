import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { colormap } from '../../src/core/colormap/index.ts';
import { tableIndex } from '../../src/core/stretch/index.ts';
import { findStep } from '../../src/shared/index.ts';
import { colourTicks, placeOfValue } from '../../src/renderer/features/display/colourTicks.ts';
import { viewers } from '../support/fakeViewer.ts';
import { cpuMilliseconds } from '../support/cpuTime.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  await openSample(test);
});
afterEach(() => test.close());

const viewer = () => viewers.at(-1)!;
const panel = () => within(document.querySelector<HTMLElement>('[data-panel=display]')!);
const view = () => test.bench.store.active!;
const step = (name: 'limits' | 'picture' | 'rescale') =>
  findStep(test.bench.store.document.recipe, view().steps[name])!;

async function chooseStretch(stretch: string): Promise<void> {
  await fireEvent.change(panel().getByRole('combobox', { name: 'Stretch' }), { target: { value: stretch } });
}

async function type(field: HTMLElement, value: string): Promise<void> {
  await fireEvent.input(field, { target: { value } });
  await fireEvent.keyDown(field, { key: 'Enter' });
}

describe('an image that is not there', () => {
  it('is said to be none, and why', async () => {
    test.engine.failNext('evaluate', {
      code: 'over-budget',
      message: 'It would need 9 GiB of memory.',
      remedy: 'Crop it.',
    });
    test.bench.store.act({ type: 'derive-image', image: view().id, operation: 'label', params: {} });
    expect(
      await panel().findByText('There is no image. It would need 9 GiB of memory. Crop it.'),
    ).toBeTruthy();
    expect(panel().queryByText('Reading the image…')).toBeNull();
  });
});

describe('an image whose pixels are all missing', () => {
  beforeEach(async () => {
    test.close();
    cleanup();
    const data = new Float32Array(48 * 32).fill(NaN);
    test = await openWindow({ image: { width: 48, height: 32, data, minimum: 0, maximum: 0 } });
    test.bench.commands.sample();
    await panel().findByText(/^Every pixel of this image is missing/);
  });

  it('opens with one notice, in the colour of what is missing, and without limits', async () => {
    const { notices, session, picture, store } = test.bench;
    await waitFor(() => expect(viewer().display).not.toBeNull());
    await waitFor(() => expect(notices.shown).toHaveLength(1));
    expect(notices.shown[0]).toMatchObject({
      kind: 'warning',
      message: expect.stringMatching(/no pixel with/),
    });
    store.act({ type: 'set-layout', layout: { colourBar: true } });
    for (const stretch of ['linear', 'histogram', 'book']) {
      store.act({ type: 'set-stretch', image: view().id, stretch, inRange: null });
      await store.settled();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(notices.shown).toHaveLength(1);
      expect(session.active!.limits.state).toBe('idle');
      expect(picture.limits?.exact).toBe(true);
    }
    expect(panel().queryByRole('textbox', { name: 'Low limit' })).toBeNull();
    expect(panel().getByLabelText('Colour of missing pixels')).toBeTruthy();
    expect(screen.getByRole('group', { name: /^Colour bar/ }).querySelectorAll('.ticks span')).toHaveLength(
      0,
    );
  });
});

describe('stretches', () => {
  it('show their formula with the parameter, which can be changed', async () => {
    await chooseStretch('log');
    expect(panel().getByText(/^y = ln\(1000 x \+ 1\) ∕ ln\(1001\), with x = /)).toBeTruthy();
    expect(panel().getByText(/log₁₀\(1000 x \+ 1\) ∕ log₁₀\(1000\)/)).toBeTruthy();
    const before = viewer().display!;
    await type(panel().getByRole('textbox', { name: 'a' }), '50');
    expect(panel().getByText(/^y = ln\(50 x \+ 1\) ∕ ln\(51\), /)).toBeTruthy();
    expect(step('picture').params).toMatchObject({ stretch: 'log', a: 50 });
    expect(viewer().display!.colours).not.toEqual(before.colours);
    await chooseStretch('sqrt');
    expect(panel().queryByRole('textbox', { name: 'a' })).toBeNull();
    expect(step('picture').params).toMatchObject({ stretch: 'sqrt', a: 0 });
  });

  it('count no pixels where the limits coincide', async () => {
    test.bench.limits.setMethod('percentile-limits', { low: 50, high: 50 });
    await waitFor(() => expect(test.bench.picture.limits!.rawLow).toBe(test.bench.picture.limits!.rawHigh));
    await chooseStretch('histogram');
    await waitFor(() => expect(panel().getByText(/^y = share of the pixels/)).toBeTruthy());
    expect(panel().queryByText('Counting the pixels…')).toBeNull();
  });

  it('equalise the histogram between the limits', async () => {
    await chooseStretch('histogram');
    expect(step('picture').params).toMatchObject({ stretch: 'linear' });
    await waitFor(() => expect(test.bench.session.active?.equalisation.summary).toBeTruthy());
    const { low, high, colours } = viewer().display!;
    const grey = new Float64Array(256);
    for (const value of test.engine.image.data) {
      if (value < low || value > high) continue;
      const place = (value - low) / (high - low);
      grey[placeLevel(colours, place)]! += 1;
    }
    const total = grey.reduce((sum, count) => sum + count, 0);
    // Half of the pixels between the limits are darker than the middle grey.
    const darker = grey.subarray(0, 128).reduce((sum, count) => sum + count, 0);
    expect(darker / total).toBeGreaterThan(0.45);
    expect(darker / total).toBeLessThan(0.55);
  });
});

describe('limits', () => {
  it('by zscale show the sample on the histogram, and presets bring percentiles back', async () => {
    const select = panel().getByRole('combobox', { name: 'Limits' });
    await fireEvent.change(select, { target: { value: 'zscale' } });
    expect(step('limits')).toMatchObject({ operation: 'zscale-limits', params: { contrast: 0.25 } });
    await waitFor(() => expect(document.querySelector('.sample .rug')?.getAttribute('d')).toContain('M'));
    const before = test.bench.picture.limits!.rawHigh;
    await type(panel().getByRole('textbox', { name: 'Z contrast' }), '0.5');
    await waitFor(() => expect(test.bench.picture.limits!.rawHigh).toBeGreaterThan(before));
    await fireEvent.change(select, { target: { value: '92.5' } });
    expect(step('limits')).toMatchObject({
      operation: 'percentile-limits',
      params: { low: 3.75, high: 96.25 },
    });
    await waitFor(() => expect(document.querySelector('.sample')).toBeNull());
  });

  it('are those of all images where they are shared', async () => {
    const { store, picture, limits } = test.bench;
    await openSample(test);
    await waitFor(() => expect(store.document.images).toHaveLength(2));
    await waitFor(() => expect(picture.limits?.exact).toBe(true));
    await fireEvent.click(panel().getByRole('checkbox', { name: 'Same limits for all images' }));
    const { rawLow, rawHigh } = picture.limits!;
    expect(store.document.sharedLimits).toEqual([rawLow, rawHigh]);
    limits.setRange(0.1, 0.2, 'g');
    const shared = store.document.sharedLimits!;
    store.act({ type: 'activate-image', image: store.document.images[0]!.id });
    await waitFor(() => expect(picture.limits?.rawHigh).toBe(shared[1]));
    // A preset of one image becomes the limits of all.
    await fireEvent.change(panel().getByRole('combobox', { name: 'Limits' }), { target: { value: '90' } });
    await waitFor(() => expect(store.document.sharedLimits).not.toEqual(shared));
    await waitFor(() => expect(test.bench.session.active!.rawLimits!.high).toBe(picture.limits!.rawHigh));
    await fireEvent.click(panel().getByRole('checkbox', { name: 'Same limits for all images' }));
    expect(store.document.sharedLimits).toBeNull();
    expect(picture.limits!.low).toBeCloseTo(test.bench.session.active!.limits.summary!.low, 12);
  });
});

describe('colours', () => {
  it('are previewed under the pointer, restored, and taken by a click', async () => {
    const before = viewer().display!;
    await fireEvent.click(panel().getByRole('button', { name: /Colour map/ }));
    const list = panel().getByRole('listbox', { name: 'Colour map' });
    const viridis = within(list).getByRole('option', { name: 'Viridis' });
    await fireEvent.pointerEnter(viridis);
    expect(viewer().display!.colours.at(-1)).toBe(colormap('viridis', false)[255]);
    expect(view().colormap).toBe('grey');
    await fireEvent.pointerLeave(list);
    expect(viewer().display!.colours).toEqual(before.colours);
    await fireEvent.keyDown(list, { key: 'v' });
    expect(document.activeElement).toBe(viridis);
    await fireEvent.keyDown(viridis, { key: 'Escape' });
    expect(panel().queryByRole('listbox')).toBeNull();
    expect(viewer().display!.colours).toEqual(before.colours);
    await fireEvent.click(panel().getByRole('button', { name: /Colour map/ }));
    await fireEvent.click(panel().getByRole('option', { name: 'Viridis' }));
    expect(view().colormap).toBe('viridis');
  });

  it('follow a drag with the right button as one undo step, and a double click back', async () => {
    const drag = viewer().options.oncontrast!;
    drag(0, 0, 'begin');
    drag(0.1, 0.05, 'drag');
    drag(0.2, 0.1, 'drag');
    drag(0, 0, 'end');
    expect(view()).toMatchObject({ contrast: 2, bias: 0.7 });
    await waitFor(() =>
      expect(panel().getByRole<HTMLInputElement>('textbox', { name: 'Bias' }).value).toBe('0.7'),
    );
    const level = (place: number): number => placeLevel(viewer().display!.colours, place);
    expect(level(0)).toBe(0);
    expect(level(1)).toBe(255);
    await test.bench.store.settled();
    test.bench.store.undo();
    await waitFor(() => expect(view()).toMatchObject({ contrast: 1, bias: 0.5 }));
    drag(0, 0, 'begin');
    drag(-9, 9, 'drag');
    drag(0, 0, 'end');
    expect(view()).toMatchObject({ contrast: 10, bias: 0 });
    drag(0, 0, 'reset');
    expect(view()).toMatchObject({ contrast: 1, bias: 0.5 });
  });

  it('come from a file, which the document keeps', async () => {
    const chooser = document.querySelector<HTMLInputElement>('input[type=file][accept*=".lut"]')!;
    const file = new File(['0 0 0\n0 1 0\n1 1 1\n'], 'three.lut');
    Object.defineProperty(chooser, 'files', { value: [file] });
    await fireEvent.change(chooser);
    await waitFor(() => expect(view().colormap).toBe('file:three'));
    expect(test.bench.store.document.colormaps[0]!.colours).toHaveLength(1536);
    expect(viewer().display!.colours.at(-1)).toBe(0xffffffff);
    expect(panel().getByRole('button', { name: /Colour map/ }).textContent).toContain('three');
  });

  it('of a file that is none are refused with a sentence', async () => {
    const chooser = document.querySelector<HTMLInputElement>('input[type=file][accept*=".lut"]')!;
    Object.defineProperty(chooser, 'files', { value: [new File(['hello'], 'bad.sao')] });
    await fireEvent.change(chooser);
    await screen.findByText(/no colour map/);
    expect(view().colormap).toBe('grey');
  });

  it('of missing pixels can be chosen', async () => {
    await fireEvent.input(panel().getByLabelText('Colour of missing pixels'), {
      target: { value: '#ff8000' },
    });
    expect(viewer().display!.missing).toBe(0xff0080ff);
  });

  it('follow the mouse within its frame', () => {
    const { store } = test.bench;
    const begun = cpuMilliseconds();
    for (let i = 0; i < 60; i++) {
      store.act({ type: 'set-colours', image: view().id, bias: 0.4 + i / 1000, gesture: 'g' });
      expect(test.bench.picture.display).not.toBeNull();
    }
    // With everything that depends on it; the table alone takes less than 1 ms.
    expect((cpuMilliseconds() - begun) / 60).toBeLessThan(10);
  });
});

describe('the colour bar', () => {
  it('has round values where the stretch has them', () => {
    const linear = { stretch: 'linear', low: 0.3, high: 10.2, offset: 0, maximum: 20 } as const;
    expect(colourTicks(linear, 5).map(({ text }) => text)).toEqual(['2', '4', '6', '8', '10']);
    const book = { ...linear, stretch: 'book', maximum: 300, low: 0.29, high: 55 } as const;
    const ticks = colourTicks(book, 8);
    expect(ticks.length).toBeGreaterThan(4);
    ticks.forEach(({ place, value }, i) => {
      expect(place).toBeCloseTo(placeOfValue(book, value), 12);
      expect(place).toBeGreaterThan(ticks[i - 1]?.place ?? -1e-9);
      expect(String(Number(value.toPrecision(2)))).toBe(String(Number(value.toPrecision(12))));
    });
    const narrow = { ...linear, low: 31_000.25, high: 31_000.75 } as const;
    expect(new Set(colourTicks(narrow, 5).map(({ text }) => text)).size).toBeGreaterThan(3);
    expect(colourTicks({ ...linear, low: NaN }, 5)).toEqual([]);
  });

  it('has the one value where the limits coincide', () => {
    const constant = { stretch: 'linear', low: 31_000.25, high: 31_000.25, offset: 0, maximum: 7 } as const;
    expect(colourTicks(constant, 5)).toEqual([{ place: 0, value: 31_000.25, text: '31000.25' }]);
    expect(colourTicks({ ...constant, stretch: 'book' }, 5).map(({ text }) => text)).toEqual(['31000.25']);
  });

  it('is shown by the panel', async () => {
    await fireEvent.click(panel().getByRole('checkbox', { name: 'Colour bar' }));
    expect(test.bench.store.document.layout.colourBar).toBe(true);
  });
});

/** The grey level that a display gives a place between the limits. */
function placeLevel(colours: Uint32Array, place: number): number {
  return colours[tableIndex(place)]! & 255;
}
