import { MENU_COMMANDS } from '../../../shared/index.ts';
import type { Command } from './command.ts';

const hasImage: Command['enabled'] = ({ bench }) => bench.store.active !== null;

/** Writing images: their pixels, and the picture as it is seen. */
export const SAVE_COMMANDS: readonly Command[] = [
  {
    id: 'save-image',
    group: 'Files',
    title: 'Save image as FITS…',
    keys: [],
    enabled: hasImage,
    run: ({ bench }) => void bench.imageSaver.run('fits'),
  },
  {
    id: 'save-image-tiff',
    group: 'Files',
    title: 'Save image as TIFF…',
    keys: [],
    enabled: hasImage,
    run: ({ bench }) => void bench.imageSaver.run('tiff'),
  },
  {
    id: 'save-image-png',
    group: 'Files',
    title: 'Save image as 16-bit PNG…',
    keys: [],
    enabled: hasImage,
    run: ({ bench }) => void bench.imageSaver.run('png'),
  },
  {
    id: 'save-picture',
    group: 'Picture',
    ...MENU_COMMANDS['save-picture'],
    enabled: hasImage,
    run: ({ bench }) => {
      bench.commands.dialog = 'save-picture';
    },
  },
  {
    id: 'copy-picture',
    group: 'Picture',
    ...MENU_COMMANDS['copy-picture'],
    enabled: hasImage,
    run: ({ bench }) => void bench.pictureSaver.copy(),
  },
];
