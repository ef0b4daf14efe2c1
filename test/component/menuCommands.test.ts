import { waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '../../src/renderer/state/keyboard/commandList.ts';
import { MENU_COMMANDS, type MenuCommand, type MenuCommandId } from '../../src/shared/index.ts';
import { openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
afterEach(() => test.close());

describe('commands of the menu', () => {
  it('are commands of the window, of the same words and keys', async () => {
    test = await openWindow();
    for (const id of Object.keys(MENU_COMMANDS) as MenuCommandId[]) {
      const { title, keys } = MENU_COMMANDS[id];
      expect(commandOf(id)).toMatchObject({ id, title, keys });
    }
  });

  it('run in the window, where they can be', async () => {
    let send: (command: MenuCommand) => void = () => undefined;
    const onCommand = (listener: (command: MenuCommand) => void) => {
      send = listener;
      return () => undefined;
    };
    test = await openWindow({ host: { onCommand } });
    // Without an image there is no picture to save.
    send({ command: 'save-picture' });
    expect(test.bench.commands.dialog).toBeNull();
    send({ command: 'settings' });
    expect(test.bench.commands.dialog).toBe('settings');
    send({ command: 'sample' });
    await waitFor(() => expect(test.bench.store.document.images).toHaveLength(1));
    send({ command: 'close' });
    expect(test.bench.store.document.images).toHaveLength(0);
  });
});
