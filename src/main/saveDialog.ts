import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { SESSION_SUFFIX } from '../shared/session.ts';
import { safeFileName } from './safeFileName.ts';

const FORMATS: Readonly<Record<string, string>> = {
  csv: 'Comma-separated values',
  tsv: 'Tab-separated values',
  ecsv: 'Enhanced CSV',
  vot: 'VOTable',
  fits: 'FITS file',
  tif: 'TIFF picture',
  png: 'PNG picture',
  svg: 'SVG drawing',
  reg: 'DS9 regions',
  parquet: 'Parquet',
  [SESSION_SUFFIX.slice(1)]: 'Asterism session',
};

/** Where the person wants a file of a suggested name, or null when the dialog is cancelled. */
export async function askWhereToSave(window: BrowserWindow, name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save As',
    defaultPath: safeFileName(name),
    filters: saveFilters(name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** The format of the suggested name, which is what will be written. */
function saveFilters(name: string): FileFilter[] {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const title = FORMATS[extension];
  return title === undefined ? [] : [{ name: title, extensions: [extension] }];
}
