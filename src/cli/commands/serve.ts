import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { imageShape, parseFileArgument, resolveSection, selectHdu } from '../../core/fits/index.ts';
import { AppError } from '../../core/errors/index.ts';
import { createEngine, createParts, stateFolder, type OpenRequest } from '../../engine/index.ts';
import { startServer } from '../../server/index.ts';
import { isSessionName } from '../../shared/session.ts';
import { FileFailure } from '../report.ts';
import { builtDir } from '../session.ts';

/** `asterism serve`: the browser host. Files named here are opened in the first window; folders are offered to choose from. */
export async function serve(files: readonly string[], options: { readonly port: number }): Promise<void> {
  const targets = files.map((text) => (existsSync(text) ? { file: text } : parseFileArgument(text)));
  for (const { file } of targets)
    if (!existsSync(file))
      throw new FileFailure(file, new AppError('file-missing', 'There is no such file or folder.'));
  const engine = createEngine({
    workerFile: path.join(builtDir, 'worker.js'),
    sampleFile: path.join(builtDir, '../../resources/sample/47tuc-acs-hrc-f606w.fits'),
    // A session that is named here may use what lies with it.
    reachable: targets.map(({ file }) => (isSessionName(file) ? path.dirname(path.resolve(file)) : file)),
    stateFolder: stateFolder(),
  });
  for (const target of targets)
    if (!statSync(target.file).isDirectory())
      engine.addPending(await openRequest(target, engine.adoptPath(target.file)));
  const server = await startServer({
    engine,
    rendererDir: path.join(builtDir, '../renderer'),
    port: options.port,
    offered: targets.map(({ file }) => file),
  });
  process.stdout.write(`${server.url}\n`);
  await stopSignal();
  await server.close();
  await engine.close();
}

/** The HDU and section that the suffix names, so that a wrong suffix is told at once and not in the window. */
async function openRequest(
  target: ReturnType<typeof parseFileArgument>,
  handle: string,
): Promise<OpenRequest> {
  if (!target.hdu && !target.section) return { handle, hdu: null, section: null };
  const parts = createParts({ workerFile: path.join(builtDir, 'worker.js'), threads: 1 });
  try {
    const { hdus } = await parts.sources.open(parts.handles.adopt(target.file));
    const hdu = selectHdu(hdus, target.hdu);
    const { width, height } = imageShape(hdu);
    return {
      handle,
      hdu: hdu.index,
      section: target.section ? resolveSection(target.section, width, height) : null,
    };
  } catch (error) {
    throw new FileFailure(target.file, error);
  } finally {
    await parts.pool.close();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
