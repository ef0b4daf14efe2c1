import { COMMANDS, isEnabled, keysOf, type Command } from '../state/keyboard/commandList.ts';
import type { CommandContext } from '../state/keyboard/command.ts';
import { keyOf } from '../state/keyboard/keyNames.ts';
import type { KeyPreset } from '../state/keyboard/keyPresets.svelte.ts';
import type { Shortcuts } from '../state/keyboard/shortcuts.ts';

export interface Gesture {
  readonly keys: string;
  readonly title: string;
}

/** What keys and the mouse do to what has the focus; the keyboard's help lists it after the commands. `key` writes keys as the
 * platform does. */
export function gesturesOf(preset: KeyPreset, key: KeyText): readonly GestureGroup[] {
  return [inThePicture(preset, key), ...gestures(key)];
}

type KeyText = Shortcuts['key'];

interface GestureGroup {
  readonly group: string;
  readonly gestures: readonly Gesture[];
}

const MOUSE: readonly Gesture[] = [
  { keys: 'Wheel', title: 'Zoom' },
  { keys: 'Right drag', title: 'Contrast and bias' },
  { keys: 'Middle drag', title: 'Move the picture' },
];
function inThePicture(preset: KeyPreset, key: KeyText): GestureGroup {
  const own: Readonly<Record<KeyPreset, readonly Gesture[]>> = {
    asterism: [{ keys: 'Arrows', title: `Move the picture (with ${key('Shift')}: far)` }, ...MOUSE],
    ds9: [...MOUSE, { keys: 'Middle click', title: 'Bring the place to the middle of the view' }],
  };
  return { group: 'In the picture', gestures: own[preset] };
}

const gestures = (key: KeyText): readonly GestureGroup[] => [
  {
    group: 'The selected region, in the picture',
    gestures: [
      { keys: 'Arrows', title: `Move it by a pixel; ${key('Shift')}: by ten` },
      { keys: 'I  E', title: 'Include or exclude its pixels' },
      { keys: 'S  B', title: 'Source or background' },
      { keys: 'G', title: 'Write its groups' },
      { keys: key('Delete'), title: 'Remove it' },
    ],
  },
  {
    group: 'Plots',
    gestures: [
      { keys: 'H  B  L', title: 'Pan, select by a box, select by a line' },
      {
        keys: `${key('Shift')}  ${key('Alt')}`,
        title: 'While selecting: add, take away; both: keep what is in both',
      },
      { keys: '+  −  0', title: 'Zoom in, zoom out, show all' },
      { keys: key('Escape'), title: 'Select nothing' },
    ],
  },
  {
    group: 'Sliders, table, panels',
    gestures: [
      { keys: 'Arrows', title: `Move a limit, the cut or a border; ${key('Shift')}: ten times as far` },
      { keys: 'Home  End', title: 'To the ends; in the table the first and last star' },
      { keys: 'Enter', title: 'On a border between panels: fold or unfold it' },
    ],
  },
];

/** What undo means in a field is its text. */
const OF_FIELDS = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y']);
/** Fields without text. */
const NO_TEXT = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);
const PICTURE = 'section[aria-label="Picture"]';
/** What shows an image and has the keys of the picture. */
export const VIEWER = '[role="application"][aria-roledescription="image viewer"]';

/** The command a key means in a preset. */
function commandOfKey(key: string, preset: KeyPreset): Command | undefined {
  return COMMANDS.find((command) => keysOf(command, preset).includes(key));
}

/** Does what a key means to the window, unless what has the focus has taken it or is being typed into. */
export function handleKey(event: KeyboardEvent, context: CommandContext, preset: KeyPreset): void {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const typed = keyOf(event);
  if (typed === null) return;
  // With Shift a digit gives a sign, another one on each layout: unless the sign is a command's, the digit is meant.
  const digit = event.shiftKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  const key =
    digit === undefined || commandOfKey(typed, preset)
      ? typed
      : `${typed.startsWith('Mod+') ? 'Mod+' : ''}Shift+${digit}`;
  const command = commandOfKey(key, preset);
  if (!command) return;
  const focus = event.target instanceof Element ? event.target : null;
  const typing = (focus?.closest('input, select, textarea') ?? null) !== null;
  if (typing && (!key.startsWith('Mod+') || OF_FIELDS.has(key))) return;
  if (command.textFirst && (isTyped(focus) || !isEnabled(command, context))) return;
  if (command.textFirst === 'selected' && isSelected(focus)) return;
  const inPicture = focus?.closest(PICTURE) ?? null;
  // In the picture they were asked before it; elsewhere arrows belong to what has the focus.
  if (command.beforePicture && isArrow(key)) return;
  // Tab leads through the window everywhere but in the picture; Escape leaves the picture.
  if (command.inPicture && key.endsWith('Tab') && (!inPicture || !isEnabled(command, context))) return;
  if (
    command.id === 'leave-mode' &&
    inPicture &&
    context.bench.viewport.mode === 'pan' &&
    focus instanceof HTMLElement
  )
    focus.blur();
  // A key that is the window's is not the browser's, even where there is nothing to do.
  event.preventDefault();
  if (isEnabled(command, context)) command.run(context);
}

/** Asked while a key is on its way down to what has the focus: arrows that a preset takes from the picture. What is selected
 * there is still moved by them. */
export function handleArrow(event: KeyboardEvent, context: CommandContext, preset: KeyPreset): void {
  const { target } = event;
  const atPicture = target instanceof Element && target.matches(`body, ${VIEWER}`);
  if (!atPicture || context.bench.regions.selected || document.querySelector('dialog[open]')) return;
  const key = keyOf(event);
  const command = key !== null && isArrow(key) ? commandOfKey(key, preset) : undefined;
  if (!command?.beforePicture || !isEnabled(command, context)) return;
  event.preventDefault();
  event.stopPropagation();
  command.run(context);
}

/** Whether text is being typed there. */
function isTyped(focus: Element | null): boolean {
  const field = focus?.closest('input, textarea, [contenteditable]') ?? null;
  return field !== null && !(field instanceof HTMLInputElement && NO_TEXT.has(field.type));
}

/** Whether text of the page was selected last: a press on a control or on the picture takes the focus and leaves what was
 * selected before as it is. */
function isSelected(focus: Element | null): boolean {
  const selection = document.getSelection();
  if (selection?.type !== 'Range') return false;
  return !focus || focus.contains(selection.anchorNode) || selection.containsNode(focus, true);
}

function isArrow(key: string): boolean {
  return /^(Shift\+)?Arrow/.test(key);
}
