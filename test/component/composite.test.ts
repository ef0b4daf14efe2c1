import { SvelteSet } from 'svelte/reactivity';
import { describe, expect, it, vi } from 'vitest';
import { Neighbourhood } from '../../src/renderer/features/tools/neighbourhood.svelte.ts';
import { WholePictureOf } from '../../src/renderer/features/tools/wholePicture.svelte.ts';
import type { Channels, TilePixels } from '../../src/renderer/canvas/viewer.ts';
import { Readout } from '../../src/renderer/state/readout.svelte.ts';
import type { ImageSummary } from '../../src/shared/index.ts';

type Given<
  T extends abstract new (...args: never) => unknown,
  N extends number,
> = ConstructorParameters<T>[N];

/** A summary of which only what matters here is there. */
function summary(name: string, unit: string | null, originX = 0, originY = 0) {
  const size = { width: 100, height: 80, levels: 1, offset: 2 };
  return { ...size, pixelsKey: name, unit, originX, originY } as never as ImageSummary;
}

interface Asked {
  readonly step: string;
  readonly x: number;
  readonly y: number;
}

/** A readout over a composite whose steps read their own coordinates. */
function readoutOf(units: readonly [string | null, string | null, string | null], isComposite = true) {
  const asked: Asked[] = [];
  const client = {
    call(_name: string, { step, x, y }: Asked) {
      asked.push({ step, x, y });
      const value = x * 1000 + y;
      return Promise.resolve({ text: String(value), value, normalised: null });
    },
  } as never as Given<typeof Readout, 0>;
  const rgb = isComposite ? { green: 'i3.green', blue: 'i3.blue' } : null;
  const active = { id: 'i3', steps: { crop: 'i3.crop' }, rgb };
  const layout = { arrangement: 'single', panels: null };
  const store = { active, document: { active: 'i3', images: [active], layout } } as never as Given<
    typeof Readout,
    1
  >;
  const picture = { image: summary('red', units[0], 10, 20) };
  const channels: Channels = [summary('green', units[1], 10, 20), summary('blue', units[2], 0, 25)];
  const there = new SvelteSet(['channels']);
  const readout = new Readout(
    client,
    store,
    () => picture,
    (id) => (id === 'i3' && there.has('channels') ? channels : null),
  );
  return { readout, asked, there };
}

describe('the readout of a composite', () => {
  it('tells the pixels of red, green and blue that lie on each other', async () => {
    const { readout, asked } = readoutOf(['DN', 'DN', 'DN']);
    readout.hover({ x: 4, y: 5 });
    await vi.waitFor(() => expect(readout.value).not.toBeNull());
    expect(readout.pixel).toEqual({ x: 15, y: 26 });
    expect(asked).toEqual([
      { step: 'i3.crop', x: 15, y: 26 },
      { step: 'i3.green', x: 15, y: 26 },
      { step: 'i3.blue', x: 5, y: 31 },
    ]);
    expect(readout.value).toEqual({ text: 'R 15026  G 15026  B 5031', unit: 'DN', value: 15026 });
  });

  it('gives each its unit where they differ', async () => {
    const { readout } = readoutOf(['DN', 'Jy', null]);
    readout.hover({ x: 4, y: 5 });
    const text = 'R 15026 DN  G 15026 Jy  B 5031';
    await vi.waitFor(() => expect(readout.value).toEqual({ text, unit: '', value: 15026 }));
  });

  it('is that of any image where there is one', async () => {
    const { readout, asked } = readoutOf(['DN', 'DN', 'DN'], false);
    readout.hover({ x: 4, y: 5 });
    await vi.waitFor(() => expect(readout.value).toMatchObject({ text: '15026', unit: 'DN' }));
    expect(asked).toHaveLength(1);
  });

  it('shows the last value until that of the pixel is there, and takes it for no other', async () => {
    const { readout } = readoutOf(['DN', 'DN', 'DN'], false);
    readout.hover({ x: 4, y: 5 });
    await vi.waitFor(() => expect(readout.value?.text).toBe('15026'));
    readout.hover({ x: 5, y: 5 });
    expect([readout.shown?.text, readout.value]).toEqual(['15026', null]);
    await vi.waitFor(() => expect(readout.value?.text).toBe('16026'));
    readout.hover(null);
    expect([readout.shown, readout.value]).toEqual([null, null]);
  });

  it('tells red alone until the others are there', async () => {
    const { readout, there } = readoutOf(['DN', 'DN', 'DN']);
    there.clear();
    readout.hover({ x: 4, y: 5 });
    await vi.waitFor(() => expect(readout.value?.text).toBe('15026'));
    there.add('channels');
    readout.follow();
    await vi.waitFor(() => expect(readout.value?.text).toBe('R 15026  G 15026  B 5031'));
  });
});

describe('what the magnifier paints', () => {
  it('is the same square of each image, in the places of the first', async () => {
    const asked: Asked[] = [];
    const around = new Neighbourhood({
      call(_name: string, { step, x, y }: Asked) {
        asked.push({ step, x, y });
        return Promise.resolve({ x0: x - 32, y0: y - 32, size: 65, values: [], profile: [] });
      },
    } as never as Given<typeof Neighbourhood, 0>);
    const sources = [
      { step: 'red', image: summary('r', null, 10, 20) },
      { step: 'blue', image: summary('b', null, 0, 25) },
    ];
    around.follow(sources, { x: 50.4, y: 60 });
    await vi.waitFor(() => expect(around.cutouts).toHaveLength(2));
    expect(asked).toEqual([
      { step: 'red', x: 50, y: 60 },
      { step: 'blue', x: 40, y: 65 },
    ]);
    expect(around.cutouts.map(({ x0, y0 }) => [x0, y0])).toEqual([
      [18, 28],
      [18, 28],
    ]);
    // Near by, the square at hand will do; of other images it will not.
    around.follow(sources, { x: 60, y: 60 });
    expect(asked).toHaveLength(2);
    around.follow(sources.slice(0, 1), { x: 60, y: 60 });
    await vi.waitFor(() => expect(around.cutouts).toHaveLength(1));
  });
});

describe('what the panner paints', () => {
  it('is there when all of its images are', async () => {
    const answers = new Map<string, (tile: TilePixels) => void>();
    const whole = new WholePictureOf(
      (pixelsKey) => new Promise((resolve) => answers.set(pixelsKey, resolve)),
    );
    whole.follow(['r', 'g', 'b'].map((name) => summary(name, null)));
    const tile = (): TilePixels => ({ pixels: new Float32Array(50 * 40).fill(7), step: 1 });
    answers.get('b')!(tile());
    answers.get('r')!(tile());
    await Promise.resolve();
    expect(whole.shown).toEqual([]);
    answers.get('g')!(tile());
    await vi.waitFor(() => expect(whole.shown).toHaveLength(3));
    expect(whole.shown[1]).toMatchObject({ width: 50, height: 40, offset: 2 });
    // A look passes: what was there stays.
    whole.follow([{ ...summary('look', null), isLook: true }]);
    expect(answers.has('look')).toBe(false);
    // A late answer to what is not wanted any more is dropped.
    whole.follow([summary('old', null)]);
    whole.follow([summary('new', null)]);
    answers.get('new')!(tile());
    await vi.waitFor(() => expect(whole.shown).toHaveLength(1));
    const { shown } = whole;
    answers.get('old')!(tile());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(whole.shown).toBe(shown);
  });
});
