import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src/main/menuTemplate.ts';
import { MENU_COMMANDS } from '../../../src/shared/index.ts';

const COMMANDS = Object.keys(MENU_COMMANDS);

function itemsOf(isMac: boolean, isPackaged: boolean, sent: string[] = []): MenuItemConstructorOptions[] {
  const flatten = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
  return flatten(
    menuTemplate({
      isMac,
      isPackaged,
      send: (command) => sent.push(command),
      newWindow: () => sent.push('window'),
    }),
  );
}

describe.each([true, false])('menuTemplate (macOS: %s)', (isMac) => {
  it('sends every command there is to the page, each under its own id', () => {
    const sent: string[] = [];
    for (const item of itemsOf(isMac, true, sent)) (item.click as (() => void) | undefined)?.();
    expect(sent.sort()).toEqual([...COMMANDS, 'window'].sort());
    const ids = itemsOf(isMac, true).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids.sort()).toEqual([...COMMANDS, 'new-window'].sort());
  });

  it('gives no two items the same key', () => {
    const keys = itemsOf(isMac, true).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes words and keys from the list it shares with the window, as Electron writes them', () => {
    const item = (id: string) => itemsOf(isMac, true).find((one) => one.id === id);
    expect(item('save-as')).toMatchObject({ label: 'Save Session As…', accelerator: 'CmdOrCtrl+Shift+S' });
    expect(item('fit')).toMatchObject({ label: 'Fit Image', accelerator: 'CmdOrCtrl+0' });
    expect(item('zoom-in')?.accelerator).toBe('CmdOrCtrl+Plus');
    expect(item('zoom-out')?.accelerator).toBe('CmdOrCtrl+-');
    expect(item('dbscan')).not.toHaveProperty('accelerator');
  });

  it('takes no key from text fields: each is held with Ctrl or Command', () => {
    for (const { accelerator } of itemsOf(isMac, true))
      expect(accelerator ?? 'CmdOrCtrl+').toMatch(/^CmdOrCtrl\+/);
  });

  it('offers developer tools in a checkout only', () => {
    const has = (isPackaged: boolean): boolean =>
      itemsOf(isMac, isPackaged).some(({ role }) => role === 'toggleDevTools');
    expect([has(false), has(true)]).toEqual([true, false]);
  });
});
