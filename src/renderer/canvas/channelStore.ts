import type { ImageSummary } from '../../shared/index.ts';
import type { Tile, TileAddress } from './tileGrid.ts';
import { createTileStore, type TileStore, type TileStoreOptions } from './tileStore.ts';
import type { Channels } from './viewer.ts';

/** Tiles of one image, or of three images of the same size as one, whose pixels are red, green and blue. */
export interface ChannelStore extends TileStore {
  setImage(image: ImageSummary | null, channels?: Channels | null): void;
}

/** Each image has a store of its own; a tile is there when all three have it. */
export function createChannelStore(options: TileStoreOptions): ChannelStore {
  const joined = new Map<Tile, Tile>();
  const whole = (): boolean => channels !== null;
  const red = createTileStore({ ...options, whole, onevict: forget });
  const others = (['green', 'blue'] as const).map(() =>
    createTileStore({ ...options, whole, onevict: () => undefined }),
  );
  let channels: Channels | null = null;

  function forget(tile: Tile): void {
    const whole = joined.get(tile);
    joined.delete(tile);
    options.onevict(tile);
    if (whole) options.onevict(whole);
  }

  function setImage(image: ImageSummary | null, next: Channels | null = null): void {
    channels = next;
    red.setImage(image);
    others.forEach((store, i) => store.setImage(next?.[i] ?? null));
  }

  function get(address: TileAddress): Tile | undefined {
    const tile = red.get(address);
    if (!channels) return tile;
    const [green, blue] = others.map((store) => store.get(address));
    // A coarse one is of the time when it was red alone.
    if (!tile || !green || !blue || tile.step > 1) return undefined;
    const known = joined.get(tile);
    if (known?.channels?.[0] === green.pixels && known.channels[1] === blue.pixels) return known;
    if (known) options.onevict(known);
    const whole: Tile = { ...tile, channels: [green.pixels, blue.pixels] };
    joined.set(tile, whole);
    return whole;
  }

  return {
    setImage,
    want(tiles) {
      red.want(tiles);
      if (channels) for (const store of others) store.want(tiles);
    },
    get,
    isPending: (address) =>
      red.isPending(address) || (channels !== null && others.some((store) => store.isPending(address))),
    destroy() {
      for (const store of [red, ...others]) store.destroy();
      joined.clear();
    },
  };
}
