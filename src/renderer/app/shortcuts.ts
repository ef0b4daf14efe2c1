import type { Commands } from '../state/commands.svelte.ts';

export interface Shortcut {
  readonly keys: string;
  readonly title: string;
}

/** What the keyboard help lists. */
export const SHORTCUTS: readonly { readonly group: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    group: 'Files',
    shortcuts: [
      { keys: 'Ctrl O', title: 'Open files' },
      { keys: 'Ctrl S', title: 'Export the table or the catalogue as CSV' },
      { keys: 'Ctrl W', title: 'Close the image, or the table' },
    ],
  },
  {
    group: 'Editing',
    shortcuts: [
      { keys: 'Ctrl Z', title: 'Undo' },
      { keys: 'Ctrl Shift Z, Ctrl Y', title: 'Redo' },
      { keys: 'F', title: 'Find stars, or stop showing them' },
      { keys: 'C', title: 'Crop with a rectangle' },
      { keys: 'L', title: 'Select table rows by a region of the picture' },
      { keys: 'Delete', title: 'Clear the selection' },
    ],
  },
  {
    group: 'Picture',
    shortcuts: [
      { keys: '0', title: 'Fit the picture into the view' },
      { keys: '1', title: 'One screen pixel for each image pixel' },
      { keys: '+  −', title: 'Zoom in, zoom out' },
      { keys: 'Arrows', title: 'Move the picture (with Shift: far)' },
    ],
  },
  {
    group: 'Plots',
    shortcuts: [
      { keys: 'H  B  L', title: 'Pan, select by a box, select by a line' },
      { keys: 'Shift  Alt', title: 'While selecting: add, take away; both: keep what is in both' },
      { keys: '+  −  0', title: 'Zoom in, zoom out, show all' },
      { keys: 'Esc', title: 'Select nothing' },
    ],
  },
  {
    group: 'Sliders, table, panels',
    shortcuts: [
      { keys: 'Arrows', title: 'Move a limit, the cut or a border; Shift: ten times as far' },
      { keys: 'Home  End', title: 'To the ends; in the table the first and last star' },
      { keys: 'Enter', title: 'On a border between panels: fold or unfold it' },
    ],
  },
];

type Act = (commands: Commands) => void;

const WITH_CONTROL: Readonly<Record<string, Act>> = {
  o: (commands) => void commands.open(),
  s: (commands) => commands.exportCatalogue(),
  z: (commands) => commands.undo(),
  'shift+z': (commands) => commands.redo(),
  y: (commands) => commands.redo(),
  w: (commands) => commands.closeImage(),
};

const ALONE: Readonly<Record<string, Act>> = {
  f: (commands) => commands.toggleStars(),
  c: (commands) => commands.toggleCrop(),
  l: (commands) => commands.toggleLasso(),
  '0': (commands) => commands.fit(),
  '1': (commands) => commands.actualSize(),
  '+': (commands) => commands.zoomIn(),
  '=': (commands) => commands.zoomIn(),
  '-': (commands) => commands.zoomOut(),
  '?': (commands) => (commands.dialog = 'keys'),
  delete: (commands) => commands.clearSelection(),
  backspace: (commands) => commands.clearSelection(),
  escape: (commands) => commands.leaveMode(),
};

/** Does what a key means to the window, unless what has the focus has taken it or is being typed into. */
export function handleKey(event: KeyboardEvent, commands: Commands): void {
  if (event.defaultPrevented || event.altKey) return;
  if (document.querySelector('dialog[open]')) return;
  const key = event.key.toLowerCase();
  const control = event.ctrlKey || event.metaKey;
  const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
  // While a field is typed into, undo means its text; the other control keys are still the window's.
  if (typing && (!control || key === 'z' || key === 'y')) return;
  const act = control ? WITH_CONTROL[event.shiftKey ? `shift+${key}` : key] : ALONE[key];
  if (!act) return;
  event.preventDefault();
  act(commands);
}
