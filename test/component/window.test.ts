import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findStep } from '../../src/shared/index.ts';
import { fakeStarField } from '../support/fakeImage.ts';
import { findStars, openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
});
afterEach(() => test.close());

const numberOf = (element: HTMLElement): number => Number(element.getAttribute('aria-valuenow'));

describe('the empty window', () => {
  it('invites to open a file or the sample, with its credit', () => {
    expect(screen.getByText('Drop a FITS file or a table here')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Open the sample' })).toBeTruthy();
    expect(screen.getByText(/Credit: NASA, ESA, STScI/)).toBeTruthy();
  });

  it('opens by Ctrl+O through the host', async () => {
    await fireEvent.keyDown(window, { key: 'o', ctrlKey: true });
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('synthetic_field.fits'),
    );
  });
});

describe('files', () => {
  it('lists HDUs, with the reason where one cannot be shown, and warnings quietly', async () => {
    await openSample(test);
    const hdus = within(await screen.findByRole('list', { name: /HDUs of/ }));
    const unreadable = hdus.getByRole('button', { name: /WHT/ });
    expect(unreadable.getAttribute('aria-disabled')).toBe('true');
    expect(hdus.getByText(/Tile-compressed/)).toBeTruthy();
    expect(screen.getByText(/12 bytes early/)).toBeTruthy();
    await fireEvent.click(unreadable);
    expect(test.bench.files.activeHdu).toBe(0);
    await fireEvent.click(hdus.getByRole('button', { name: /SCI/ }));
    expect(test.bench.files.activeHdu).toBe(1);
  });

  it('shows header text as text', async () => {
    await openSample(test);
    test.bench.commands.dialog = 'header';
    expect(await screen.findByText(/<b>NGC 104<\/b>/)).toBeTruthy();
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ngc' } });
    expect(screen.getByText('1 of 300 cards')).toBeTruthy();
  });
});

describe('the histogram', () => {
  it('moves limits by keyboard, as one undo step, without a new picture from the engine', async () => {
    await openSample(test);
    const low = await screen.findByRole('slider', { name: 'Low limit' });
    await waitFor(() => expect(test.bench.session.active?.histogram.summary).toBeTruthy());
    const before = numberOf(low);
    const evaluations = (): number =>
      test.engine.requests.filter(
        ({ name, body }) => name === 'evaluate' && (body as { step: string }).step === 'i1.picture',
      ).length;
    const count = evaluations();
    for (let i = 0; i < 5; i++) await fireEvent.keyDown(low, { key: 'ArrowRight' });
    expect(numberOf(low)).toBeGreaterThan(before);
    expect(test.bench.picture.ownLimits?.[0]).toBe(numberOf(low));
    expect(evaluations()).toBe(count);
    await test.bench.store.settled();
    await fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(numberOf(low)).toBe(before));
  });

  it('never lets the limits pass one another', async () => {
    await openSample(test);
    const low = await screen.findByRole('slider', { name: 'Low limit' });
    await waitFor(() => expect(test.bench.session.active?.histogram.summary).toBeTruthy());
    await fireEvent.keyDown(low, { key: 'End' });
    expect(numberOf(low)).toBeLessThan(numberOf(screen.getByRole('slider', { name: 'High limit' })));
  });

  it('keeps limits set by hand at the same pixels when the stretch changes', async () => {
    await openSample(test);
    const low = await screen.findByRole('slider', { name: 'Low limit' });
    await waitFor(() => expect(test.bench.session.active?.histogram.summary).toBeTruthy());
    await fireEvent.keyDown(low, { key: 'PageUp' });
    const raw = test.bench.picture.limits!.rawLow;
    await fireEvent.change(screen.getAllByRole('combobox', { name: 'Stretch' })[0]!, {
      target: { value: 'log' },
    });
    expect(test.bench.store.active?.stretch).toBe('log');
    expect(test.bench.picture.limits!.rawLow).toBeCloseTo(raw, 9);
    expect(test.bench.picture.limits!.low).toBeCloseTo(raw, 9);
  });

  it('takes a preset as one undo step', async () => {
    await openSample(test);
    await fireEvent.change(await screen.findByRole('combobox', { name: 'Limits' }), {
      target: { value: '98' },
    });
    const params = findStep(test.bench.store.document.recipe, 'i1.limits')?.params;
    expect(params).toMatchObject({ low: 1, high: 99 });
  });
});

