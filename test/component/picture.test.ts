import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sinh, asinh } from '../../src/core/math/index.ts';
import { viewers } from '../support/fakeViewer.ts';
import { findStars, openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  await openSample(test);
});
afterEach(() => test.close());

const viewer = () => viewers.at(-1)!;

describe('the picture', () => {
  it('is painted between the raw values of the percentile limits', async () => {
    await waitFor(() => expect(viewer().image).not.toBeNull());
    const { low, high } = test.bench.picture.limits!;
    const scale = asinh(test.engine.image.maximum);
    expect(viewer().display!.low).toBeCloseTo(sinh(low * scale), 6);
    expect(viewer().display!.high).toBeCloseTo(sinh(high * scale), 6);
  });

  it('gets another table at once when a limit moves', async () => {
    const slider = await screen.findByRole('slider', { name: 'High limit' });
    await waitFor(() => expect(test.bench.session.active?.histogram.summary).toBeTruthy());
    const before = viewer().display!;
    await fireEvent.keyDown(slider, { key: 'PageDown' });
    expect(viewer().display!.high).toBeLessThan(before.high);
    expect(viewer().display!.low).toBeCloseTo(before.low, 9);
  });

  it('circles as many stars as the cut leaves, in 0-based pixels of the image', async () => {
    await findStars(test);
    const above = test.engine.peaks.filter((peak) => peak.normalized > 0.5).length;
    await waitFor(() => expect(viewer().shown).toBe(above));
    expect(viewer().stars!.x[0]).toBe(test.engine.peaks[0]!.x - 1);
    await fireEvent.click(screen.getAllByRole('button', { name: 'Find stars' })[0]!);
    expect(viewer().stars).toBeNull();
  });

  it('and the table select each other', async () => {
    await findStars(test);
    await waitFor(() => expect(viewer().shown).toBeGreaterThan(0));
    viewer().options.onpick(0, { x: 0, y: 0 });
    const brightest = test.engine.peaks[0]!;
    expect(test.bench.star).toEqual({ x: brightest.x, y: brightest.y });
    await waitFor(() => expect(viewer().selected).toEqual({ x: brightest.x - 1, y: brightest.y - 1 }));
    await waitFor(() => expect(test.bench.catalogue.located).not.toBeNull());
    expect(test.bench.catalogue.row(test.bench.catalogue.located!)?.[1]).toBe(brightest.x);
    viewer().options.onpick(null, { x: 0, y: 0 });
    expect(test.bench.star).toBeNull();
  });

  it('tells the pixel under the pointer, the latest only', async () => {
    for (let x = 0; x < 20; x++) viewer().options.onhover({ x, y: 3.4 });
    const readout = await screen.findByLabelText('Pixel under the pointer');
    await waitFor(() => expect(readout.textContent).toContain(String(test.engine.image.data[3 * 300 + 19])));
    expect(readout.textContent).toContain('20, 4');
    expect(test.engine.requests.filter(({ name }) => name === 'pixel').length).toBeLessThan(4);
    viewer().options.onhover(null);
    await waitFor(() => expect(readout.textContent).toContain('300 × 200'));
  });

  it('is cropped with C and a rectangle, and back', async () => {
    await fireEvent.keyDown(window, { key: 'c' });
    expect(viewer().mode).toBe('crop');
    viewer().options.oncrop({ x0: 9, x1: 19, y0: 0, y1: 4 });
    expect(viewer().mode).toBe('pan');
    const { steps } = test.bench.store.document.recipe;
    expect(steps.find(({ id }) => id === 'i1.crop')?.params['section']).toEqual({
      x0: 10,
      x1: 20,
      y0: 1,
      y1: 5,
    });
    test.bench.commands.resetCrop();
    expect(test.bench.commands.cropped).toBe(false);
  });
});
