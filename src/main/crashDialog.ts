import { dialog, type BrowserWindow } from 'electron';

/** Whether the person wants the page of a window loaded again, which has ended twice. */
export async function askToReload(window: BrowserWindow): Promise<boolean> {
  const buttons = ['Reload', 'Close Window'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Asterism',
    message: 'The page of this window has crashed twice within a minute; what is open in it is kept.',
    buttons,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}
