import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/core/errors/index.ts';
import { OPERATIONS } from '../../src/core/operations/index.ts';
import { findStep } from '../../src/shared/index.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  await openSample(test);
});
afterEach(() => test.close());

const panel = () => within(document.querySelector<HTMLElement>('[data-panel=process]')!);
const view = () => test.bench.store.active!;
const source = () => findStep(test.bench.store.document.recipe, view().steps.source)!;

async function choose(operation: string): Promise<void> {
  await fireEvent.change(panel().getByRole('combobox', { name: 'Operation to apply' }), {
    target: { value: operation },
  });
}

async function type(field: HTMLElement, value: string): Promise<void> {
  await fireEvent.input(field, { target: { value } });
  await fireEvent.keyDown(field, { key: 'Enter' });
}

describe('the form', () => {
  it('lists the operations under headings, and makes of the chosen one an image of its own', async () => {
    const list = panel().getByRole('combobox', { name: 'Operation to apply' });
    const headings = [...list.querySelectorAll('optgroup')].map(({ label }) => label);
    expect(headings).toEqual(expect.arrayContaining(['Thresholds', 'Filters and background', 'Morphology']));
    await choose('gaussian');
    expect(test.bench.store.document.images).toHaveLength(2);
    expect(source().operation).toBe('gaussian');
    expect(await panel().findByRole('heading', { name: 'Gaussian blur' })).toBeTruthy();
    expect(panel().getByText('Apply to this result')).toBeTruthy();
  });

  it.each(
    ['otsu', 'gaussian', 'median', 'white-top-hat', 'unsharp-mask', 'canny'].filter((name) =>
      OPERATIONS.has(name),
    ),
  )('of %s has its parameters with their defaults', async (name) => {
    await choose(name);
    const operation = OPERATIONS.get(name)!;
    const form = within(await panel().findByRole('group', { name: operation.title }));
    for (const [parameter, { title, kind }] of Object.entries(operation.parameters)) {
      if (parameter === 'cval') continue;
      const role = kind === 'choice' ? 'combobox' : kind === 'boolean' ? 'checkbox' : 'textbox';
      expect(
        form.getByRole(role, { name: (name) => name.replace(/, px$/, '') === title }),
        parameter,
      ).toBeTruthy();
    }
  });

  it('is opened by the keys that would choose the first operation at once', async () => {
    const list = panel().getByRole<HTMLSelectElement>('combobox', { name: 'Operation to apply' });
    const showPicker = vi.fn();
    Object.assign(list, { showPicker });
    for (const key of ['ArrowDown', 'g']) expect(await fireEvent.keyDown(list, { key })).toBe(false);
    expect(showPicker).toHaveBeenCalledTimes(2);
    for (const key of ['Tab', 'Enter', ' ']) expect(await fireEvent.keyDown(list, { key })).toBe(true);
    expect(await fireEvent.keyDown(list, { key: 'k', ctrlKey: true })).toBe(false);
    expect(showPicker).toHaveBeenCalledTimes(2);
  });

  it('asks for the value beyond the border only where that is constant', async () => {
    await choose('gaussian');
    const border = await panel().findByRole('combobox', { name: 'Border' });
    expect(panel().queryByRole('textbox', { name: 'Border value' })).toBeNull();
    await fireEvent.change(border, { target: { value: 'constant' } });
    expect(await panel().findByRole('textbox', { name: 'Border value' })).toBeTruthy();
  });

  it('asks for limits only where values are given', async () => {
    await choose('rescale-intensity');
    const from = await panel().findByRole('combobox', { name: 'From' });
    expect(panel().queryByText('From values')).toBeNull();
    await fireEvent.change(from, { target: { value: 'values' } });
    expect(await panel().findByText('From values')).toBeTruthy();
  });

  it('begins given limits with the range of the image, and Auto takes the choice back', async () => {
    await choose('rescale-intensity');
    const { minimum, maximum } = test.engine.image;
    const from = await panel().findByRole<HTMLSelectElement>('combobox', { name: 'From' });
    await fireEvent.change(from, { target: { value: 'values' } });
    expect(source().params).toMatchObject({ in_range: 'values', in_limits: [minimum, maximum] });
    await fireEvent.click(await panel().findByRole('button', { name: 'Auto' }));
    expect(source().params).toMatchObject({ in_range: 'image', in_limits: null });
    await waitFor(() => expect(from.value).toBe('image'));
    await test.bench.store.settled();
    expect(test.bench.notices.shown).toEqual([]);
  });

  it('changes a parameter, which undo takes back before it takes the image', async () => {
    await choose('gaussian');
    const sigma = await panel().findByRole<HTMLInputElement>('textbox', { name: 'Sigma, px' });
    await type(sigma, '4.5');
    await waitFor(() => expect(source().params['sigma']).toBe(4.5));
    test.bench.commands.undo();
    await waitFor(() => expect(source().params['sigma']).toBe(1));
    expect(sigma.value).toBe('1');
    test.bench.commands.undo();
    await waitFor(() => expect(test.bench.store.document.images).toHaveLength(1));
  });

  it('shows why there is no result, with the remedy', async () => {
    await choose('adaptive');
    const size = await panel().findByRole('textbox', { name: /^Block size/ });
    const job = test.engine.job.bind(test.engine);
    const refusing = vi.spyOn(test.engine, 'job').mockImplementation(() =>
      job(() => {
        throw new AppError('bad-argument', 'block_size is 4, not odd.', { remedy: 'Take 5.' });
      }),
    );
    await type(size, '4');
    const alert = await panel().findByRole('alert');
    expect(alert.textContent).toBe('block_size is 4, not odd. Take 5.');
    refusing.mockRestore();
    await type(size, '5');
    await waitFor(() => expect(panel().queryByRole('alert')).toBeNull());
  });
});

