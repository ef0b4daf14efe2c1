import type { Command } from './command.ts';

/** Copies of the selected region. */
export const REGION_COMMANDS: readonly Command[] = [
  {
    id: 'copy-region',
    group: 'Editing',
    title: 'Copy the selected region',
    keys: ['Mod+C'],
    textFirst: 'selected',
    enabled: ({ bench }) => bench.regions.selected !== null,
    run: ({ bench }) => bench.regionClipboard.copy(),
  },
  {
    id: 'paste-region',
    group: 'Editing',
    title: 'Paste the copied region',
    keys: ['Mod+V'],
    textFirst: 'typed',
    enabled: ({ bench }) => bench.regionClipboard.filled && bench.store.active !== null,
    run: ({ bench }) => bench.regionClipboard.paste(),
  },
];
