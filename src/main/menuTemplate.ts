import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/host.ts';

export type PageCommand = Exclude<MenuCommand['command'], 'opened'>;

export interface MenuOptions {
  readonly isMac: boolean;
  /** Developer tools are offered in a checkout only. */
  readonly isPackaged: boolean;
  readonly send: (command: PageCommand) => void;
  readonly newWindow: () => void;
}

/** The native menu. What concerns the picture is a command to the page; an item's id is its command. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { isMac, send } = options;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (id: PageCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(id),
  });

  const file: MenuItemConstructorOptions[] = [
    { id: 'new-window', label: 'New Window', accelerator: 'CmdOrCtrl+N', click: () => options.newWindow() },
    separator,
    command('open', 'Open…', 'CmdOrCtrl+O'),
    {
      label: 'Examples',
      submenu: [
        command('sample', 'Stellar Cluster: 47 Tucanae'),
        command('plane-regression', 'Plane Regression'),
        command('dbscan', 'DBSCAN and k-Means'),
      ],
    },
    command('verify', 'Check with Second Reader'),
    separator,
    command('save', 'Save Session', 'CmdOrCtrl+S'),
    command('save-as', 'Save Session As…', 'CmdOrCtrl+Shift+S'),
    command('export', 'Export Catalogue…', 'CmdOrCtrl+E'),
    separator,
    command('close-image', 'Close Image', 'CmdOrCtrl+W'),
    { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
    ...(isMac ? [] : [separator, { role: 'quit' } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    command('undo', 'Undo', 'CmdOrCtrl+Z'),
    command('redo', 'Redo', isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    command('settings', 'Settings…', 'CmdOrCtrl+,'),
  ];
  const view: MenuItemConstructorOptions[] = [
    command('palette', 'Commands…', 'CmdOrCtrl+Shift+P'),
    separator,
    command('fit', 'Fit Image', 'CmdOrCtrl+0'),
    command('actual-size', 'Actual Size', 'CmdOrCtrl+1'),
    command('zoom-in', 'Zoom In', 'CmdOrCtrl+Plus'),
    command('zoom-out', 'Zoom Out', 'CmdOrCtrl+-'),
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
    { label: 'Stars', submenu: [command('find-stars', 'Find Stars', 'CmdOrCtrl+Shift+F')] },
    isMac ? { role: 'windowMenu' } : help,
  ];
}