describe('stars', () => {
  it('counts exactly and follows the cut without a round trip', async () => {
    await openSample(test);
    await findStars(test);
    const { peaks } = test.engine;
    const above = (cut: number): number => peaks.filter((peak) => peak.normalized > cut).length;
    const status = await screen.findByRole('status', { name: 'Stars found' });
    expect(status.textContent?.replace(/\s/g, '')).toBe(`${above(0.5)}of${peaks.length}maxima`);
    const slider = screen.getByRole('slider', { name: 'Flux cut' });
    const requests = test.engine.requests.filter(({ name }) => name === 'evaluate').length;
    await fireEvent.keyDown(slider, { key: 'PageDown' });
    const cut = numberOf(slider);
    expect(cut).toBeLessThan(0.5);
    expect(status.textContent?.replace(/\s/g, '')).toBe(`${above(cut)}of${peaks.length}maxima`);
    expect(test.engine.requests.filter(({ name }) => name === 'evaluate').length).toBe(requests);
    await waitFor(() => expect(test.bench.catalogue.total).toBe(above(cut)));
  });

  it('says that the cut depends on the unit, and warns when nearly all pass', async () => {
    await openSample(test);
    await findStars(test);
    expect(screen.getByText(/depends on the unit of the data/).textContent).toContain('electron / s');
    const field = screen.getByRole('textbox', { name: 'Flux cut' });
    await fireEvent.input(field, { target: { value: '0' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(screen.getByText(/of the maxima pass/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /brightest 10 %/ }));
    expect(screen.queryByText(/of the maxima pass/)).toBeNull();
  });

  it('asks for the plateaus that the operation defines', async () => {
    await openSample(test);
    await findStars(test);
    await fireEvent.change(screen.getByRole('combobox', { name: 'Plateaus' }), {
      target: { value: 'connected' },
    });
    expect(findStep(test.bench.store.document.recipe, 'i1.maxima')?.params['plateaus']).toBe('connected');
  });
});

describe('the catalogue', () => {
  it('sorts by a column, then the other way, then not', async () => {
    await openSample(test);
    await findStars(test);
    const header = screen.getByRole('button', { name: /^value/ });
    const sortOf = (): string | null => header.closest('[role=columnheader]')!.getAttribute('aria-sort');
    await fireEvent.click(header);
    expect(sortOf()).toBe('ascending');
    await fireEvent.click(header);
    expect(sortOf()).toBe('descending');
    const brightest = test.engine.peaks[0]!;
    await waitFor(() => expect(test.bench.catalogue.row(0)?.[3]).toBe(brightest.value));
    await fireEvent.click(header);
    expect(sortOf()).toBe('none');
  });

  it('selects by click and by keyboard, shows the star, and survives a higher cut', async () => {
    await openSample(test);
    await findStars(test);
    const grid = screen.getByRole('grid', { name: 'Catalogue' });
    await waitFor(() => expect(within(grid).getAllByRole('row').length).toBeGreaterThan(2));
    await fireEvent.click(within(grid).getAllByRole('row')[1]!);
    await waitFor(() => expect(test.bench.catalogue.located).toBe(0));
    const first = test.bench.star!;
    expect(await screen.findByRole('region', { name: 'Selected star' })).toBeTruthy();
    await fireEvent.keyDown(grid, { key: 'ArrowDown' });
    await waitFor(() => expect(test.bench.catalogue.located).toBe(1));
    await fireEvent.keyDown(grid, { key: 'End' });
    await waitFor(() => expect(test.bench.catalogue.located).toBe(test.bench.catalogue.total - 1));
    await fireEvent.keyDown(grid, { key: 'Home' });
    await waitFor(() => expect(test.bench.star).toEqual(first));
    test.bench.store.act({ type: 'set-params', step: 'i1.cut', params: { flux_cut: 0.999 } });
    await waitFor(() => expect(test.bench.catalogue.located).toBeNull());
    expect(test.bench.star).toEqual(first);
    await fireEvent.keyDown(window, { key: 'Delete' });
    expect(test.bench.star).toBeNull();
  });

  it('exports by the host, here as a download', async () => {
    await openSample(test);
    await fireEvent.keyDown(window, { key: 'e', ctrlKey: true });
    expect(await screen.findByText(/no catalogue to export yet/)).toBeTruthy();
    await findStars(test);
    await fireEvent.keyDown(window, { key: 'e', ctrlKey: true });
    await waitFor(() => expect(test.saved[0]?.name).toBe('synthetic_field-stars.csv'));
  });
});

describe('errors', () => {
  it('shows sentence and remedy until dismissed, and the window goes on', async () => {
    test.engine.failNext('open', {
      code: 'not-fits',
      message: 'This is not FITS.',
      remedy: 'Choose another file.',
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Open the sample' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('This is not FITS.');
    expect(alert.textContent).toContain('Choose another file.');
    await fireEvent.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await openSample(test);
    expect(test.bench.store.document.images).toHaveLength(1);
  });

  it('a failed job leaves the rest usable', async () => {
    await openSample(test);
    test.engine.failNext('evaluate', { code: 'worker-crashed', message: 'A worker stopped.' });
    test.bench.commands.toggleStars();
    expect((await screen.findByRole('alert')).textContent).toContain('A worker stopped.');
    const steps = within(screen.getByRole('region', { name: 'Steps' }));
    expect(steps.getByRole('button', { name: /Local maxima.*failed/ })).toBeTruthy();
    await fireEvent.change(screen.getByRole('combobox', { name: 'Plateaus' }), {
      target: { value: 'connected' },
    });
    await waitFor(() => expect(test.bench.session.active?.maxima.current).toBe(true));
  });
});

describe('an image that the book cannot normalise', () => {
  it('is shown between its extrema, with the reason', async () => {
    test.close();
    document.body.replaceChildren();
    const dark = fakeStarField(64, 48, 0, -5);
    test = await openWindow({ image: dark });
    test.bench.commands.sample();
    await waitFor(() => expect(test.bench.picture.display).toBeTruthy());
    expect(test.bench.picture.limits).toMatchObject({
      rawLow: dark.minimum,
      rawHigh: dark.maximum,
      exact: false,
    });
    expect((await screen.findByRole('alert')).textContent).toContain('not above 0');
  });
});

describe('panels', () => {
  it('resize by arrow keys and fold by Enter, without becoming undo steps', async () => {
    const separator = screen.getByRole('separator', { name: /files and steps/ });
    await fireEvent.keyDown(separator, { key: 'ArrowRight' });
    expect(separator.getAttribute('aria-valuenow')).toBe('256');
    await fireEvent.keyDown(separator, { key: 'Enter' });
    expect(screen.queryByRole('complementary', { name: 'Files and steps' })).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Show files and steps' }));
    expect(screen.getByRole('complementary', { name: 'Files and steps' })).toBeTruthy();
    expect(test.bench.store.canUndo).toBe(false);
  });
});
