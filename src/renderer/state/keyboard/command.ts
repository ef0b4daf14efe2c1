import type { Theme } from '../theme.svelte.ts';
import type { Workbench } from '../workbench.svelte.ts';
import type { KeyPreset } from './keyPresets.svelte.ts';

/** What a command works with. */
export interface CommandContext {
  readonly bench: Workbench;
  readonly theme: Theme;
}

/** Something a person can ask for by name, menu or key. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly title: string;
  /** `Mod` is Ctrl, on a Mac ⌘; a letter stands for itself without Shift. The first is the one that is shown. */
  readonly keys: readonly string[];
  /** Keys of the DS9 preset, where they are others. */
  readonly ds9?: readonly string[];
  /** Its keys are the window's only while the picture has the focus. */
  readonly inPicture?: true;
  /** Its arrow keys come before what the picture itself makes of them. */
  readonly beforePicture?: true;
  /** Its keys are the browser's where text is being typed, or is selected too, and where there is nothing to do. */
  readonly textFirst?: 'typed' | 'selected';
  readonly enabled?: (context: CommandContext) => boolean;
  /** Of what can be on or off. */
  readonly checked?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

export type CommandGroup = 'Files' | 'Examples' | 'Editing' | 'Image' | 'Process' | 'Picture' | 'Program';

/** The keys of a command in a preset. */
export function keysOf(command: Command, preset: KeyPreset): readonly string[] {
  return preset === 'ds9' ? (command.ds9 ?? command.keys) : command.keys;
}

export function isEnabled(command: Command, context: CommandContext): boolean {
  return command.enabled?.(context) ?? true;
}
