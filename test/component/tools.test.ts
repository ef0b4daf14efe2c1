import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
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

const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(window, { key, ...more });
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

  it('is copied by a key', async () => {
    hover(149, 99);
    await waitFor(() => expect(test.bench.readout.value).not.toBeNull());
    await press('C', { shiftKey: true });
    await waitFor(() => expect(copied).toHaveLength(1));
    expect(copied[0]).toMatch(/^150\t100\t05:34:31\.920\t\+22:00:52\.20\t/);
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
