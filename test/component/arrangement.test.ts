import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shownImages } from '../../src/shared/index.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  test = await openWindow();
  await openSample(test);
  for (const name of ['gaussian', 'otsu']) {
    test.bench.commands.operate(name);
    await waitFor(() => expect(test.bench.session.active?.pixels.current).toBe(true));
  }
});
afterEach(() => test.close());

const document_ = () => test.bench.store.document;
const tabs = () => within(screen.getByRole('tablist', { name: 'Images' })).getAllByRole('tab');
const titles = () => tabs().map(({ textContent }) => textContent?.trim());
const selected = () => tabs().findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
const arrange = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const panels = () => [...document.querySelectorAll<HTMLElement>('section.panel')];
const covered = () => panels().map((panel) => panel.classList.contains('covered'));

describe('the tabs', () => {
  it('are the open images, the active one chosen', () => {
    expect(titles()).toEqual([
      'synthetic_field.fits',
      'Gaussian blur · synthetic_field.fits',
      expect.stringMatching(/^Otsu/),
    ]);
    expect(selected()).toBe(2);
  });

  it('choose an image by pointer and by the arrows, from the last to the first', async () => {
    await fireEvent.click(tabs()[1]!);
    expect(document_().active).toBe(document_().images[1]!.id);
    expect(tabs().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
    await fireEvent.keyDown(tabs()[1]!, { key: 'ArrowRight' });
    expect(selected()).toBe(2);
    expect(document.activeElement).toBe(tabs()[2]);
    await fireEvent.keyDown(tabs()[2]!, { key: 'ArrowRight' });
    expect(selected()).toBe(0);
    await fireEvent.keyDown(tabs()[0]!, { key: 'ArrowLeft' });
    expect(selected()).toBe(2);
    await fireEvent.keyDown(tabs()[2]!, { key: 'Home' });
    expect(selected()).toBe(0);
  });

  it('close an image, and are gone with the last but one', async () => {
    await fireEvent.click(screen.getByRole('button', { name: /^Close Otsu/ }));
    expect(document_().images).toHaveLength(2);
    await fireEvent.keyDown(tabs()[selected()]!, { key: 'Delete' });
    expect(document_().images).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('tablist', { name: 'Images' })).toBeNull());
    test.bench.commands.undo();
    await waitFor(() => expect(tabs()).toHaveLength(2));
  });
});

