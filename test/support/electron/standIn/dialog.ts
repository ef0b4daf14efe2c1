import type { Dialog, MessageBoxReturnValue, OpenDialogReturnValue, SaveDialogReturnValue } from 'electron';

type Covered = Pick<Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>;

/** Dialogs nobody answers are cancelled. A test answers one by replacing the function, as on the real binary. */
export const dialog: Covered = {
  showOpenDialog: (): Promise<OpenDialogReturnValue> => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: (): Promise<SaveDialogReturnValue> => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: (): Promise<MessageBoxReturnValue> =>
    Promise.resolve({ response: 0, checkboxChecked: false }),
  showErrorBox(title, content) {
    process.stderr.write(`${title}: ${content}\n`);
  },
};
