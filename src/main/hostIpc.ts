import path from 'node:path';
import { BrowserWindow, dialog, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { AppError, resultOf } from '../core/errors/index.ts';
import type { Engine } from '../engine/index.ts';
import { HOST_CHANNELS } from '../shared/hostChannels.ts';
import { SESSION_SUFFIX } from '../shared/session.ts';
import { isAppUrl } from './appUrl.ts';
import { isRegularFile } from './fileArguments.ts';
import { HOST_REQUESTS } from './hostRequests.ts';
import { askWhereToSave } from './saveDialog.ts';
import type { Windows } from './windows.ts';

const IMAGE_EXTENSIONS = ['fits', 'fit', 'fts', 'fz'];
const PICTURE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'tif', 'tiff'];
const TABLE_EXTENSIONS = ['csv', 'tsv', 'txt', 'dat', 'ecsv', 'vot', 'votable', 'xml', 'parquet'];
const SESSION_EXTENSION = SESSION_SUFFIX.slice(1);
/** Answers the preload: dialogs and dropped files. The page gets handles only, never a path. */
export function answerHost(engine: Engine, windows: Windows): void {
  answer(HOST_CHANNELS.openFiles, HOST_REQUESTS.nothing, windows, async (window) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open',
      properties: ['openFile', 'multiSelections'],
      filters: [
        {
          name: 'Images, tables and sessions',
          extensions: [...IMAGE_EXTENSIONS, ...PICTURE_EXTENSIONS, ...TABLE_EXTENSIONS, SESSION_EXTENSION],
        },
        { name: 'FITS files', extensions: IMAGE_EXTENSIONS },
        { name: 'Pictures', extensions: PICTURE_EXTENSIONS },
        { name: 'Tables', extensions: TABLE_EXTENSIONS },
        { name: 'Sessions', extensions: [SESSION_EXTENSION] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return canceled ? [] : filePaths.map((file) => engine.adoptPath(file));
  });

  answer(HOST_CHANNELS.adopt, HOST_REQUESTS.droppedPaths, windows, (_window, paths) => {
    for (const file of paths) requireDroppedFile(file);
    return paths.map((file) => engine.adoptPath(file));
  });

  answer(HOST_CHANNELS.saveAs, HOST_REQUESTS.fileName, windows, async (window, name) => {
    const file = await askWhereToSave(window, name);
    return file === null ? null : { target: engine.adoptTarget(file) };
  });

  answer(HOST_CHANNELS.saveFile, HOST_REQUESTS.madeFile, windows, async (window, name, bytes) => {
    const file = await askWhereToSave(window, name);
    if (file === null) return null;
    await engine.writeFile(file, bytes);
    return { name: path.basename(file) };
  });

  ipcMain.on(HOST_CHANNELS.listening, (event) => {
    const window = ownWindow(event, windows);
    if (window) windows.listening(window);
  });
}

function answer<Schema extends v.GenericSchema<readonly unknown[]>, Answer>(
  channel: string,
  schema: Schema,
  windows: Windows,
  work: (window: BrowserWindow, ...args: v.InferOutput<Schema>) => Answer | Promise<Answer>,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) =>
    resultOf(() => {
      const window = ownWindow(event, windows);
      if (!window) throw new AppError('refused', 'Only a window of the workbench may ask for this.');
      const checked = v.safeParse(schema, args);
      if (!checked.success) {
        throw new AppError('bad-argument', `The request is not understood: ${v.summarize(checked.issues)}`);
      }
      return work(window, ...checked.output);
    }),
  );
}

/** The window a message comes from, when it is one of ours and the message is from its main frame at our origin. */
function ownWindow(event: IpcMainEvent | IpcMainInvokeEvent, windows: Windows): BrowserWindow | null {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null || !isAppUrl(frame.url)) return null;
  const window = BrowserWindow.fromWebContents(event.sender);
  return window && windows.has(window) ? window : null;
}

function requireDroppedFile(file: string): void {
  if (file === '') throw new AppError('refused', 'What was dropped is not a file on this computer.');
  if (!path.isAbsolute(file) || file.includes('\0'))
    throw new AppError('refused', `This is no path of a file: ${file}`);
  if (!isRegularFile(file))
    throw new AppError('file-unreadable', `Only files can be opened, this is none: ${file}`);
}
