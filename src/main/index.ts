import path from 'node:path';
import { app, Menu, session } from 'electron';
import { createEngine, stateFolder, type Engine } from '../engine/index.ts';
import { appPaths } from './appPaths.ts';
import { filesOfArguments } from './fileArguments.ts';
import { complain, FileOpener } from './fileOpener.ts';
import { answerHost } from './hostIpc.ts';
import { menuTemplate } from './menuTemplate.ts';
import { registerAppScheme, serveApp } from './protocol.ts';
import { limitPermissions, lockContents } from './security.ts';
import { Windows } from './windows.ts';

const mainFolder = import.meta.dirname;
/** What names the app itself on a command line in a checkout. */
const ownPaths = [path.resolve(mainFolder, '../..'), path.join(mainFolder, 'index.js')];
const isMac = process.platform === 'darwin';
const opener = new FileOpener();

function openArguments(argv: readonly string[], workingFolder: string): void {
  const { files, refused } = filesOfArguments(argv, workingFolder, app.isPackaged ? [] : ownPaths);
  for (const sentence of refused) complain(sentence);
  opener.open(files);
}

async function start(): Promise<void> {
  await app.whenReady();
  const paths = appPaths(mainFolder, app.isPackaged ? process.resourcesPath : null);
  const engine = createEngine({
    workerFile: paths.worker,
    sampleFile: paths.sample,
    stateFolder: stateFolder(),
  });
  const windows = new Windows({ preload: paths.preload, icon: paths.icon, devTools: !app.isPackaged });
  limitPermissions(session.defaultSession);
  serveApp(engine, paths.page);
  answerHost(engine, windows);
  closeWithApp(engine);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        isMac,
        isPackaged: app.isPackaged,
        send: (command) => windows.send({ command }),
        newWindow: () => windows.open(),
      }),
    ),
  );
  app.on('activate', () => {
    if (!windows.front()) windows.open();
  });
  await opener.start(engine, windows);
}

/** Lets the engine stop its threads and remove its temporary files before the process goes. */
function closeWithApp(engine: Engine): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opener.open([{ file }]);
  });
  // A second start may come before this one is ready.
  app.on('second-instance', (_event, argv, workingFolder) => {
    opener.bringForward();
    openArguments(argv, workingFolder);
  });
  app.on('window-all-closed', () => {
    if (!isMac) app.quit();
  });
  openArguments(process.argv, process.cwd());
  start().catch((error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
