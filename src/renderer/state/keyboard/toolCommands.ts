import type { ToolName } from '../tools.svelte.ts';
import { FRAME_TITLES, positionText, READOUT_FRAMES } from '../positionText.ts';
import type { Workbench } from '../workbench.svelte.ts';
import type { Command } from './command.ts';

const hasImage: Command['enabled'] = ({ bench }) => bench.store.active !== null;

const hasSky: Command['enabled'] = ({ bench }) => (bench.picture.image?.wcs ?? null) !== null;

const toggles: readonly (readonly [ToolName, string, string])[] = [
  ['grid', 'Coordinate grid', 'G'],
  ['compass', 'Compass', 'N'],
  ['scale-bar', 'Scale bar', 'B'],
  ['magnifier', 'Magnifier', 'Shift+M'],
  ['panner', 'Panner', 'Shift+P'],
  ['pixel-table', 'Pixel table', 'Shift+T'],
  ['cuts', 'Row and column cuts', 'Shift+X'],
  ['histogram', 'Histogram of the view or of the selected region', 'Shift+H'],
];

/** The viewer's tools. */
export const TOOL_COMMANDS: readonly Command[] = [
  ...toggles.map(([tool, title, key]): Command => ({
    id: `tool-${tool}`,
    group: 'Picture',
    title,
    keys: [key],
    enabled: hasImage,
    checked: ({ bench }) => bench.tools.has(tool),
    run: ({ bench }) => bench.tools.toggle(tool),
  })),
  {
    id: 'tool-ruler',
    group: 'Picture',
    title: 'Ruler: measure by drawing a line',
    keys: ['M'],
    enabled: hasImage,
    checked: ({ bench }) => bench.viewport.mode === 'ruler',
    run: ({ bench }) => bench.tools.draw('ruler'),
  },
  {
    id: 'tool-profile',
    group: 'Picture',
    title: 'Profile: values along a drawn line',
    keys: ['P'],
    enabled: hasImage,
    checked: ({ bench }) => bench.viewport.mode === 'profile',
    run: ({ bench }) => bench.tools.draw('profile'),
  },
  ...READOUT_FRAMES.map((frame): Command => ({
    id: `frame-${frame.toLowerCase()}`,
    group: 'Picture',
    title: `Positions in ${frame === 'PIXEL' ? 'pixels' : FRAME_TITLES[frame]}`,
    keys: [],
    enabled: hasSky,
    checked: ({ bench }) => bench.tools.frame === frame,
    run: ({ bench: { tools } }) => tools.setReadout(frame, tools.sexagesimal),
  })),
  {
    id: 'next-frame',
    group: 'Picture',
    title: 'Positions in the next frame',
    keys: ['Shift+K'],
    enabled: hasSky,
    run: ({ bench: { tools } }) => {
      const next = (READOUT_FRAMES.indexOf(tools.frame) + 1) % READOUT_FRAMES.length;
      tools.setReadout(READOUT_FRAMES[next]!, tools.sexagesimal);
    },
  },
  {
    id: 'notation',
    group: 'Picture',
    title: 'Sexagesimal positions',
    keys: ['Shift+N'],
    enabled: hasSky,
    checked: ({ bench }) => bench.tools.sexagesimal,
    run: ({ bench: { tools } }) => tools.setReadout(tools.frame, !tools.sexagesimal),
  },
  {
    id: 'copy-position',
    group: 'Picture',
    title: 'Copy position and value under the pointer',
    keys: ['Shift+C'],
    ds9: ['Mod+Shift+Y'],
    enabled: hasImage,
    run: ({ bench }) => void copyPosition(bench),
  },
];

/** Position and value of the readout, separated by tabs, into the clipboard. */
async function copyPosition({ readout, tools, notices }: Workbench): Promise<void> {
  const { image } = readout;
  try {
    const read = await readout.read();
    if (!read || !image) {
      notices.warning('The pointer is not over the picture: there is nothing to copy.');
      return;
    }
    const { pixel, value } = read;
    const sky = positionText(image, pixel.x, pixel.y, tools.frame, tools.sexagesimal);
    const text = [pixel.x, pixel.y, ...(sky?.values ?? []), value.text].join('\t');
    await navigator.clipboard.writeText(text);
    notices.done(`Copied ${text.replaceAll('\t', '  ')}`);
  } catch (error) {
    notices.error(error);
  }
}
