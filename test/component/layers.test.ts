import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  await openSample(test);
  test.bench.commands.operate('otsu');
  await waitFor(() => expect(test.bench.session.resultsOf('i2')?.pixels.current).toBe(true));
});
afterEach(() => test.close());

const view = (id: string) => test.bench.store.document.images.find((image) => image.id === id)!;
const panel = () => within(document.querySelector<HTMLElement>('[data-panel=layers]')!);

describe('a mask as a layer', () => {
  it('is shown on the image it was made of, changed, and removed', async () => {
    await fireEvent.click(await screen.findByRole('button', { name: /^Show as a layer on/ }));
    expect(test.bench.store.document.active).toBe('i1');
    expect(view('i1').layers).toMatchObject([{ image: 'i2', opacity: 0.5, outline: false }]);
    await fireEvent.click(panel().getByRole('checkbox', { name: /^Only the outline of/ }));
    await fireEvent.input(panel().getByRole('slider', { name: /^Opacity of/ }), { target: { value: '0.8' } });
    await fireEvent.input(panel().getByLabelText(/^Colour of/), { target: { value: '#00ff00' } });
    expect(view('i1').layers).toEqual([{ image: 'i2', opacity: 0.8, outline: true, colour: '#00ff00' }]);
    await fireEvent.click(panel().getByRole('button', { name: /^Remove the layer/ }));
    expect(view('i1').layers).toEqual([]);
    await fireEvent.change(panel().getByRole('combobox', { name: 'Add a layer' }), {
      target: { value: 'i2' },
    });
    expect(view('i1').layers).toHaveLength(1);
  });

  it('is evaluated when only the image under it is shown', async () => {
    await fireEvent.click(await screen.findByRole('button', { name: /^Show as a layer on/ }));
    const asked = (): number =>
      test.engine.requests.filter(
        ({ name, body }) => name === 'evaluate' && (body as { step: string }).step === 'i2.picture',
      ).length;
    const before = asked();
    test.bench.store.act({ type: 'set-params', step: 'i2.source', params: { nbins: 64 } });
    await waitFor(() => expect(asked()).toBe(before + 1));
  });

  it('becomes regions of the original in one step', async () => {
    await fireEvent.click(await screen.findByRole('button', { name: /^As regions of/ }));
    await waitFor(() => expect(view('i1').regions).toHaveLength(1));
    expect(test.bench.store.document.active).toBe('i1');
    expect(test.engine.requests.find(({ name }) => name === 'maskRegions')?.body).toEqual({
      step: 'i2.crop',
      connectivity: 2,
      least_pixels: 5,
      most: 500,
      tolerance: 0.5,
    });
    expect(
      await screen.findByText(/1 of 4 objects became regions; 3 smaller ones were left out; 2 holes/),
    ).toBeTruthy();
    await test.bench.store.settled();
    await fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(view('i1').regions).toHaveLength(0));
  });
});

describe('locked colours', () => {
  it('begin alike and stay so', async () => {
    test.bench.commands.arrange('tiled');
    test.bench.store.act({ type: 'activate-image', image: 'i1' });
    test.bench.store.act({ type: 'set-colours', image: 'i1', colormap: 'heat' });
    expect(view('i2').colormap).toBe('grey');
    await fireEvent.click(await screen.findByRole('checkbox', { name: 'Lock colours' }));
    expect(view('i2')).toMatchObject({ colormap: 'heat', stretch: 'book' });
    test.bench.store.act({ type: 'set-colours', image: 'i1', inverted: true });
    expect(view('i2').inverted).toBe(true);
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Lock colours' }));
    test.bench.store.act({ type: 'set-colours', image: 'i1', inverted: false });
    expect(view('i2').inverted).toBe(true);
  });
});
