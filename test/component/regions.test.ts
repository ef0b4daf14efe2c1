import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGION_DEFAULTS, type NewRegion, type RegionShape } from '../../src/core/region/index.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  localStorage.clear();
  test = await openWindow();
  await openSample(test);
});
afterEach(() => test.close());

const panel = () => within(document.querySelector<HTMLElement>('[data-panel=regions]')!);
const regions = () => test.bench.store.active!.regions;
const add = (shape: RegionShape, more: Partial<NewRegion> = {}): boolean =>
  test.bench.store.act({
    type: 'add-regions',
    image: 'i1',
    regions: [{ ...REGION_DEFAULTS, tags: [], system: 'image', shape, ...more }],
  });
const CIRCLE: RegionShape = { kind: 'circle', centre: [100, 50], radius: 10 };

async function type(label: string, text: string): Promise<void> {
  const field = panel().getByRole('textbox', { name: label });
  await fireEvent.input(field, { target: { value: text } });
  await fireEvent.keyDown(field, { key: 'Enter' });
}

async function choose(index: number): Promise<void> {
  await waitFor(() => expect(panel().getAllByRole('option').length).toBeGreaterThan(index));
  const rows = within(panel().getByRole('listbox', { name: 'Regions' })).getAllByRole('option');
  await fireEvent.click(rows[index]!);
}

describe('the list of regions', () => {
  it('comes to the region that was selected on the picture', async () => {
    for (let i = 0; i < 40; i++) add({ ...CIRCLE, centre: [i, i] });
    const list = await panel().findByRole('listbox', { name: 'Regions' });
    test.bench.regions.select(regions().at(-1)!.id);
    await waitFor(() => expect(list.scrollTop).toBeGreaterThan(0));
    await fireEvent.scroll(list);
    await waitFor(() => {
      const last = list.querySelector('[aria-selected=true]');
      expect([last?.getAttribute('aria-posinset'), last?.getAttribute('aria-setsize')]).toEqual(['40', '40']);
    });
  });

  it('stays where it was scrolled to while regions change', async () => {
    for (let i = 0; i < 40; i++) add({ ...CIRCLE, centre: [i, i] });
    const list = await panel().findByRole('listbox', { name: 'Regions' });
    test.bench.regions.select(regions().at(-1)!.id);
    await waitFor(() => expect(list.scrollTop).toBeGreaterThan(0));
    list.scrollTop = 0;
    await fireEvent.scroll(list);
    add(CIRCLE, { text: 'another' });
    test.bench.regions.change({ text: 'changed' });
    await waitFor(() => expect(list.querySelector('[aria-setsize="41"]')).not.toBeNull());
    expect(list.scrollTop).toBe(0);
  });
});

