import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REGION_DEFAULTS, type RegionOutline } from '../../src/core/region/index.ts';
import { parseWcs } from '../../src/core/wcs/index.ts';
import { gesturesOf } from '../../src/renderer/app/shortcuts.ts';
import LineChart from '../../src/renderer/features/tools/LineChart.svelte';
import PixelTable from '../../src/renderer/features/tools/PixelTable.svelte';
import { LineProfileOf } from '../../src/renderer/features/tools/lineValues.svelte.ts';
import { profileCsv } from '../../src/renderer/features/tools/profileCsv.ts';
import { commandOf } from '../../src/renderer/state/keyboard/commandList.ts';
import { keyText } from '../../src/renderer/state/keyboard/keyNames.ts';
import { outlinesOn } from '../../src/renderer/state/regionOutlines.ts';
import type { Cutout, ImageSummary } from '../../src/shared/index.ts';
import { viewers } from '../support/fakeViewer.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

vi.mock('../../src/renderer/canvas/index.ts', () => import('../support/fakeViewer.ts'));

function summary(name: string, originX = 0, originY = 0): ImageSummary {
  const size = { width: 100, height: 80, levels: 1, offset: 0, pixelType: 'int16', wcs: null };
  return { ...size, pixelsKey: name, unit: 'DN', originX, originY } as never as ImageSummary;
}

