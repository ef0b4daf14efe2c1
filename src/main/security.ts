import type { Session, WebContents } from 'electron';
import { isAppUrl } from './appUrl.ts';

/** Denies every permission (Electron grants them all by default), every device and every download. The one exception:
 * our own page may put text and pictures on the clipboard when the person copies them. It may not read there. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isMainFrame && isGranted(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => isMainFrame && isGranted(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function isGranted(permission: string, from: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(from);
}

/** Keeps a page where it is: no way to another origin, no other window, no webview. */
export function lockContents(contents: WebContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
