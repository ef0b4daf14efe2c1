import type { MenuItemConstructorOptions } from 'electron';
import { MENU_COMMANDS, type MenuCommandId, type MenuWords } from '../shared/menuCommands.ts';

export interface MenuOptions {
  readonly isMac: boolean;
  /** Developer tools are offered in a checkout only. */
  readonly isPackaged: boolean;
  readonly send: (command: MenuCommandId) => void;
  readonly newWindow: () => void;
}

/** The native menu. What concerns the picture is a command to the page; an item's id is its command. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { isMac, send } = options;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (id: MenuCommandId): MenuItemConstructorOptions => {
    const { label, keys, menuKey = keys[0] }: MenuWords = MENU_COMMANDS[id];
    return {
      id,
      label,
      ...(menuKey === undefined ? {} : { accelerator: acceleratorOf(menuKey) }),
      click: () => send(id),
    };
  };

  const file: MenuItemConstructorOptions[] = [
    { id: 'new-window', label: 'New Window', accelerator: 'CmdOrCtrl+N', click: () => options.newWindow() },
    separator,
    command('open'),
    {
      label: 'Examples',
      submenu: [command('sample'), command('plane-regression'), command('dbscan')],
    },
    command('verify'),
    separator,
    command('save'),
    command('save-as'),
    command('export'),
    command('save-picture'),
    separator,
    command('close'),
    { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
    ...(isMac ? [] : [separator, { role: 'quit' } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    command('undo'),
    command('redo'),
    separator,
    { role: 'cut' },
    { role: 'copy' },
    command('copy-picture'),
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    command('settings'),
  ];
  const view: MenuItemConstructorOptions[] = [
    command('palette'),
    separator,
    command('fit'),
    command('actual-size'),
    command('zoom-in'),
    command('zoom-out'),
    separator,
    { role: 'togglefullscreen' },
    ...(options.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
  ];
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: file },
    { label: 'Edit', submenu: edit },
    { label: 'View', submenu: view },
    { label: 'Stars', submenu: [command('find-stars')] },
    isMac ? { role: 'windowMenu' } : help,
  ];
}

/** A key of a command as Electron writes it; the sign + stands between its keys. */
function acceleratorOf(key: string): string {
  return key.replace(/\+\+$/, '+Plus').replace(/^Mod\b/, 'CmdOrCtrl');
}