describe('the pixel table of a composite', () => {
  afterEach(cleanup);
  const square = (base: number): Cutout => ({
    x0: 8,
    y0: 18,
    size: 5,
    values: Array.from({ length: 25 }, (_, i) => base + i),
    profile: [],
  });
  const parts = [summary('r'), summary('g'), summary('b')];

  it('has a row for each channel of each row of pixels', () => {
    render(PixelTable, { cutouts: [100, 200, 300].map(square), parts, point: { x: 10.2, y: 20 } });
    const table = screen.getByRole('table', { name: 'Values around pixel 10, 20' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(
      rows
        .map((row) =>
          within(row)
            .getByText(/^\s*[RGB]\s*$/)
            .textContent?.trim(),
        )
        .join(''),
    ).toBe('RGB'.repeat(5));
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
    expect(cells.slice(6, 9)).toEqual(
      [110, 210, 310].map((first) => [0, 1, 2, 3, 4].map((i) => String(first + i))),
    );
  });

  it('waits for all of them, and has none where there is one image', () => {
    render(PixelTable, { cutouts: [square(100)], parts, point: { x: 10, y: 20 } });
    expect(screen.getAllByText('…')).toHaveLength(75);
    cleanup();
    render(PixelTable, { cutouts: [square(100)], parts: [summary('r')], point: { x: 10, y: 20 } });
    expect(screen.getAllByRole('row')).toHaveLength(6);
    expect(screen.queryByText(/^\s*R\s*$/)).toBeNull();
  });
});

describe('a line through a composite', () => {
  afterEach(cleanup);

  it('is read from each image where it lies there, and written as three columns', async () => {
    const asked: unknown[] = [];
    const lines = new LineProfileOf({
      binary: (_name: string, body: { step: string }) => {
        asked.push(body);
        const base = { red: 1, green: 10, blue: 100 }[body.step]!;
        return Promise.resolve(new Float64Array([0, 1, base, body.step === 'blue' ? NaN : 2 * base]).buffer);
      },
    } as never);
    const sources = [
      { step: 'red', image: summary('r', 10, 20) },
      { step: 'green', image: summary('g', 10, 20) },
      { step: 'blue', image: summary('b', 0, 25) },
    ];
    const line = { x0: 15, y0: 30, x1: 16, y1: 30, width: 1 };
    lines.follow({ sources, ...line });
    await vi.waitFor(() => expect(lines.shown).not.toBeNull());
    expect(asked).toEqual([
      { step: 'red', ...line },
      { step: 'green', ...line },
      { step: 'blue', ...line, x0: 5, x1: 6, y0: 35, y1: 35 },
    ]);
    expect(lines.shown!.values.map((values) => [...values])).toEqual([
      [1, 2],
      [10, 20],
      [100, NaN],
    ]);
    expect(profileCsv(lines.shown!, String).split('\n')).toEqual([
      'distance,x,y,red,green,blue',
      '0,15,30,1,10,100',
      '1,16,30,2,20,',
      '',
    ]);
  });

  it('is drawn three times, with letters and dashes beside the colours', () => {
    const { container } = render(LineChart, {
      label: 'Row 3',
      x: [1, 2, 3],
      lines: [
        [1, 2, 3],
        [4, 5, 9],
        [NaN, NaN, NaN],
      ],
      xTitle: 'x',
    });
    const label = screen.getByRole('img').getAttribute('aria-label');
    expect(label).toBe('Row 3: red values from 1 to 3, green values from 4 to 9, blue no values');
    expect([...container.querySelectorAll('.letter')].map(({ textContent }) => textContent)).toEqual([
      'R',
      'G',
      'B',
    ]);
    const dashes = [...container.querySelectorAll('path[stroke-dasharray]')].map((path) =>
      path.getAttribute('stroke-dasharray'),
    );
    expect(new Set(dashes).size).toBe(3);
  });
});

describe('regions on the channels of a composite', () => {
  const outline: RegionOutline = {
    id: 'r1',
    system: 'image',
    shape: { kind: 'circle', centre: [30, 40], radius: 5 },
    include: true,
    text: '',
  };

  it('are the same pixels', () => {
    const [red, blue] = [summary('r', 10, 20), summary('b', 0, 25)];
    expect(outlinesOn([outline], red, red)).toEqual([outline]);
    expect(outlinesOn([outline], red, blue)).toEqual([
      { ...outline, shape: { ...outline.shape, centre: [20, 45] } },
    ]);
  });

  it('do not follow a sky of the channel’s own', () => {
    const keys = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CRPIX1: 50, CRPIX2: 40, CRVAL1: 10, CRVAL2: 0 };
    const wcs = parseWcs({ ...keys, CDELT1: -0.001, CDELT2: 0.001 }, 2, () => undefined);
    const red = { ...summary('r'), wcs };
    const sky = {
      ...outline,
      system: 'icrs',
      shape: { kind: 'circle', centre: [10, 0], radius: 0.005 },
    } as const;
    const [moved] = outlinesOn([sky], red, summary('g'));
    expect(moved!.system).toBe('image');
    if (moved!.shape.kind !== 'circle') throw new Error(`it is a ${moved!.shape.kind}`);
    expect(moved!.shape.centre[0]).toBeCloseTo(50, 6);
    expect(moved!.shape.centre[1]).toBeCloseTo(40, 6);
    expect(moved!.shape.radius).toBeCloseTo(5, 6);
  });
});

describe('a composite in the window', () => {
  let test: TestWindow;
  beforeEach(async () => {
    localStorage.clear();
    localStorage.setItem('asterism-tools', JSON.stringify({ on: ['pixel-table', 'cuts', 'histogram'] }));
    test = await openWindow();
    await openSample(test);
    for (const id of ['i2', 'i3']) {
      test.bench.commands.sample();
      await waitFor(() => expect(test.bench.store.document.active).toBe(id));
    }
    expect(await test.bench.composites.make({ red: 'i1', green: 'i2', blue: 'i3' })).toBe(true);
    await waitFor(() => expect(test.bench.composites.channelsOf('i4')).not.toBeNull());
  });
  afterEach(() => test.close());
  const panel = (name: string) => within(document.querySelector<HTMLElement>(`[data-panel=${name}]`)!);

  it('has numbers and plots of its three images', async () => {
    viewers.at(-1)!.options.onhover({ x: 149, y: 99 });
    viewers.at(-1)!.options.onview({ centre: { x: 149, y: 99 }, scale: 1 });
    const table = await panel('tools').findByRole('table', { name: /^Values around pixel/ });
    expect(within(table).getAllByRole('row')).toHaveLength(16);
    test.bench.store.act({
      type: 'add-regions',
      image: 'i4',
      regions: [
        {
          ...REGION_DEFAULTS,
          tags: [],
          system: 'image',
          shape: { kind: 'circle', centre: [50, 50], radius: 5 },
        },
      ],
    });
    test.bench.regions.select('r1');
    for (const name of ['red', 'green', 'blue'])
      expect(await panel('tools').findByRole('group', { name: `Histogram of ${name}` })).toBeTruthy();
    await waitFor(() => {
      const steps = test.engine.requests
        .filter(({ name }) => name === 'regionHistogram')
        .map(({ body }) => (body as { step: string }).step);
      expect([...new Set(steps)].sort()).toEqual(['i4.blue', 'i4.crop', 'i4.green']);
    });
    const numbers = await panel('regions').findByRole('table', { name: 'Numbers of the region' });
    expect(
      within(numbers)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent?.trim()),
    ).toEqual(['R', 'G', 'B']);
    const measured = () =>
      test.engine.requests
        .filter(({ name }) => name === 'evaluate')
        .map(({ body }) => (body as { step: string }).step)
        .filter((step) => step.endsWith('region-statistics'));
    await waitFor(() => expect(new Set(measured()).size).toBe(3));
    expect(panel('regions').getByRole('button', { name: 'Statistics of red as a table' })).toBeTruthy();
  });

  it('says where stars are found', async () => {
    expect(panel('stars').getByText(/stars are found and measured on the red image, .+\.$/)).toBeTruthy();
    test.bench.store.act({ type: 'activate-image', image: 'i1' });
    await waitFor(() => expect(panel('stars').queryByText(/measured on the red image/)).toBeNull());
  });

  it('is asked for in a dialog whose first choice has the focus', async () => {
    commandOf('colour-composite').run({ bench: test.bench } as never);
    const dialog = within(await screen.findByRole('dialog', { name: 'Colour composite of three images' }));
    expect(document.activeElement).toBe(dialog.getByRole('combobox', { name: 'Red' }));
  });
});

describe('modifiers in the help', () => {
  it('are written as the platform does', () => {
    const titles = (mac: boolean) =>
      gesturesOf('asterism', (name) => keyText(name, mac)).flatMap(({ gestures }) =>
        gestures.map(({ keys, title }) => `${keys}: ${title}`),
      );
    expect(titles(false)).toContain('Arrows: Move the picture (with Shift: far)');
    expect(titles(true)).toContain('Arrows: Move the picture (with ⇧: far)');
    expect(titles(true)).toContain('⇧  ⌥: While selecting: add, take away; both: keep what is in both');
  });
});
