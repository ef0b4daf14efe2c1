import { EventEmitter } from 'node:events';
import type { NativeTheme, Shell } from 'electron';

/** The desktop beyond the app: there is none, and what would reach it is refused, so that a test notices. */
export const shell: Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder'> = {
  openExternal: (url) => Promise.reject(new Error(`The stand-in opens nothing outside: ${url}`)),
  openPath: (path) => Promise.resolve(`The stand-in opens nothing outside: ${path}`),
  showItemInFolder() {},
};

class StandInTheme extends EventEmitter implements Pick<NativeTheme, 'shouldUseDarkColors' | 'themeSource'> {
  themeSource: NativeTheme['themeSource'] = 'system';

  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}

export const nativeTheme = new StandInTheme();