describe('the numbers of a region', () => {
  it.each<[RegionShape, readonly (readonly [string, string])[], RegionShape]>([
    [
      CIRCLE,
      [
        ['X, px', '101.5'],
        ['Y, px', '7'],
        ['Radius, px', '2.25'],
      ],
      { kind: 'circle', centre: [101.5, 7], radius: 2.25 },
    ],
    [
      { kind: 'ellipse', centre: [1, 2], radii: [3, 4], angle: 5 },
      [
        ['Semi-axis 1, px', '30'],
        ['Semi-axis 2, px', '40'],
        ['Angle, °', '-15'],
      ],
      { kind: 'ellipse', centre: [1, 2], radii: [30, 40], angle: -15 },
    ],
    [
      { kind: 'ellipse', centre: [1, 2], radii: [30, 40], inner: [10, 20], angle: 5 },
      [
        ['Inner semi-axis 1, px', '35'],
        ['Semi-axis 2, px', '15'],
      ],
      { kind: 'ellipse', centre: [1, 2], radii: [30, 15], inner: [30, 15], angle: 5 },
    ],
    [
      { kind: 'box', centre: [1, 2], size: [3, 4], angle: 5 },
      [
        ['Width, px', '6'],
        ['Height, px', '8'],
      ],
      { kind: 'box', centre: [1, 2], size: [6, 8], angle: 5 },
    ],
    [
      { kind: 'annulus', centre: [1, 2], inner: 3, outer: 4 },
      [
        ['Outer radius, px', '9'],
        ['Inner radius, px', '50'],
      ],
      { kind: 'annulus', centre: [1, 2], inner: 9, outer: 9 },
    ],
    [
      { kind: 'line', from: [1, 2], to: [3, 4] },
      [
        ['X from, px', '10'],
        ['Y to, px', '40'],
      ],
      { kind: 'line', from: [10, 2], to: [3, 40] },
    ],
    [
      { kind: 'point', centre: [1, 2], style: 'x', size: 11 },
      [['Y, px', '22']],
      { kind: 'point', centre: [1, 22], style: 'x', size: 11 },
    ],
  ])('of $kind are typed, and taken back', async (shape, typed, wanted) => {
    add(shape);
    await choose(0);
    for (const [label, text] of typed) await type(label, text);
    expect(regions()[0]!.shape).toEqual(wanted);
    // Changes in quick succession may be one step of undo or several.
    await waitFor(async () => {
      await test.bench.store.settled();
      if (JSON.stringify(regions()[0]?.shape) !== JSON.stringify(shape)) test.bench.commands.undo();
      expect(regions()[0]!.shape).toEqual(shape);
    });
  });

  it('on the sky are those of a place there, and an arrow key moves it by an arcsecond', async () => {
    add({ kind: 'circle', centre: [250, 36], radius: 0.01 }, { system: 'icrs' });
    test.bench.tools.setReadout('ICRS', false);
    await choose(0);
    await type('Dec, °', '95');
    expect(regions()[0]!.shape).toMatchObject({ centre: [250, 36] });
    await fireEvent.keyDown(panel().getByRole('textbox', { name: 'Dec, °' }), { key: 'ArrowUp' });
    await fireEvent.keyDown(panel().getByRole('textbox', { name: 'RA, °' }), { key: 'ArrowDown' });
    const shape = regions()[0]!.shape;
    if (shape.kind !== 'circle') throw new Error('no circle');
    expect(shape.centre[0]).toBeCloseTo(250 - 1 / 3600, 8);
    expect(shape.centre[1]).toBeCloseTo(36 + 1 / 3600, 8);
  });

  it('on the sky are typed as degrees or sexagesimal, and shown as positions are', async () => {
    add({ kind: 'circle', centre: [250, 36], radius: 0.01 }, { system: 'icrs' });
    await choose(0);
    const shown = () =>
      ['RA', 'Dec'].map((name) => panel().getByRole<HTMLInputElement>('textbox', { name }).value);
    expect(shown()).toEqual(['16:40:00.0000', '+36:00:00.000']);
    await type('RA', '16h41m40.5s');
    await type('Dec', '-36 27 40');
    expect(shown()).toEqual(['16:41:40.5000', '-36:27:40.000']);
    await type('RA', '250.5');
    await type('Dec', '-96:00:00');
    expect(shown()).toEqual(['16:42:00.0000', '-36:27:40.000']);
    test.bench.tools.setReadout('ICRS', false);
    await panel().findByRole('textbox', { name: 'RA, °' });
    await type('RA, °', '16:41:40.5');
    const field = panel().getByRole<HTMLInputElement>('textbox', { name: 'RA, °' });
    expect(field.value).toBe('250.41875');
  });

  it('of a polygon are those of its corners', async () => {
    const corners = Array.from({ length: 300 }, (_, i): [number, number] => [i, (i * i) % 97]);
    add({ kind: 'polygon', corners });
    await choose(0);
    const table = panel().getByRole('table', { name: 'Corners' });
    expect(table.getAttribute('aria-rowcount')).toBe('301');
    expect(within(table).getAllByRole('row').length).toBeLessThan(30);
    await type('X of corner 2, px', '7.25');
    await type('Y of corner 3, px', '-8');
    const wanted = corners.with(1, [7.25, 1]).with(2, [2, -8]);
    expect(regions()[0]!.shape).toEqual({ kind: 'polygon', corners: wanted });
    const box = within(table).getAllByRole('rowgroup')[0]!;
    box.scrollTop = 1e6;
    await fireEvent.scroll(box);
    expect(await panel().findByRole('textbox', { name: 'Y of corner 300, px' })).toBeTruthy();
  });

  it('are not those of a length below zero', async () => {
    add(CIRCLE);
    await choose(0);
    await type('Radius, px', '-4');
    expect(regions()[0]!.shape).toEqual(CIRCLE);
  });
});

