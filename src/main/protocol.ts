import { protocol } from 'electron';
import type { Engine } from '../engine/index.ts';
import { createAppHandler } from './appHandler.ts';
import { APP_SCHEME } from './appUrl.ts';

/** Makes the workbench's scheme an origin like https; has to run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built page and the engine at the workbench's scheme. */
export function serveApp(engine: Engine, pageFolder: string): void {
  const handler = createAppHandler({ pageFolder, api: (request) => engine.fetch(request) });
  protocol.handle(APP_SCHEME, handler);
}
