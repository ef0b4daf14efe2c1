import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGION_DEFAULTS } from '../../src/core/region/index.ts';
import { PanelFolds } from '../../src/renderer/ui/panelFolds.svelte.ts';
import { viewers } from '../support/fakeViewer.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
async function open(preset: 'asterism' | 'ds9'): Promise<void> {
  localStorage.clear();
  localStorage.setItem('asterism-keys', preset);
  test = await openWindow();
  await openSample(test);
}
afterEach(() => test.close());

const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, ...more });
const hover = (x: number, y: number): void => viewers.at(-1)!.options.onhover({ x, y });
const pixel = () => test.bench.readout.pixel;

describe('the arrows of the DS9 preset', () => {
  beforeEach(() => open('ds9'));

  it('move the pointer by a pixel, as do h, j, k and l, with lines through it until the mouse moves', async () => {
    hover(50.3, 60.4);
    await press('ArrowRight');
    expect(pixel()).toEqual({ x: 52, y: 61 });
    await press('ArrowUp');
    await press('ArrowUp');
    expect(pixel()).toEqual({ x: 52, y: 63 });
    expect(test.bench.viewport.crosshairOn('i1')).toEqual({ x: 51, y: 62 });
    for (const key of ['h', 'h', 'j', 'k', 'k', 'l']) await press(key);
    expect(pixel()).toEqual({ x: 51, y: 64 });
    // The mouse rests: what is under it is no news.
    hover(5, 5);
    expect(pixel()).toEqual({ x: 51, y: 64 });
    await fireEvent.pointerMove(document.body, { clientX: 3, clientY: 4 });
    expect(test.bench.viewport.crosshairOn('i1')).toBeNull();
    hover(5, 5);
    expect(pixel()).toEqual({ x: 6, y: 6 });
  });

  it('stop at the border of the image', async () => {
    hover(0, 0);
    await press('ArrowLeft');
    await press('ArrowDown');
    expect(pixel()).toEqual({ x: 1, y: 1 });
  });

  it('move the selected region, and belong to what has the focus elsewhere', async () => {
    hover(50, 60);
    const shape = { kind: 'circle', centre: [10, 10], radius: 3 } as const;
    test.bench.store.act({
      type: 'add-regions',
      image: 'i1',
      regions: [{ ...REGION_DEFAULTS, tags: [], system: 'image', shape }],
    });
    test.bench.regions.select('r1');
    await press('ArrowRight');
    expect(pixel()).toEqual({ x: 51, y: 61 });
    test.bench.regions.select(null);
    await press('ArrowRight', {}, screen.getByRole('button', { name: 'Examples' }));
    expect(pixel()).toEqual({ x: 51, y: 61 });
    await press('ArrowRight');
    expect(pixel()).toEqual({ x: 52, y: 61 });
  });

  it('are told by the keyboard’s help', async () => {
    await press('?');
    const help = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
    expect(help.getByText('Move the pointer one pixel left').previousElementSibling?.textContent).toBe(
      '←, H',
    );
    expect(help.getByText('Look one screen further up').previousElementSibling?.textContent).toBe('Shift ↑');
    expect(help.getByText('Middle click')).toBeTruthy();
  });
});

describe('the usual preset', () => {
  beforeEach(() => open('asterism'));

  it('leaves the pointer to the mouse', async () => {
    hover(50, 60);
    for (const key of ['ArrowRight', 'h', 'k']) await press(key);
    expect(pixel()).toEqual({ x: 51, y: 61 });
  });

  it('has two tabs of panels, of which one is reached by Tab and the other by the arrows', async () => {
    test.bench.commands.example('plane-regression');
    const list = within(await screen.findByRole('tablist', { name: 'Panels' }));
    const tabs = list.getAllByRole('tab');
    const chosen = (): (string | null)[] => tabs.map((tab) => tab.getAttribute('aria-selected'));
    const start = chosen().indexOf('true');
    for (const [key, to] of [
      ['Home', 0],
      ['ArrowRight', 1],
      ['ArrowRight', 0],
      ['ArrowLeft', 1],
      ['Home', 0],
      ['End', 1],
    ] as const) {
      const from = tabs.find(({ tabIndex }) => tabIndex === 0)!;
      await press(key, {}, from);
      expect(chosen()[to]).toBe('true');
      expect(tabs.map(({ tabIndex }) => tabIndex)).toEqual(to === 0 ? [0, -1] : [-1, 0]);
      expect(document.activeElement).toBe(tabs[to]);
      expect(screen.getByRole('tabpanel', { name: to === 0 ? 'Image' : 'Table' })).toBeTruthy();
    }
    expect(start).toBeGreaterThanOrEqual(0);
  });

  it('folds panels, which stay so', async () => {
    const head = screen.getByRole('button', { name: 'Regions' });
    expect(head.getAttribute('aria-expanded')).toBe('true');
    expect(screen.queryByRole('button', { name: 'Circle' })).not.toBeNull();
    await fireEvent.click(head);
    expect(head.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('button', { name: 'Circle' })).toBeNull();
    const again = new PanelFolds(localStorage);
    expect([again.isOpen('regions'), again.isOpen('display'), again.isOpen('places')]).toEqual([
      false,
      true,
      false,
    ]);
    for (const text of ['{', 'null', '7', '{"regions":"no"}']) {
      localStorage.setItem('asterism-panels', text);
      expect(new PanelFolds(localStorage).isOpen('regions')).toBe(true);
    }
    await waitFor(() => expect(head.isConnected).toBe(true));
  });
});
