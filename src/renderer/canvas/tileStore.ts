import { enlarged, sentSize, type ImageSummary } from '../../shared/index.ts';
import { tileSize, type Tile, type TileAddress } from './tileGrid.ts';
import type { FetchTile, TilePixels } from './viewer.ts';

export interface TileStoreOptions {
  readonly fetchTile: FetchTile;
  /** A wanted tile has arrived or has failed for good. */
  onchange(): void;
  /** A tile is forgotten; what was made of it can go too. */
  onevict(tile: Tile): void;
  /** Whether coarse tiles are kept enlarged, so that all have the size of the level's. */
  readonly whole?: () => boolean;
  readonly budgetBytes?: number;
  readonly maximumInFlight?: number;
}

/** Keeps tiles, and fetches those that are wanted. */
export interface TileStore {
  /** The tiles from now on are those of this image; tiles of earlier images stay while there is room. */
  setImage(image: ImageSummary | null): void;
  /** The tiles needed now, the most urgent first. Requests for others are aborted. */
  want(tiles: readonly TileAddress[]): void;
  /** The tile if it is at hand; it then counts as used. */
  get(address: TileAddress): Tile | undefined;
  /** Whether the tile is still to come: neither at hand nor failed for good. */
  isPending(address: TileAddress): boolean;
  destroy(): void;
}

const DEFAULT_BUDGET_BYTES = 192 * 2 ** 20;
/** Browsers allow six connections to an origin, and one carries the events. */
const DEFAULT_IN_FLIGHT = 5;
const ATTEMPTS = 2;
/** What is kept of a tile: float32 pixels and the picture of the same size that a painter makes of them. */
const BYTES_PER_PIXEL = 8;

export function createTileStore(options: TileStoreOptions): TileStore {
  const budgetBytes = options.budgetBytes ?? DEFAULT_BUDGET_BYTES;
  const maximumInFlight = options.maximumInFlight ?? DEFAULT_IN_FLIGHT;
  // In order of use, the least recent first.
  const tiles = new Map<string, Tile>();
  const inFlight = new Map<string, AbortController>();
  const failures = new Map<string, number>();
  let bytes = 0;
  let image: ImageSummary | null = null;
  let wanted = new Map<string, TileAddress>();

  const keyOf = ({ level, x, y }: TileAddress): string => `${image?.pixelsKey ?? ''}/${level}/${x}/${y}`;

  function setImage(next: ImageSummary | null): void {
    if (next?.pixelsKey !== image?.pixelsKey) {
      abortAll();
      failures.clear();
      wanted.clear();
      if (image?.isLook) forgetImage(image.pixelsKey);
    }
    image = next;
  }

  function want(addresses: readonly TileAddress[]): void {
    wanted = new Map(addresses.map((address) => [keyOf(address), address]));
    for (const [key, controller] of inFlight) {
      if (wanted.has(key)) continue;
      inFlight.delete(key);
      controller.abort();
    }
    schedule();
  }

  function schedule(): void {
    if (!image) return;
    for (const [key, address] of wanted) {
      if (inFlight.size >= maximumInFlight) return;
      if (!inFlight.has(key) && stillToCome(key)) void load(image, key, address);
    }
  }

  async function load(of: ImageSummary, key: string, address: TileAddress): Promise<void> {
    const controller = new AbortController();
    inFlight.set(key, controller);
    const { level, x, y } = address;
    let come: TilePixels | null = null;
    try {
      come = await options.fetchTile(of.pixelsKey, level, x, y, controller.signal);
    } catch {
      // The cause is reported by whoever sends requests; here a tile only is or is not there.
    }
    // An aborted request was replaced or is not wanted any more; its answer, if any, is dropped.
    if (inFlight.get(key) !== controller) return;
    inFlight.delete(key);
    const tile = come && tileOf(of, address, come);
    if (tile) keep(key, tile);
    else failures.set(key, (failures.get(key) ?? 0) + 1);
    schedule();
    if (!stillToCome(key)) options.onchange();
  }

  function tileOf(of: ImageSummary, address: TileAddress, { pixels, step }: TilePixels): Tile | null {
    const { level, x, y } = address;
    const size = tileSize(of, address);
    const sent = sentSize({ ...size, step });
    if (pixels.length !== sent.width * sent.height) return null;
    if (options.whole?.())
      return { level, x, y, ...size, step: 1, pixels: enlarged(pixels, { ...size, step }) };
    return { level, x, y, ...sent, step, pixels };
  }

  function keep(key: string, tile: Tile): void {
    tiles.set(key, tile);
    bytes += tile.pixels.length * BYTES_PER_PIXEL;
    for (const oldKey of tiles.keys()) {
      if (bytes <= budgetBytes) return;
      if (!wanted.has(oldKey)) forget(oldKey);
    }
  }

  /** Nobody comes back to it. */
  function forgetImage(pixelsKey: string): void {
    for (const key of tiles.keys()) if (key.startsWith(`${pixelsKey}/`)) forget(key);
  }

  function forget(key: string): void {
    const tile = tiles.get(key);
    if (!tile) return;
    tiles.delete(key);
    bytes -= tile.pixels.length * BYTES_PER_PIXEL;
    options.onevict(tile);
  }

  function get(address: TileAddress): Tile | undefined {
    const key = keyOf(address);
    const tile = tiles.get(key);
    if (tile) {
      tiles.delete(key);
      tiles.set(key, tile);
    }
    return tile;
  }

  function stillToCome(key: string): boolean {
    return !tiles.has(key) && (failures.get(key) ?? 0) < ATTEMPTS;
  }

  function abortAll(): void {
    const controllers = [...inFlight.values()];
    inFlight.clear();
    for (const controller of controllers) controller.abort();
  }

  function destroy(): void {
    abortAll();
    image = null;
    wanted.clear();
    tiles.clear();
  }

  return { setImage, want, get, isPending: (address) => stillToCome(keyOf(address)), destroy };
}