describe('the code in Python', () => {
  it('has the parameters as they are, and is copied', async () => {
    const writeText = vi.fn((_text: string) => Promise.resolve());
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as never);
    await choose('gaussian');
    await type(await panel().findByRole('textbox', { name: 'Sigma, px' }), '2.5');
    await waitFor(() =>
      expect(document.querySelector('[data-panel=process] pre')!.textContent).toContain('2.5'),
    );
    await fireEvent.click(panel().getByText('Copy Python'));
    const [copied] = writeText.mock.calls[0]!;
    expect(copied).toMatch(/^import numpy as np\nfrom scipy import ndimage\n/);
    expect(copied).toMatch(/ndimage\.gaussian_filter\(.*2\.5/);
    vi.restoreAllMocks();
  });
});

describe('an operation on several images', () => {
  const asking = () => panel().queryByRole('group', { name: 'Images for Reproject' });

  it('asks for the other one, and can be left', async () => {
    test.bench.store.act({ type: 'duplicate-image', image: view().id });
    const [first, second] = test.bench.store.document.images;
    await choose('reproject');
    await waitFor(() => expect(asking()).not.toBeNull());
    expect(test.bench.store.document.images).toHaveLength(2);
    await fireEvent.click(panel().getByRole('button', { name: 'Cancel' }));
    expect(asking()).toBeNull();

    await choose('reproject');
    const grid = await panel().findByRole<HTMLSelectElement>('combobox', { name: 'Grid' });
    expect(grid.value).toBe(first!.id);
    await fireEvent.click(panel().getByRole('button', { name: 'Apply' }));
    expect(test.bench.store.document.images).toHaveLength(3);
    expect(source().inputs).toMatchObject({ image: second!.steps.crop, grid: first!.steps.crop });
    expect(asking()).toBeNull();
  });
});

describe('a command for several images', () => {
  beforeEach(() => void test.bench.store.act({ type: 'duplicate-image', image: view().id }));

  it('opens the form with the way and the other image chosen, in a panel that was folded', async () => {
    const [first, second] = test.bench.store.document.images;
    test.bench.store.act({ type: 'set-layout', layout: { rightFolded: true } });
    await waitFor(() => expect(document.querySelector('[data-panel=process]')).toBeNull());
    await fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    const field = await screen.findByRole('combobox', { name: 'Search commands' });
    await fireEvent.input(field, { target: { value: 'difference' } });
    await fireEvent.click(screen.getByRole('option', { name: /^Difference of two images/ }));
    const form = within(await screen.findByRole('group', { name: 'Images for Arithmetic' }));
    expect(form.getByRole<HTMLSelectElement>('combobox', { name: 'Other' }).value).toBe(first!.id);
    expect(form.getByRole<HTMLSelectElement>('combobox', { name: 'Way' }).value).toBe('subtract');
    await fireEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(source()).toMatchObject({
      operation: 'arithmetic',
      params: { way: 'subtract' },
      inputs: { image: second!.steps.crop, other: first!.steps.crop },
    });
  });

  it.each(['ratio of two', 'mask', 'reproject', 'arithmetic', 'compare two binary', 'composite'])(
    'is found by %s',
    async (words) => {
      await fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
      const field = await screen.findByRole('combobox', { name: 'Search commands' });
      await fireEvent.input(field, { target: { value: words } });
      const found = within(screen.getByRole('dialog', { name: 'Commands' })).getAllByRole('option')[0]!;
      expect(found.textContent.toLowerCase()).toContain(words);
      expect(found.getAttribute('aria-disabled')).toBe('false');
    },
  );
});

