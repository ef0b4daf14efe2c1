// What `import … from 'electron'` gives a main process that runs on the stand-in.
export { app } from './app.ts';
export { BrowserWindow } from './browserWindow.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipcMain.ts';
export { Menu, MenuItem } from './menu.ts';
export { nativeTheme, shell } from './desktop.ts';
export { protocol } from './protocol.ts';
export { session } from './session.ts';
export { webContents } from './webContents.ts';
