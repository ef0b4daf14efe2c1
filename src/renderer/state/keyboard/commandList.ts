import { MENU_COMMANDS } from '../../../shared/index.ts';
import type { Commands } from '../commands.svelte.ts';
import { ARRANGEMENT_COMMANDS, IMAGE_EXAMPLES, OPERATION_COMMANDS } from './imageCommands.ts';
import type { Command } from './command.ts';
import { POINTER_COMMANDS } from './pointerCommands.ts';
import { REGION_COMMANDS } from './regionCommands.ts';
import { SAVE_COMMANDS } from './saveCommands.ts';
import { TOOL_COMMANDS } from './toolCommands.ts';

export { isEnabled, keysOf, type Command } from './command.ts';

const run =
  (work: (commands: Commands) => unknown): Command['run'] =>
  ({ bench }) =>
    void work(bench.commands);
const hasImage: Command['enabled'] = ({ bench }) => bench.store.active !== null;
const hasSeveral: Command['enabled'] = ({ bench }) => bench.store.document.images.length > 1;
const hasAny: Command['enabled'] = ({ bench }) => bench.store.active !== null || bench.tables.view !== null;

/** Every command of the window: palette, menus, keys and the keyboard's help all come from this list. */
export const COMMANDS: readonly Command[] = [
  { id: 'open', group: 'Files', ...MENU_COMMANDS.open, run: run((c) => c.open()) },
  { id: 'save', group: 'Files', ...MENU_COMMANDS.save, run: run((c) => c.save()) },
  {
    id: 'save-as',
    group: 'Files',
    ...MENU_COMMANDS['save-as'],
    run: run((c) => c.saveAs()),
  },
  {
    id: 'export',
    group: 'Files',
    ...MENU_COMMANDS.export,
    enabled: hasAny,
    run: run((c) => c.exportCatalogue()),
  },
  ...SAVE_COMMANDS,
  {
    id: 'close',
    group: 'Files',
    ...MENU_COMMANDS.close,
    enabled: hasAny,
    run: run((c) => c.closeImage()),
  },
  ...IMAGE_EXAMPLES,
  {
    id: 'sample',
    group: 'Examples',
    ...MENU_COMMANDS.sample,
    run: run((c) => c.sample()),
  },
  {
    id: 'plane-regression',
    group: 'Examples',
    ...MENU_COMMANDS['plane-regression'],
    run: run((c) => c.example('plane-regression')),
  },
  {
    id: 'dbscan',
    group: 'Examples',
    ...MENU_COMMANDS.dbscan,
    run: run((c) => c.example('dbscan')),
  },
  {
    id: 'undo',
    group: 'Editing',
    ...MENU_COMMANDS.undo,
    enabled: ({ bench }) => bench.store.canUndo,
    run: run((c) => c.undo()),
  },
  {
    id: 'redo',
    group: 'Editing',
    ...MENU_COMMANDS.redo,
    enabled: ({ bench }) => bench.store.canRedo,
    run: run((c) => c.redo()),
  },
  {
    id: 'find-stars',
    group: 'Image',
    ...MENU_COMMANDS['find-stars'],
    ds9: ['Shift+F'],
    enabled: hasImage,
    checked: ({ bench }) => bench.store.active?.detecting ?? false,
    run: run((c) => c.toggleStars()),
  },
  {
    id: 'star-table',
    group: 'Image',
    title: 'The stars as a table',
    keys: [],
    enabled: hasImage,
    run: run((c) => c.starTable()),
  },
  {
    id: 'header',
    group: 'Image',
    title: 'Header…',
    keys: [],
    enabled: hasImage,
    run: run((c) => (c.dialog = 'header')),
  },
  {
    id: 'verify',
    group: 'Image',
    ...MENU_COMMANDS.verify,
    enabled: hasImage,
    run: run((c) => c.verify()),
  },
  {
    id: 'crop',
    group: 'Image',
    title: 'Crop with a rectangle',
    keys: ['C'],
    ds9: ['Shift+C'],
    enabled: hasImage,
    checked: ({ bench }) => bench.viewport.mode === 'crop',
    run: run((c) => c.toggleCrop()),
  },
  {
    id: 'reset-crop',
    group: 'Image',
    title: 'Reset crop',
    keys: [],
    enabled: ({ bench }) => bench.commands.cropped,
    run: run((c) => c.resetCrop()),
  },
  {
    id: 'lasso',
    group: 'Image',
    title: 'Select table rows by a region of the picture',
    keys: ['L'],
    ds9: ['Shift+L'],
    enabled: hasImage,
    checked: ({ bench }) => bench.viewport.mode === 'lasso',
    run: run((c) => c.toggleLasso()),
  },
  {
    id: 'regions',
    group: 'Image',
    title: 'Draw regions',
    keys: ['R'],
    enabled: hasImage,
    checked: ({ bench }) => bench.viewport.mode === 'region',
    run: ({ bench }) => bench.regions.draw(),
  },
  ...REGION_COMMANDS,
  {
    id: 'clear-selection',
    group: 'Editing',
    title: 'Clear the selection',
    keys: ['Delete', 'Backspace'],
    run: run((c) => c.clearSelection()),
  },
  {
    id: 'next-image',
    group: 'Image',
    title: 'Next image',
    keys: [']'],
    ds9: ['Tab'],
    inPicture: true,
    enabled: hasSeveral,
    run: run((c) => c.nextImage(1)),
  },
  {
    id: 'previous-image',
    group: 'Image',
    title: 'Previous image',
    keys: ['['],
    ds9: ['Shift+Tab'],
    inPicture: true,
    enabled: hasSeveral,
    run: run((c) => c.nextImage(-1)),
  },
  {
    id: 'print-value',
    group: 'Picture',
    title: 'Note the value under the pointer in the messages',
    keys: ['V'],
    ds9: ['C'],
    enabled: hasImage,
    run: run((c) => c.noteValue()),
  },
  {
    id: 'freeze',
    group: 'Picture',
    title: 'Freeze the readout',
    keys: ['Shift+F'],
    ds9: ['F'],
    enabled: hasImage,
    checked: ({ bench }) => bench.readout.frozen,
    run: ({ bench }) => bench.readout.freeze(!bench.readout.frozen),
  },
  ...ARRANGEMENT_COMMANDS,
  ...TOOL_COMMANDS,
  ...POINTER_COMMANDS,
  ...OPERATION_COMMANDS,
  {
    id: 'fit',
    group: 'Picture',
    ...MENU_COMMANDS.fit,
    enabled: hasImage,
    run: run((c) => c.fit()),
  },
  {
    id: 'actual-size',
    group: 'Picture',
    ...MENU_COMMANDS['actual-size'],
    enabled: hasImage,
    run: run((c) => c.actualSize()),
  },
  {
    id: 'zoom-in',
    group: 'Picture',
    ...MENU_COMMANDS['zoom-in'],
    ds9: ['Z', '+', '='],
    enabled: hasImage,
    run: run((c) => c.zoomIn()),
  },
  {
    id: 'zoom-out',
    group: 'Picture',
    ...MENU_COMMANDS['zoom-out'],
    ds9: ['Shift+Z', '-'],
    enabled: hasImage,
    run: run((c) => c.zoomOut()),
  },
  {
    id: 'leave-mode',
    group: 'Picture',
    title: 'Back to moving the picture',
    keys: ['Escape'],
    run: run((c) => c.leaveMode()),
  },
  {
    id: 'palette',
    group: 'Program',
    ...MENU_COMMANDS.palette,
    run: run((c) => (c.dialog = 'palette')),
  },
  {
    id: 'settings',
    group: 'Program',
    ...MENU_COMMANDS.settings,
    run: run((c) => (c.dialog = 'settings')),
  },
  {
    id: 'light-theme',
    group: 'Program',
    title: 'Light theme',
    keys: [],
    checked: ({ theme }) => theme.name === 'light',
    run: ({ theme }) => theme.toggle(),
  },
  { id: 'messages', group: 'Program', title: 'Messages…', keys: [], run: run((c) => (c.dialog = 'log')) },
  { id: 'keyboard', group: 'Program', title: 'Keyboard…', keys: ['?'], run: run((c) => (c.dialog = 'keys')) },
];

/** The command of an id that is known to be there. */
export function commandOf(id: string): Command {
  const command = COMMANDS.find((one) => one.id === id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}
