import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseWcs } from '../../src/core/wcs/index.ts';
import { Tools } from '../../src/renderer/state/tools.svelte.ts';
import { viewers } from '../support/fakeViewer.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

vi.mock('../../src/renderer/canvas/index.ts', () => import('../support/fakeViewer.ts'));

const wcs = parseWcs(
  {
    CTYPE1: 'RA---TAN',
    CTYPE2: 'DEC--TAN',
    CRPIX1: 150,
    CRPIX2: 100,
    CRVAL1: 83.633,
    CRVAL2: 22.0145,
    CDELT1: -1e-4,
    CDELT2: 1e-4,
  },
  2,
  () => undefined,
);
let test: TestWindow;
const copied: string[] = [];
beforeEach(async () => {
  localStorage.clear();
  copied.length = 0;
  vi.stubGlobal('navigator', {
    ...navigator,
    platform: 'Linux',
    clipboard: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
  });
  test = await openWindow({ wcs });
  await openSample(test);
});
afterEach(() => {
  test.close();
  vi.unstubAllGlobals();
});

const press = (key: string, more: KeyboardEventInit = {}, target: Element | Window = window) =>
  fireEvent.keyDown(target, { key, ...more });
const hover = (x: number, y: number): void => viewers.at(-1)!.options.onhover({ x, y });
const panel = (): HTMLElement => document.querySelector<HTMLElement>('[data-panel="tools"]')!;

describe('the readout', () => {
  it('changes its frame and notation', async () => {
    const line = screen.getByLabelText('Pixel under the pointer');
    hover(149, 99);
    await waitFor(() => expect(line.textContent).toMatch(/RA\s*05:34:31\.920\s*Dec\s*\+22:00:52\.20/));
    await fireEvent.change(screen.getByLabelText('Coordinates'), { target: { value: 'GALACTIC' } });
    await fireEvent.change(screen.getByLabelText('Notation'), { target: { value: 'decimal' } });
    await waitFor(() => expect(line.textContent).toMatch(/l\s*184\.55\d+°\s*b\s*-5\.78\d+°/));
    await fireEvent.change(screen.getByLabelText('Coordinates'), { target: { value: 'PIXEL' } });
    await waitFor(() => expect(line.textContent).not.toMatch(/°/));
    expect(line.textContent).toMatch(/150, 100/);
  });

  it('changes them by keys, which are shown', async () => {
    const frame = screen.getByLabelText<HTMLSelectElement>('Coordinates');
    expect(frame.title).toBe('Coordinates (Shift K)');
    await press('K', { shiftKey: true });
    await waitFor(() => expect(frame.value).toBe('FK5'));
    for (let i = 0; i < 5; i++) await press('K', { shiftKey: true });
    await waitFor(() => expect(frame.value).toBe('ICRS'));
    const notation = screen.getByLabelText<HTMLSelectElement>('Notation');
    expect(notation.title).toBe('Notation (Shift N)');
    await press('N', { shiftKey: true });
    await waitFor(() => expect(notation.value).toBe('decimal'));
  });

  it('is copied by a key', async () => {
    hover(149, 99);
    await waitFor(() => expect(test.bench.readout.value).not.toBeNull());
    await press('C', { shiftKey: true });
    await waitFor(() => expect(copied).toHaveLength(1));
    expect(copied[0]).toMatch(/^150\t100\t05:34:31\.920\t\+22:00:52\.20\t/);
  });
});

describe('a value that is not there yet', () => {
  const held: ((open: boolean) => void)[] = [];
  beforeEach(() => {
    held.length = 0;
    const call = test.bench.client.call.bind(test.bench.client) as (...of: unknown[]) => Promise<unknown>;
    vi.spyOn(test.bench.client, 'call').mockImplementation((async (...of: unknown[]) => {
      if (of[0] === 'pixel') await new Promise<boolean>((resolve) => held.push(resolve));
      return call(...of);
    }) as never);
  });
  afterEach(() => vi.useRealTimers());

  it('is waited for when it is copied or noted', async () => {
    hover(149, 99);
    await press('C', { shiftKey: true });
    await press('v');
    await waitFor(() => expect(held).toHaveLength(3));
    expect(copied).toEqual([]);
    for (const open of held) open(true);
    await waitFor(() => expect(copied).toHaveLength(1));
    expect(copied[0]).toMatch(/^150\t100\t.*\t-?\d[\d.]*$/);
    expect(await screen.findByText(/synthetic_field\.fits \(150, 100\): -?\d/)).toBeTruthy();
  });

  it('is said not to be there when it does not come', async () => {
    hover(149, 99);
    await press('C', { shiftKey: true });
    const alert = await screen.findByRole('alert', {}, { timeout: 3000 });
    expect(alert.textContent).toContain('The value of the pixel (150, 100) is not there yet.');
    expect(copied).toEqual([]);
  });
});

