import { describe, expect, it, vi } from 'vitest';
import { createChannelStore } from '../../../../src/renderer/canvas/channelStore.ts';
import type { Tile } from '../../../../src/renderer/canvas/tileGrid.ts';
import type { ImageSummary } from '../../../../src/shared/index.ts';

const imageOf = (pixelsKey: string): ImageSummary =>
  ({ pixelsKey, width: 3, height: 2, levels: 0, offset: 0 }) as ImageSummary;
const [red, green, blue] = ['red', 'green', 'blue'].map(imageOf) as [
  ImageSummary,
  ImageSummary,
  ImageSummary,
];
const ADDRESS = { level: 0, x: 0, y: 0 };
const VALUES: Record<string, number> = { red: 1, green: 2, blue: 3, other: 4 };

function storeOf() {
  const evicted: Tile[] = [];
  const held = new Map<string, () => void>();
  const store = createChannelStore({
    fetchTile: (key) =>
      new Promise((resolve) =>
        held.set(key, () => resolve({ pixels: new Float32Array(6).fill(VALUES[key]!), step: 1 })),
      ),
    onchange: vi.fn(),
    onevict: (tile) => evicted.push(tile),
  });
  const arrive = async (key: string): Promise<void> => {
    held.get(key)!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { store, evicted, asked: held, arrive };
}

describe('tiles of three images as one', () => {
  it('are there when all three have arrived', async () => {
    const { store, arrive } = storeOf();
    store.setImage(red, [green, blue]);
    store.want([ADDRESS]);
    await arrive('red');
    await arrive('blue');
    expect(store.get(ADDRESS)).toBeUndefined();
    expect(store.isPending(ADDRESS)).toBe(true);
    await arrive('green');
    expect(store.isPending(ADDRESS)).toBe(false);
    const tile = store.get(ADDRESS)!;
    expect([tile.pixels[0], tile.channels![0][0], tile.channels![1][5]]).toEqual([1, 2, 3]);
    // The same one every time, since painters keep pictures by tile.
    expect(store.get(ADDRESS)).toBe(tile);
  });

  it('are others with another channel, and those before are forgotten', async () => {
    const { store, evicted, arrive } = storeOf();
    store.setImage(red, [green, blue]);
    store.want([ADDRESS]);
    for (const key of ['red', 'green', 'blue']) await arrive(key);
    const before = store.get(ADDRESS)!;
    store.setImage(red, [green, imageOf('other')]);
    store.want([ADDRESS]);
    await arrive('other');
    expect(store.get(ADDRESS)!.channels![1][0]).toBe(4);
    expect(evicted).toEqual([before]);
  });

  it('are those of the one image without channels', async () => {
    const { store, asked, arrive } = storeOf();
    store.setImage(red);
    store.want([ADDRESS]);
    await arrive('red');
    expect([...asked.keys()]).toEqual(['red']);
    expect(store.get(ADDRESS)!.channels).toBeUndefined();
    expect(store.isPending(ADDRESS)).toBe(false);
  });
});
