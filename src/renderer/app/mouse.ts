import { commandOf } from '../state/keyboard/commandList.ts';
import type { CommandContext } from '../state/keyboard/command.ts';
import type { KeyPreset } from '../state/keyboard/keyPresets.svelte.ts';
import { VIEWER } from './shortcuts.ts';

/** What the window makes of the mouse beyond what it is over does by itself. */
export interface Mouse {
  down(event: MouseEvent): void;
  move(event: MouseEvent): void;
  /** A click that is not the main button's. */
  auxiliary(event: MouseEvent, preset: KeyPreset): void;
}

/** Movement below this is a click with an unsteady hand. */
const CLICK_REACH = 4;

/** Ends what keys did with the pointer as soon as the mouse moves, and centres the view by a middle click as DS9 does. */
export function createMouse(context: CommandContext): Mouse {
  let pressed = { x: 0, y: 0 };
  let last = { x: NaN, y: NaN };
  const { viewport } = context.bench;
  return {
    down({ clientX, clientY }) {
      pressed = { x: clientX, y: clientY };
    },
    move({ clientX, clientY }) {
      // A browser also sends moves when what lies under a mouse at rest has changed.
      if (clientX === last.x && clientY === last.y) return;
      last = { x: clientX, y: clientY };
      viewport.byKeys = false;
    },
    auxiliary({ button, target, clientX, clientY }, preset) {
      const isClick = Math.hypot(clientX - pressed.x, clientY - pressed.y) < CLICK_REACH;
      const onViewer = target instanceof Element && target.closest(VIEWER) !== null;
      if (button === 1 && preset === 'ds9' && isClick && onViewer) commandOf('centre-pointer').run(context);
    },
  };
}
