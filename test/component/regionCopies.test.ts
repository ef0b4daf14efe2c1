import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGION_DEFAULTS, type RegionShape } from '../../src/core/region/index.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  localStorage.clear();
  test = await openWindow();
  await openSample(test);
});
afterEach(() => {
  document.getSelection()?.removeAllRanges();
  test.close();
});

const regions = () => test.bench.store.active!.regions;
const centres = () => regions().map(({ shape }) => (shape.kind === 'circle' ? shape.centre : null));
const CIRCLE: RegionShape = { kind: 'circle', centre: [100, 50], radius: 10 };
/** Whether the window took the key. */
const press = async (key: string, target: Element = document.body): Promise<boolean> =>
  !(await fireEvent.keyDown(target, { key, ctrlKey: true }));

function addCircle(): void {
  test.bench.store.act({
    type: 'add-regions',
    image: 'i1',
    regions: [{ ...REGION_DEFAULTS, tags: ['a'], text: 'one', system: 'image', shape: CIRCLE }],
  });
  test.bench.regions.select('r1');
}

describe('copies of the selected region', () => {
  it('are pasted beside each other, selected, with its looks; undo takes them away', async () => {
    addCircle();
    test.bench.viewport.scale = 2;
    expect(await press('c')).toBe(true);
    for (let i = 0; i < 2; i++) expect(await press('v')).toBe(true);
    expect(centres()).toEqual([
      [100, 50],
      [108, 42],
      [116, 34],
    ]);
    expect(regions()[2]).toMatchObject({ id: 'r3', tags: ['a'], text: 'one' });
    expect(test.bench.regions.selected?.id).toBe('r3');
    test.bench.commands.undo();
    await waitFor(() => expect(regions()).toHaveLength(2));
  });

  it('lie at the same place on another image, there too beside what was pasted before', async () => {
    addCircle();
    await press('c');
    test.bench.commands.operate('gaussian');
    await waitFor(() => expect(test.bench.session.active?.pixels.current).toBe(true));
    test.bench.store.act({ type: 'set-regions', image: test.bench.store.active!.id, regions: [] });
    test.bench.viewport.scale = 1;
    await press('v');
    await press('v');
    expect(centres()).toEqual([
      [100, 50],
      [116, 34],
    ]);
  });

  it('leave the keys to text that is typed or selected, and to the browser where there is nothing to do', async () => {
    for (const key of ['c', 'v']) expect(await press(key)).toBe(false);
    addCircle();
    const field = await screen.findByRole('textbox', { name: 'X, px' });
    for (const key of ['c', 'v']) expect(await press(key, field)).toBe(false);
    document
      .getSelection()!
      .selectAllChildren(screen.getByText('Regions', { selector: 'h2, h2 *, h3, h3 *' }));
    expect(await press('c')).toBe(false);
    document.getSelection()!.removeAllRanges();
    expect(await press('c', screen.getByRole('checkbox', { name: 'Exclude' }))).toBe(true);
    expect(await press('v', field)).toBe(false);
    expect(regions()).toHaveLength(1);
  });

  it('are in the palette and in the keyboard’s help', async () => {
    addCircle();
    await fireEvent.keyDown(document.body, { key: '?' });
    const help = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
    for (const [title, key] of [
      ['Copy the selected region', 'Ctrl C'],
      ['Paste the copied region', 'Ctrl V'],
    ] as const)
      expect(help.getByText(title).previousElementSibling?.textContent).toBe(key);
    await fireEvent.keyDown(document.body, { key: 'Escape' });
    test.bench.commands.dialog = 'palette';
    const palette = await screen.findByRole('dialog', { name: /ommands/ });
    await fireEvent.input(within(palette).getByRole('combobox'), { target: { value: 'copied region' } });
    expect((await within(palette).findAllByRole('option'))[0]!.textContent).toContain(
      'Paste the copied region',
    );
  });
});
