import { REGION_TOOLS } from '../regions.svelte.ts';
import type { Command } from './command.ts';

const hasRegions: Command['enabled'] = ({ bench }) => bench.regions.list.length > 0;

/** What is done with regions of the active image. */
export const REGION_COMMANDS: readonly Command[] = [
  ...REGION_TOOLS.map(({ kind, title }): Command => ({
    id: `draw-${kind}`,
    group: 'Image',
    title: `Draw ${/^[AE]/.test(title) ? 'an' : 'a'} ${title.toLowerCase()}`,
    keys: [],
    enabled: ({ bench }) => bench.store.active !== null,
    checked: ({ bench: { regions } }) => regions.drawing && regions.tool === kind,
    run: ({ bench }) => bench.regions.draw(kind),
  })),
  {
    id: 'region-statistics',
    group: 'Image',
    title: 'Statistics of the regions as a table',
    keys: [],
    enabled: hasRegions,
    run: ({ bench }) => bench.regions.measureAll(),
  },
  {
    id: 'save-regions',
    group: 'Files',
    title: 'Save the regions as .reg',
    keys: [],
    enabled: hasRegions,
    run: ({ bench }) => void bench.regionFiles.save('own'),
  },
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
