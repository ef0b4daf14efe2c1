import { useKeys } from '../context.ts';
import { commandOf, keysOf, type Command } from './commandList.ts';
import { isMac, keyText } from './keyNames.ts';

/** The keys of commands as this platform writes them and the chosen preset has them. */
export interface Shortcuts {
  /** All keys of a command; empty where it has none. */
  all(command: Command): readonly string[];
  /** The key that is shown; null where the command has none. */
  first(command: Command): string | null;
  /** What a button does, by default the command's title, with the key in brackets. */
  hint(id: string, text?: string): string;
  /** A key that belongs to no command. */
  key(name: string): string;
}

/** For components, while they are made: what these tell changes with the preset. */
export function useShortcuts(): Shortcuts {
  const presets = useKeys();
  const mac = isMac(navigator.platform);
  const all = (command: Command): readonly string[] =>
    keysOf(command, presets.chosen).map((key) => keyText(key, mac));
  const first = (command: Command): string | null => all(command)[0] ?? null;
  return {
    all,
    first,
    key: (name) => keyText(name, mac),
    hint(id, text) {
      const command = commandOf(id);
      const key = first(command);
      const title = text ?? command.title;
      return key === null ? title : `${title} (${key})`;
    },
  };
}
