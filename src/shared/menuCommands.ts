/** What a command of the window that the desktop shell's menu offers too is called there and here. */
export interface MenuWords {
  /** In the window's lists. */
  readonly title: string;
  /** In the menu, where words are short and begin with capitals. */
  readonly label: string;
  /** In the window, as a command's keys are written. */
  readonly keys: readonly string[];
  /** The menu's key where it is not the first of `keys`: a key without `Mod` would be taken from text fields. */
  readonly menuKey?: string;
}

/** The commands that the menu and the window share, by id. */
export const MENU_COMMANDS = {
  open: { title: 'Open…', label: 'Open…', keys: ['Mod+O'] },
  sample: { title: '47 Tucanae, the bundled sample', label: 'Stellar Cluster: 47 Tucanae', keys: [] },
  'plane-regression': { title: 'Plane regression', label: 'Plane Regression', keys: [] },
  dbscan: { title: 'DBSCAN and k-means', label: 'DBSCAN and k-Means', keys: [] },
  verify: { title: 'Check with second reader', label: 'Check with Second Reader', keys: [] },
  save: { title: 'Save session', label: 'Save Session', keys: ['Mod+S'] },
  'save-as': { title: 'Save session as…', label: 'Save Session As…', keys: ['Mod+Shift+S'] },
  export: {
    title: 'Export the table or the catalogue as CSV…',
    label: 'Export Table or Catalogue…',
    keys: ['Mod+E'],
  },
  'save-picture': {
    title: 'Save picture as it is seen…',
    label: 'Save Picture…',
    keys: ['Mod+Shift+E'],
  },
  close: { title: 'Close the image, or the table', label: 'Close Image or Table', keys: ['Mod+W'] },
  undo: { title: 'Undo', label: 'Undo', keys: ['Mod+Z'] },
  redo: { title: 'Redo', label: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  'copy-picture': { title: 'Copy the picture', label: 'Copy Picture', keys: ['Mod+Shift+C'] },
  settings: { title: 'Settings…', label: 'Settings…', keys: ['Mod+,'] },
  palette: { title: 'Commands…', label: 'Commands…', keys: ['Mod+Shift+P', 'Mod+K'] },
  fit: { title: 'Fit the picture into the view', label: 'Fit Image', keys: ['0'], menuKey: 'Mod+0' },
  'actual-size': {
    title: 'One screen pixel for each image pixel',
    label: 'Actual Size',
    keys: ['1'],
    menuKey: 'Mod+1',
  },
  'zoom-in': { title: 'Zoom in', label: 'Zoom In', keys: ['+', '='], menuKey: 'Mod++' },
  'zoom-out': { title: 'Zoom out', label: 'Zoom Out', keys: ['-'], menuKey: 'Mod+-' },
  'find-stars': {
    title: 'Find stars, or stop showing them',
    label: 'Find Stars',
    keys: ['F'],
    menuKey: 'Mod+Shift+F',
  },
} as const satisfies Readonly<Record<string, MenuWords>>;

export type MenuCommandId = keyof typeof MENU_COMMANDS;
