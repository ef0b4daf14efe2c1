import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { limitPermissions } from '../../../src/main/security.ts';

type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Permission = Parameters<Check>[1] & Parameters<Request>[1];

describe('limitPermissions', () => {
  let check: Check;
  let request: Request;
  const session = Object.assign(new EventEmitter(), {
    setPermissionCheckHandler: (handler: Check) => (check = handler),
    setPermissionRequestHandler: (handler: Request) => (request = handler),
    setDevicePermissionHandler: (handler: () => boolean) => expect(handler()).toBe(false),
  });
  beforeEach(() => limitPermissions(session as never));

  function granted(permission: Permission, from: string, isMainFrame = true): readonly boolean[] {
    const answer = vi.fn<(granted: boolean) => void>();
    request(null as never, permission, answer, { isMainFrame, requestingUrl: from });
    return [check(null, permission, from, { isMainFrame }), ...answer.mock.calls.flat()];
  }

  it('lets our own page put on the clipboard what is copied', () => {
    expect(granted('clipboard-sanitized-write', 'app://asterism/')).toEqual([true, true]);
    expect(granted('clipboard-sanitized-write', 'app://asterism/index.html')).toEqual([true, true]);
  });

  it('lets nobody else do so', () => {
    expect(granted('clipboard-sanitized-write', 'https://example.org/')).toEqual([false, false]);
    expect(granted('clipboard-sanitized-write', 'app://elsewhere/')).toEqual([false, false]);
    expect(granted('clipboard-sanitized-write', '')).toEqual([false, false]);
    expect(granted('clipboard-sanitized-write', 'app://asterism/', false)).toEqual([false, false]);
  });

  it.each<Permission>(['clipboard-read', 'geolocation', 'media', 'midi', 'notifications', 'fullscreen'])(
    'grants no %s',
    (permission) => expect(granted(permission, 'app://asterism/')).toEqual([false, false]),
  );

  it('stops downloads', () => {
    const preventDefault = vi.fn();
    session.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
  });
});