describe('thresholds compared', () => {
  it('are one step for undo and redo', async () => {
    const { store, commands } = test.bench;
    const count = () => store.document.images.length;
    commands.compareThresholds();
    await store.settled();
    commands.undo();
    await waitFor(() => expect(count()).toBe(1));
    commands.redo();
    await waitFor(() => expect(count()).toBe(3));
    commands.compareThresholds();
    await store.settled();
    expect(count()).toBe(5);
    commands.undo();
    await waitFor(() => expect(count()).toBe(3));
  });

  it('are the image beside its global and adaptive thresholds, locked', async () => {
    test.bench.commands.compareThresholds();
    const { images, layout } = test.bench.store.document;
    expect(images).toHaveLength(3);
    expect(layout).toMatchObject({ arrangement: 'tiled', lock: 'pixel', panels: images.map(({ id }) => id) });
    await waitFor(() => expect(document.querySelectorAll('[data-viewer=fake]')).toHaveLength(3));
  });

  it('are marked on the histogram of the original in its own, normalised values', async () => {
    test.bench.commands.compareThresholds();
    const [original, otsu] = test.bench.store.document.images;
    expect(original!.stretch).toBe('book');
    const results = (id: string) => test.bench.session.resultsOf(id)!;
    await waitFor(() => {
      expect(results(original!.id).histogramStretch).toBe('book');
      expect(results(otsu!.id).pixels.current).toBe(true);
    });
    const histogram = results(original!.id).histogram.summary!;
    const { maximum } = results(original!.id).pixels.summary!;
    const middle = 0.5 * (histogram.low + histogram.high);
    const threshold = Math.sinh(middle * Math.asinh(maximum));
    expect(threshold / middle).toBeGreaterThan(2);
    const { pixels } = results(otsu!.id);
    pixels.summary = { ...pixels.summary!, meaning: 'binary', facts: { threshold } };
    const mark = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-panel=thresholds] .mark');
      expect(found).not.toBeNull();
      return found!;
    });
    expect(Number.parseFloat(mark.style.left)).toBeCloseTo(50, 3);
    // A mask that was made of the mask is of the same threshold.
    test.bench.store.act({ type: 'derive-image', image: otsu!.id, operation: 'dilation', params: {} });
    const { active } = test.bench.store.document;
    await waitFor(() => expect(results(active!).pixels.current).toBe(true));
    const grown = results(active!).pixels;
    grown.summary = { ...grown.summary!, meaning: 'binary' };
    test.bench.commands.arrange('single');
    await waitFor(() => {
      expect(document.querySelectorAll('[data-panel=thresholds] tbody tr')).toHaveLength(1);
      const marks = document.querySelectorAll<HTMLElement>('[data-panel=thresholds] .mark');
      expect([...marks].map(({ style }) => Math.round(Number.parseFloat(style.left)))).toEqual([50]);
    });
  });

  it('are counted also where another is of other pixels, but then without an overlap', async () => {
    const { client, session, commands, store } = test.bench;
    const counts = { pixels: 100, on: 7, onOther: 7, both: 7, either: 7, differing: 0, iou: 1 };
    const call = client.call.bind(client);
    const compared = (...asked: Parameters<typeof call>) =>
      asked[0] === 'compare' ? Promise.resolve(counts) : call(...asked);
    vi.spyOn(client, 'call').mockImplementation(compared as typeof client.call);
    commands.compareThresholds();
    const [, otsu, adaptive] = store.document.images;
    await waitFor(() => {
      for (const { id } of [otsu!, adaptive!]) expect(session.resultsOf(id)!.pixels.current).toBe(true);
    });
    for (const [at, { id }] of [otsu!, adaptive!].entries()) {
      const { pixels } = session.resultsOf(id)!;
      pixels.summary = { ...pixels.summary!, meaning: 'binary', width: 20 + at };
    }
    const rows = () => [...document.querySelectorAll('[data-panel=thresholds] tbody tr')];
    await waitFor(() => {
      const texts = rows().map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
      expect(texts).toEqual([
        ['7', '7.0 %', ''],
        ['7', '7.0 %', '–'],
      ]);
    });
  });
});