describe('several images at once', () => {
  it('lie side by side, each named', async () => {
    await arrange('Side by side');
    expect(document_().layout.arrangement).toBe('tiled');
    await waitFor(() => expect(panels()).toHaveLength(3));
    expect(panels().map((panel) => panel.getAttribute('aria-label'))).toEqual(titles());
    await arrange('One image');
    await waitFor(() => expect(panels()).toHaveLength(0));
  });

  it('are painted again after all were hidden but one', async () => {
    await arrange('Side by side');
    await waitFor(() => expect(panels()).toHaveLength(3));
    await arrange('One image');
    await fireEvent.click(tabs()[0]!);
    await arrange('Side by side');
    await waitFor(() => expect(panels()).toHaveLength(3));
    for (const { id } of document_().images) expect(test.bench.pictures.of(id).display).not.toBeNull();
    const [first] = document_().images;
    test.bench.store.act({ type: 'set-colours', image: first!.id, colormap: 'viridis' });
    const before = test.bench.pictures.of(first!.id).display;
    test.bench.store.act({ type: 'set-colours', image: first!.id, colormap: 'grey' });
    expect(test.bench.pictures.of(first!.id).display).not.toBe(before);
  });

  it('are those that are ticked', async () => {
    await arrange('Side by side');
    await fireEvent.click(screen.getByRole('checkbox', { name: /^Show Gaussian blur/ }));
    const [first, , third] = document_().images;
    expect(document_().layout.panels).toEqual([first!.id, third!.id]);
    await waitFor(() => expect(panels()).toHaveLength(2));
    await fireEvent.click(screen.getByRole('checkbox', { name: /^Show Gaussian blur/ }));
    expect(document_().layout.panels).toBeNull();
    expect(shownImages(document_())).toHaveLength(3);
  });

  it('blink one after the other in the time that is set', async () => {
    test.bench.store.act({ type: 'set-layout', layout: { blinkMs: 60 } });
    await arrange('Blink');
    await waitFor(() => expect(covered().filter((one) => !one)).toHaveLength(1));
    const seen = new Set<number>();
    await waitFor(
      () => {
        seen.add(covered().indexOf(false));
        expect(seen.size).toBe(3);
      },
      { interval: 10, timeout: 3000 },
    );
    const seconds = screen.getByRole('spinbutton', { name: 'Seconds for each image' });
    await fireEvent.change(seconds, { target: { value: '2' } });
    expect(document_().layout.blinkMs).toBe(2000);
  });

  it('tell while they blink the value of the image that is seen', async () => {
    const { readout, store, viewport } = test.bench;
    test.bench.viewport.hover(document_().active!, { x: 10, y: 20 });
    readout.hover({ x: 10, y: 20 });
    store.act({ type: 'set-layout', layout: { blinkMs: 300 } });
    await arrange('Blink');
    const read = new Set<string>();
    await waitFor(
      async () => {
        const onTop = document_().images[covered().indexOf(false)]!.id;
        await waitFor(() => expect(readout.value).not.toBeNull(), { interval: 5 });
        expect([readout.view?.id, viewport.pointer?.image]).toEqual([onTop, onTop]);
        read.add(onTop);
        expect(read.size).toBe(3);
      },
      { interval: 20, timeout: 5000 },
    );
    expect(readout.pixel).toEqual({ x: 11, y: 21 });
    const asked = test.engine.requests.filter(({ name }) => name === 'pixel').map(({ body }) => body);
    const steps = asked.map((body) => (body as { step: string }).step);
    expect(steps).toEqual(expect.arrayContaining(document_().images.map((image) => image.steps.crop)));
    // That the covered one was left does not mean that nothing is pointed at.
    const [first, second] = document_().images;
    readout.hover({ x: 10, y: 20 }, first!.id);
    readout.hover(null, second!.id);
    expect(readout.pixel).not.toBeNull();
  });

  it('tell their keys as the preset has them and the platform writes them', () => {
    const title = (name: string) => screen.getByRole('button', { name }).getAttribute('title');
    expect([title('One image'), title('Blink')]).toEqual(['One image (Shift 1)', 'Blink (Shift 3)']);
  });

  it('are swept over by an edge, which the arrows move', async () => {
    await fireEvent.click(tabs()[0]!);
    await arrange('Swipe');
    const edge = await screen.findByRole('separator', { name: 'Edge between the two images' });
    expect(covered()).toEqual([false, false, true]);
    expect(panels()[0]!.style.clipPath).toContain('50%');
    await fireEvent.keyDown(edge, { key: 'ArrowLeft' });
    expect(edge.getAttribute('aria-valuenow')).toBe('48');
    expect(panels()[0]!.style.clipPath).toContain('52%');
  });

  it('are arranged by Shift and a digit on any layout of the keyboard', async () => {
    await fireEvent.keyDown(window, { key: '@', code: 'Digit2', shiftKey: true });
    expect(document_().layout.arrangement).toBe('tiled');
    await fireEvent.keyDown(window, { key: '$', code: 'Digit4', shiftKey: true });
    expect(document_().layout.arrangement).toBe('swipe');
    await fireEvent.keyDown(window, { key: '!', code: 'Digit1', shiftKey: true });
    expect(document_().layout.arrangement).toBe('single');
  });

  it('are locked as chosen', async () => {
    await fireEvent.change(screen.getByRole('combobox', { name: 'Lock the views' }), {
      target: { value: 'wcs' },
    });
    expect(document_().layout.lock).toBe('wcs');
  });
});
