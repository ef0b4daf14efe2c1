import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS, keysOf } from '../../src/renderer/state/keyboard/commandList.ts';
import { KEY_PRESETS } from '../../src/renderer/state/keyboard/keyPresets.svelte.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  localStorage.clear();
  test = await openWindow();
});
afterEach(() => test.close());

const press = (key: string, more: KeyboardEventInit = {}, target: Element | Window = window) =>
  fireEvent.keyDown(target, { key, ...more });
async function palette(): Promise<HTMLElement> {
  await press('k', { ctrlKey: true });
  return screen.findByRole('combobox', { name: 'Search commands' });
}
/** What the palette lists; the window behind it has choices of its own. */
const listed = () => within(screen.getByRole('dialog', { name: 'Commands' }));
const options = (): string[] =>
  listed()
    .getAllByRole('option')
    .map((option) => option.querySelector('.title')!.textContent);

describe('the list of commands', () => {
  it.each(KEY_PRESETS)('gives no key twice in the preset %s, and no id', (preset) => {
    const keys = COMMANDS.flatMap((command) => keysOf(command, preset));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length);
  });
});

describe('the command palette', () => {
  it('opens by both its keys, shows title, group and key, and closes by Escape', async () => {
    await press('P', { ctrlKey: true, shiftKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Commands' });
    const save = within(dialog).getByRole('option', { name: /Save session as/ });
    expect(save.textContent).toMatch(/Files\s*Ctrl Shift S/);
    await fireEvent(dialog, new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await palette()).toBe(document.activeElement);
  });

  it('finds by a few letters in order, the best first, and runs by the keyboard alone', async () => {
    const field = await palette();
    await fireEvent.input(field, { target: { value: 'dbk' } });
    expect(options()[0]).toBe('DBSCAN and k-means');
    await press('Enter', {}, field);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(test.bench.store.document.tables.map(({ name }) => name)).toEqual(['DBSCAN and k-means']);
  });

  it('draws a shape by its name', async () => {
    await openSample(test);
    const field = await palette();
    await fireEvent.input(field, { target: { value: 'ellipse' } });
    expect(options()[0]).toBe('Draw an ellipse');
    await press('Enter', {}, field);
    const { regions } = test.bench;
    expect([regions.drawing, regions.tool]).toEqual([true, 'ellipse']);
  });

  it('moves through the list by arrows, round its ends', async () => {
    const field = await palette();
    const selected = (): string =>
      listed().getByRole('option', { selected: true }).querySelector('.title')!.textContent;
    expect(selected()).toBe(options()[0]);
    await press('ArrowDown', {}, field);
    await press('ArrowDown', {}, field);
    expect(selected()).toBe(options()[2]);
    expect(field.getAttribute('aria-activedescendant')).toBe(
      listed().getByRole('option', { selected: true }).id,
    );
    await press('Home', {}, field);
    await press('ArrowUp', {}, field);
    expect(selected()).toBe(options().at(-1));
  });

  it('shows what cannot be done now last, and does not do it', async () => {
    const field = await palette();
    await fireEvent.input(field, { target: { value: 'header' } });
    expect(listed().getAllByRole('option')[0]!.getAttribute('aria-disabled')).toBe('true');
    await press('Enter', {}, field);
    expect(screen.getByRole('dialog', { name: 'Commands' })).toBeTruthy();
    await fireEvent.input(field, { target: { value: 'qqq' } });
    expect(screen.getByText('No command is called that.')).toBeTruthy();
  });

  it('opens the dialog of a command in its place', async () => {
    const field = await palette();
    await fireEvent.input(field, { target: { value: 'settings' } });
    await press('Enter', {}, field);
    expect(await screen.findByRole('dialog', { name: 'Settings' })).toBeTruthy();
  });
});

describe('the settings', () => {
  it('change the theme at once and keep it', async () => {
    await press(',', { ctrlKey: true });
    await fireEvent.click(await screen.findByRole('radio', { name: 'Light' }));
    expect(document.documentElement.dataset['theme']).toBe('light');
    expect(localStorage.getItem('asterism-theme')).toBe('light');
    await fireEvent.click(screen.getByRole('radio', { name: 'As the system' }));
    expect(localStorage.getItem('asterism-theme')).toBe('system');
    expect(document.documentElement.dataset['theme']).toMatch(/dark|light/);
  });

  it('change the keys: DS9’s zoom, readout and images', async () => {
    await openSample(test);
    const { bench } = test;
    await press(',', { ctrlKey: true });
    await fireEvent.click(await screen.findByRole('radio', { name: 'SAOImage DS9' }));
    expect(localStorage.getItem('asterism-keys')).toBe('ds9');
    bench.commands.dialog = null;
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('f');
    expect(bench.readout.frozen).toBe(true);
    expect(bench.store.active?.detecting).toBe(false);
    await press('F', { shiftKey: true });
    expect(bench.store.active?.detecting).toBe(true);
    await press('f');
    bench.readout.hover({ x: 4, y: 5 });
    await waitFor(() => expect(bench.readout.value).toBeTruthy());
    await press('c');
    expect(bench.viewport.mode).toBe('pan');
    expect(screen.getByText(/synthetic_field\.fits \(5, 6\): /)).toBeTruthy();

    bench.commands.sample();
    await waitFor(() => expect(bench.store.document.images).toHaveLength(2));
    const shown = (): string | null => bench.store.document.active;
    await press('Tab');
    expect(shown()).toBe('i2');
    const picture = screen.getByRole('region', { name: 'Picture' });
    await press('Tab', {}, picture);
    expect(shown()).toBe('i1');
    await press('Tab', { shiftKey: true }, picture);
    expect(shown()).toBe('i2');
  });

  it('are told by the keyboard’s help', async () => {
    await press('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard' });
    const keyFor = (title: string): string =>
      within(dialog).getByText(title).previousElementSibling!.textContent;
    expect(keyFor('Zoom in')).toBe('+, =');
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Change…' }));
    await fireEvent.click(await screen.findByRole('radio', { name: 'SAOImage DS9' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Show the keys…' }));
    const help = await screen.findByRole('dialog', { name: 'Keyboard' });
    expect(within(help).getByText('Zoom in').previousElementSibling!.textContent).toBe('Z, +, =');
    expect(within(help).getByText('Zoom out').previousElementSibling!.textContent).toBe('Shift Z, −');
  });
});
