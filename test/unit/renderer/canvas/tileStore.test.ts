import { describe, expect, it, vi } from 'vitest';
import { createTileStore, type TileStore } from '../../../../src/renderer/canvas/tileStore.ts';
import type { Tile, TileAddress } from '../../../../src/renderer/canvas/tileGrid.ts';
import type { ImageSummary } from '../../../../src/shared/index.ts';

interface Request {
  readonly name: string;
  readonly signal: AbortSignal;
  answer(pixels?: Float32Array, step?: number): Promise<void>;
  fail(): Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function image(pixelsKey = 'aaaa', size = 512 * 8): ImageSummary {
  return { kind: 'image', width: size, height: size, pixelsKey, levels: 3 } as ImageSummary;
}

const address = (x: number, y = 0, level = 0): TileAddress => ({ level, x, y });
const row = (count: number, from = 0): TileAddress[] =>
  Array.from({ length: count }, (_, i) => address(from + i));

function setUp(settings: { budgetBytes?: number; maximumInFlight?: number; whole?: () => boolean } = {}): {
  store: TileStore;
  requests: Request[];
  open: () => string[];
  onchange: ReturnType<typeof vi.fn>;
  evicted: Tile[];
} {
  const requests: Request[] = [];
  const closed = new Set<Request>();
  const evicted: Tile[] = [];
  const onchange = vi.fn();
  const store = createTileStore({
    ...settings,
    fetchTile: (pixelsKey, level, x, y, signal) =>
      new Promise((resolve, reject) => {
        const request: Request = {
          name: `${pixelsKey}/${level}/${x}/${y}`,
          signal: signal!,
          async answer(pixels = new Float32Array(512 * 512), step = 1) {
            closed.add(request);
            resolve({ pixels, step });
            await settled();
          },
          async fail() {
            closed.add(request);
            reject(new Error('no such tile'));
            await settled();
          },
        };
        requests.push(request);
        signal!.addEventListener('abort', () => {
          closed.add(request);
          reject(new DOMException('aborted', 'AbortError'));
        });
      }),
    onchange,
    onevict: (tile) => evicted.push(tile),
  });
  const open = (): string[] => requests.filter((request) => !closed.has(request)).map(({ name }) => name);
  return { store, requests, open, onchange, evicted };
}

describe('createTileStore', () => {
  it('has five requests on the way at most, in the order wanted', async () => {
    const { store, requests, open } = setUp();
    store.setImage(image());
    store.want(row(7));
    expect(open()).toEqual(['aaaa/0/0/0', 'aaaa/0/1/0', 'aaaa/0/2/0', 'aaaa/0/3/0', 'aaaa/0/4/0']);
    await requests[1]!.answer();
    expect(open()).toEqual(['aaaa/0/0/0', 'aaaa/0/2/0', 'aaaa/0/3/0', 'aaaa/0/4/0', 'aaaa/0/5/0']);
  });

  it('asks for nothing twice', async () => {
    const { store, requests } = setUp();
    store.setImage(image());
    store.want(row(2));
    store.want(row(2));
    await requests[0]!.answer();
    store.want(row(2));
    expect(requests).toHaveLength(2);
    expect(store.get(address(0))).toMatchObject({ x: 0, width: 512, height: 512 });
    expect(store.isPending(address(0))).toBe(false);
    expect(store.isPending(address(1))).toBe(true);
  });

  it('aborts what is not wanted any more, and asks for what is', async () => {
    const { store, requests, open } = setUp();
    store.setImage(image());
    store.want(row(6));
    store.want(row(6, 3));
    expect(requests.slice(0, 3).map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    expect(open()).toEqual(['aaaa/0/3/0', 'aaaa/0/4/0', 'aaaa/0/5/0', 'aaaa/0/6/0', 'aaaa/0/7/0']);
    await settled();
    store.want(row(3));
    expect(open()).toEqual(['aaaa/0/0/0', 'aaaa/0/1/0', 'aaaa/0/2/0']);
  });

  it('tells of every arrival', async () => {
    const { store, requests, onchange } = setUp();
    store.setImage(image());
    store.want(row(2));
    await requests[0]!.answer();
    expect(onchange).toHaveBeenCalledTimes(1);
  });

  it('tries a failed tile once more and then leaves it', async () => {
    const { store, requests, onchange } = setUp();
    store.setImage(image());
    store.want(row(1));
    await requests[0]!.fail();
    expect(requests).toHaveLength(2);
    expect(onchange).not.toHaveBeenCalled();
    await requests[1]!.fail();
    store.want(row(1));
    expect(requests).toHaveLength(2);
    expect(store.isPending(address(0))).toBe(false);
    expect(onchange).toHaveBeenCalledTimes(1);
  });

  it('takes a tile of the wrong size for a failure', async () => {
    const { store, requests } = setUp();
    store.setImage(image());
    store.want(row(1));
    await requests[0]!.answer(new Float32Array(5));
    expect(store.get(address(0))).toBeUndefined();
    expect(requests).toHaveLength(2);
  });

  it('lets the latest image win: late tiles of the one before are dropped', async () => {
    const { store, requests, onchange } = setUp();
    store.setImage(image('aaaa'));
    store.want(row(1));
    store.setImage(image('bbbb'));
    expect(requests[0]!.signal.aborted).toBe(true);
    await requests[0]!.answer();
    expect(store.get(address(0))).toBeUndefined();
    expect(onchange).not.toHaveBeenCalled();
    store.want(row(1));
    expect(requests[1]!.name).toBe('bbbb/0/0/0');
  });

  it('keeps the tiles of an image that comes back', async () => {
    const { store, requests } = setUp();
    store.setImage(image('aaaa'));
    store.want(row(1));
    await requests[0]!.answer();
    store.setImage(image('bbbb'));
    expect(store.get(address(0))).toBeUndefined();
    store.setImage(image('aaaa'));
    expect(store.get(address(0))).toBeDefined();
  });

  it('forgets a look that is over, whose tiles may be coarse', async () => {
    const { store, requests, evicted } = setUp();
    store.setImage({ ...image('aaaa'), isLook: true });
    store.want(row(1));
    await requests[0]!.answer(new Float32Array(128 * 128), 4);
    expect(store.get(address(0))).toMatchObject({ width: 128, height: 128, step: 4 });
    store.setImage(image('bbbb'));
    expect(evicted.map(({ step }) => step)).toEqual([4]);
    store.setImage(image('aaaa'));
    expect(store.get(address(0))).toBeUndefined();
  });

  it('enlarges coarse tiles where whole ones are wanted', async () => {
    const { store, requests } = setUp({ whole: () => true });
    store.setImage(image('aaaa', 3));
    store.want(row(1));
    await requests[0]!.answer(Float32Array.of(1, 2, 3, 4), 2);
    const { width, height, step, pixels } = store.get(address(0))!;
    expect({ width, height, step }).toEqual({ width: 3, height: 3, step: 1 });
    expect([...pixels]).toEqual([1, 1, 2, 1, 1, 2, 3, 3, 4]);
  });

  it('forgets the tiles used longest ago, but none that is wanted', async () => {
    // A tile and its picture are 2 MiB.
    const { store, requests, evicted } = setUp({ budgetBytes: 4 * 2 ** 20, maximumInFlight: 9 });
    store.setImage(image());
    store.want(row(2));
    await requests[0]!.answer();
    await requests[1]!.answer();
    store.get(address(0));
    store.want([address(2)]);
    await requests[2]!.answer();
    expect(evicted.map(({ x }) => x)).toEqual([1]);
    store.want([address(0), address(2), address(3), address(4)]);
    await requests[3]!.answer();
    await requests[4]!.answer();
    expect(evicted).toHaveLength(1);
    expect(store.get(address(0))).toBeDefined();
  });

  it('aborts everything when it is destroyed', () => {
    const { store, requests } = setUp();
    store.setImage(image());
    store.want(row(3));
    store.destroy();
    expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
