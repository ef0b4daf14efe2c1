import type { Workbench } from '../workbench.svelte.ts';
import type { Command } from './command.ts';

const hasImage: Command['enabled'] = ({ bench }) => bench.store.active !== null;

/** Direction, its arrow, its letter as vi has it, and the steps to the right and upwards. */
const directions = [
  ['left', 'ArrowLeft', 'H', -1, 0],
  ['right', 'ArrowRight', 'L', 1, 0],
  ['up', 'ArrowUp', 'K', 0, 1],
  ['down', 'ArrowDown', 'J', 0, -1],
] as const;

/** The pointer and the view by steps. */
export const POINTER_COMMANDS: readonly Command[] = [
  ...directions.map(([name, arrow, letter, dx, dy]): Command => ({
    id: `pointer-${name}`,
    group: 'Picture',
    title: `Move the pointer one pixel ${name}`,
    keys: [],
    ds9: [arrow, letter],
    beforePicture: true,
    enabled: hasImage,
    run: ({ bench }) => movePointer(bench, dx, dy),
  })),
  ...directions.map(([name, arrow, , dx, dy]): Command => ({
    id: `screen-${name}`,
    group: 'Picture',
    title: `Look one screen further ${name}`,
    keys: [],
    ds9: [`Shift+${arrow}`],
    beforePicture: true,
    enabled: hasImage,
    run: ({ bench: { viewport } }) => {
      const size = viewport.size();
      if (size) viewport.panBy(-dx * size.width, dy * size.height);
    },
  })),
  {
    id: 'centre-pointer',
    group: 'Picture',
    title: 'Centre the view on the pointer',
    keys: [],
    enabled: ({ bench }) => bench.viewport.pointer !== null,
    run: ({ bench: { viewport } }) => {
      const { pointer, scale } = viewport;
      if (pointer) viewport.setView({ centre: pointer.point, scale });
    },
  },
];

/** Moves the pointer by whole pixels; it begins in the middle of the view where it is not on the image. */
function movePointer({ viewport, picture, readout, store }: Workbench, dx: number, dy: number): void {
  const { image } = picture;
  const { pointer, view } = viewport;
  const from = pointer?.image === store.document.active ? pointer?.point : view?.centre;
  if (!image || !from) return;
  const within = (value: number, size: number): number => Math.min(Math.max(Math.round(value), 0), size - 1);
  const point = { x: within(from.x + dx, image.width), y: within(from.y + dy, image.height) };
  viewport.pointAt(point);
  readout.hover(point);
}