describe('what is pointed at', () => {
  const magnifier = (): string | null =>
    within(panel())
      .getByLabelText(/^Magnifier/)
      .getAttribute('aria-label');

  it('is where the keys have moved the pointer too', async () => {
    localStorage.setItem('asterism-keys', 'ds9');
    test.close();
    cleanup();
    test = await openWindow({ wcs });
    await openSample(test);
    await waitFor(() => expect(magnifier()).toBe('Magnifier: point at the picture'));
    viewers.at(-1)!.options.onview({ centre: { x: 149.3, y: 99.4 }, scale: 1 });
    await press('ArrowRight', {}, document.body);
    await waitFor(() => expect(magnifier()).toBe('Magnifier: 8 times, around 151, 100'));
    await waitFor(() => expect(test.engine.requests.map(({ name }) => name)).toContain('cutout'));
    await press('ArrowUp', {}, document.body);
    await waitFor(() => expect(magnifier()).toMatch(/around 151, 101$/));
  });

  it('is magnified more than the view, within limits', async () => {
    hover(149, 99);
    await waitFor(() => expect(magnifier()).toBe('Magnifier: 8 times, around 150, 100'));
    const { tools, picture } = test.bench;
    for (const [scale, factor] of [
      [0.1, 8],
      [4, 8],
      [4.5, 16],
      [12, 32],
      [64, 32],
    ] as const) {
      const viewport = { centre: { x: 149, y: 99 }, scale, width: 100, height: 100 };
      tools.seen = { viewport, image: picture.image! };
      await waitFor(() => expect(magnifier()).toBe(`Magnifier: ${factor} times, around 150, 100`));
    }
  });

  it('stays when the pointer leaves the picture or the readout is frozen', async () => {
    hover(149.2, 99.4);
    expect(test.bench.tools.point).toEqual({ x: 150.2, y: 100.4 });
    hover(-1, 99);
    expect(test.bench.readout.pixel).toBeNull();
    viewers.at(-1)!.options.onhover(null);
    await waitFor(() => expect(magnifier()).toMatch(/around 150, 100$/));
    test.bench.readout.freeze(true);
    hover(20, 20);
    expect(test.bench.tools.point).toEqual({ x: 150.2, y: 100.4 });
  });

  it('is of the active image: of another nothing is told until it is pointed at', async () => {
    hover(149, 99);
    await waitFor(() => expect(test.bench.readout.value).not.toBeNull());
    test.bench.commands.sample();
    await waitFor(() =>
      expect(test.bench.picture.limits?.exact && test.bench.store.document.active).toBe('i2'),
    );
    expect([test.bench.readout.pixel, test.bench.readout.shown, test.bench.tools.point]).toEqual([
      null,
      null,
      null,
    ]);
    hover(149, 99);
    await waitFor(() => expect(test.bench.readout.value).not.toBeNull());
    const asked = test.engine.requests.filter(({ name }) => name === 'pixel').map(({ body }) => body);
    expect(asked.map((body) => (body as { step: string }).step)).toEqual(['i1.crop', 'i2.crop']);
  });
});

describe('the tools', () => {
  it('are turned on by their buttons and keys, and stay with the machine', async () => {
    const grid = within(panel()).getByRole('button', { name: 'Grid' });
    expect(grid.getAttribute('aria-pressed')).toBe('false');
    await press('g');
    expect(grid.getAttribute('aria-pressed')).toBe('true');
    await fireEvent.click(within(panel()).getByRole('button', { name: 'Panner' }));
    expect(screen.queryByRole('application', { name: /Panner/ })).toBeNull();
    const { store, viewport, pictures, readout } = test.bench;
    const again = new Tools({ store, viewport, pictures, readout, storage: localStorage });
    expect([again.has('grid'), again.has('panner'), again.has('magnifier')]).toEqual([true, false, true]);
  });

  it('bear with what is no choice of theirs', () => {
    const { store, viewport, pictures, readout } = test.bench;
    for (const text of ['{', 'null', '7', '{"on":[1],"frame":"x"}']) {
      localStorage.setItem('asterism-tools', text);
      const tools = new Tools({ store, viewport, pictures, readout, storage: localStorage });
      expect([tools.frame, tools.sexagesimal]).toEqual(['ICRS', true]);
    }
  });

  it('draw in a mode of their own, which Escape leaves', async () => {
    await press('m');
    expect(viewers.at(-1)!.mode).toBe('ruler');
    await fireEvent.click(within(panel()).getByRole('button', { name: 'Profile' }));
    expect(viewers.at(-1)!.mode).toBe('profile');
    await press('Escape');
    expect(viewers.at(-1)!.mode).toBe('pan');
  });
});