describe('the panel', () => {
  it('chooses what is drawn, which the same button ends', async () => {
    for (const name of ['Circle', 'Ellipse', 'Box', 'Polygon', 'Annulus', 'Line', 'Point']) {
      const tool = panel().getByRole('button', { name });
      await fireEvent.click(tool);
      expect([test.bench.viewport.mode, tool.getAttribute('aria-pressed')]).toEqual(['region', 'true']);
    }
    await fireEvent.click(panel().getByRole('button', { name: 'Point' }));
    expect(test.bench.viewport.mode).toBe('pan');
  });

  it('changes looks, groups and what becomes of the pixels', async () => {
    add(CIRCLE);
    await choose(0);
    await fireEvent.change(panel().getByRole('textbox', { name: 'Text' }), { target: { value: 'M 13' } });
    await fireEvent.change(panel().getByRole('textbox', { name: 'Groups' }), {
      target: { value: ' stars, , bright ' },
    });
    await fireEvent.change(panel().getByRole('combobox', { name: 'Colour' }), { target: { value: 'red' } });
    await type('Line width', '3');
    for (const name of ['Exclude', 'Background', 'Dashed'])
      await fireEvent.click(panel().getByRole('checkbox', { name }));
    expect(regions()).toEqual([
      {
        id: 'r1',
        system: 'image',
        shape: CIRCLE,
        text: 'M 13',
        tags: ['stars', 'bright'],
        colour: 'red',
        width: 3,
        include: false,
        background: true,
        dashed: true,
      },
    ]);
    expect(screen.getByRole('listbox', { name: 'Regions' }).textContent).toMatch(
      /M 13\s*excluded\s*background/,
    );
    expect(panel().getByText(/its pixels are left out of all other regions/)).toBeTruthy();
  });

  it('asks for the statistics of all regions as a table', async () => {
    add(CIRCLE);
    add({ kind: 'point', centre: [1, 2], style: 'x', size: 11 }, { include: false });
    await fireEvent.click(await screen.findByRole('button', { name: 'Statistics as a table' }));
    const outline = { system: 'image', text: '' };
    await waitFor(() =>
      expect(
        test.engine.document.recipe.steps.find((step) => step.operation === 'region-statistics')?.params,
      ).toEqual({
        regions: [
          { id: 'r1', ...outline, shape: CIRCLE, include: true },
          {
            id: 'r2',
            ...outline,
            shape: { kind: 'point', centre: [1, 2], style: 'x', size: 11 },
            include: false,
          },
        ],
      }),
    );
    expect(test.bench.store.document.tables).toHaveLength(1);
  });

  it('removes one and all, and undo brings them back', async () => {
    add(CIRCLE);
    add(CIRCLE);
    await choose(1);
    await fireEvent.click(panel().getByRole('button', { name: 'Remove' }));
    expect(regions().map(({ id }) => id)).toEqual(['r1']);
    await fireEvent.click(panel().getByRole('button', { name: 'Remove all' }));
    expect(regions()).toEqual([]);
    await test.bench.store.settled();
    test.bench.commands.undo();
    await waitFor(() => expect(regions().map(({ id }) => id)).toEqual(['r1']));
    await test.bench.store.settled();
    test.bench.commands.undo();
    await waitFor(() => expect(regions().map(({ id }) => id)).toEqual(['r1', 'r2']));
  });
});
