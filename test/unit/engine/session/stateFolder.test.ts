import { describe, expect, it } from 'vitest';
import { stateFolder } from '../../../../src/engine/session/stateFolder.ts';

describe('stateFolder', () => {
  it('is where each system keeps such things', () => {
    expect(stateFolder('linux', {}, '/home/me')).toBe('/home/me/.local/state/asterism');
    expect(stateFolder('linux', { XDG_STATE_HOME: '/state' }, '/home/me')).toBe('/state/asterism');
    expect(stateFolder('darwin', {}, '/Users/me')).toBe('/Users/me/Library/Application Support/Asterism');
    expect(stateFolder('win32', { LOCALAPPDATA: '/local' }, '/me')).toBe('/local/Asterism');
    expect(stateFolder('win32', {}, '/me')).toBe('/me/AppData/Local/Asterism');
  });

  it('passes over a relative folder, as the standard says', () => {
    expect(stateFolder('linux', { XDG_STATE_HOME: 'state' }, '/home/me')).toBe(
      '/home/me/.local/state/asterism',
    );
  });
});
