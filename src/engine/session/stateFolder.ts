import { homedir } from 'node:os';
import path from 'node:path';

/** Where a person's programs keep what they need from one start to the next. */
export function stateFolder(
  platform: string = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  // A relative folder would be another one for every working directory; the standard says to pass over it.
  const given = (name: string): string | null => {
    const folder = environment[name];
    return folder && path.isAbsolute(folder) ? folder : null;
  };
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Asterism');
    case 'win32':
      return path.join(given('LOCALAPPDATA') ?? path.join(home, 'AppData', 'Local'), 'Asterism');
    default:
      return path.join(given('XDG_STATE_HOME') ?? path.join(home, '.local', 'state'), 'asterism');
  }
}
