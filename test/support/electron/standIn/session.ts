import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { connection } from './chromium.ts';
import { electronUrl } from './protocol.ts';

type Covered = Pick<
  Session,
  'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'
>;
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type Permission = Parameters<NonNullable<CheckHandler>>[1] & Parameters<NonNullable<RequestHandler>>[1];

/** Electron's name of a permission, and the names the web has for it. */
const PERMISSIONS: readonly (readonly [Permission, readonly string[]])[] = [
  ['geolocation', ['geolocation']],
  ['notifications', ['notifications']],
  ['media', ['camera', 'microphone']],
  ['midi', ['midi']],
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
];

class StandInSession extends EventEmitter implements Covered {
  #check: CheckHandler = null;
  #request: RequestHandler = null;

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(): void {}

  /** Gives Chromium the app's answers for an origin. Without handlers everything is granted, as in Electron. */
  async applyPermissions(origin: string): Promise<void> {
    const { session: chromium } = await connection();
    for (const [permission, names] of PERMISSIONS) {
      const from = electronUrl(`${origin}/`);
      const granted = this.#isChecked(permission, from) && (await this.#isRequested(permission, from));
      for (const name of names) {
        await chromium.send('Browser.setPermission', {
          permission: { name },
          setting: granted ? 'granted' : 'denied',
          origin,
        });
      }
    }
  }

  #isChecked(permission: Permission, origin: string): boolean {
    return this.#check === null || this.#check(null, permission, origin, { isMainFrame: true });
  }

  #isRequested(permission: Permission, requestingUrl: string): Promise<boolean> {
    const request = this.#request;
    if (request === null) return Promise.resolve(true);
    const details = { isMainFrame: true, requestingUrl };
    return new Promise((resolve) => request(null as never, permission, resolve, details));
  }
}

export const session = { defaultSession: new StandInSession() };
