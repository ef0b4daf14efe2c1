import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate, type PageCommand } from '../../../src/main/menuTemplate.ts';

const COMMANDS: readonly PageCommand[] = [
  'actual-size',
  'close-image',
  'dbscan',
  'export',
  'find-stars',
  'fit',
  'open',
  'palette',
  'plane-regression',
  'redo',
  'sample',
  'save',
  'save-as',
  'settings',
  'undo',
  'verify',
  'zoom-in',
  'zoom-out',
];

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

  it('offers developer tools in a checkout only', () => {
    const has = (isPackaged: boolean): boolean =>
      itemsOf(isMac, isPackaged).some(({ role }) => role === 'toggleDevTools');
    expect([has(false), has(true)]).toEqual([true, false]);
  });
});
