import {
  MAX_PREVIEW_TILES,
  sentSize,
  unpackPreviewHead,
  type Body,
  type ImageSummary,
  type TileAddress,
} from '../../shared/index.ts';
import type { FetchTile, TilePixels } from '../canvas/viewer.ts';
import type { EngineClient } from './engineClient.ts';

/** Looks at results that are still computed. The tiles in view come with the look, so that the viewer finds them here. */
export class Looks {
  readonly #client: Pick<EngineClient, 'binary' | 'stream'>;
  readonly #tilesOf: (image: string) => readonly TileAddress[];
  /** Of the last look. */
  #tiles = new Map<string, Promise<TilePixels>>();

  /** `tilesOf` tells the tiles that the viewer of an image shows, the most urgent first. */
  constructor(
    client: Pick<EngineClient, 'binary' | 'stream'>,
    tilesOf: (image: string) => readonly TileAddress[],
  ) {
    this.#client = client;
    this.#tilesOf = tilesOf;
  }

  /** Tells `onsummary` how the result of a step will look, if that can be told, and resolves when all of its tiles have come:
   * true where a better look can be had by asking for it `exact`. That one is told of when all of its tiles are there, so that
   * the coarse one is at hand until then. It is shown in the place of the first of the images that is in view. */
  async look(
    asked: Omit<Body<'preview'>, 'tiles'>,
    images: readonly string[],
    onsummary: (summary: ImageSummary) => void,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const inView = images.map((image) => this.#tilesOf(image)).find(({ length }) => length > 0) ?? [];
    const wanted = inView.slice(0, MAX_PREVIEW_TILES).map(({ level, x, y }) => ({ level, x, y }));
    const read = filler(await this.#client.stream('preview', { ...asked, tiles: wanted }, signal));
    const { summary, coarse, tiles } = await unpackPreviewHead(read);
    if (!summary) return false;
    let before = Promise.resolve();
    const coming = tiles.map((tile) => {
      const { width, height } = sentSize(tile);
      const pixels = new Float32Array(width * height);
      before = before.then(() => read(new Uint8Array(pixels.buffer)));
      return [keyOf(summary.pixelsKey, tile), before.then(() => ({ pixels, step: tile.step }))] as const;
    });
    const come = new Map(coming);
    // A tile that did not come is asked for by itself.
    for (const [key, tile] of coming) tile.catch(() => come.delete(key));
    if (asked.exact) await before;
    this.#tiles = come;
    onsummary(summary);
    await before;
    return coarse;
  }

  readonly fetchTile: FetchTile = async (pixelsKey, level, x, y, signal) => {
    const coming = this.#tiles.get(keyOf(pixelsKey, { level, x, y }));
    if (coming) return coming;
    const pixels = new Float32Array(await this.#client.binary('tile', { pixelsKey, level, x, y }, signal));
    return { pixels, step: 1 };
  };
}

function keyOf(pixelsKey: string, { level, x, y }: TileAddress): string {
  return `${pixelsKey}/${level}/${x}/${y}`;
}

/** A function that fills bytes with those that come next. */
function filler(stream: ReadableStream<Uint8Array>): (into: Uint8Array) => Promise<void> {
  const reader = stream.getReader();
  let rest: Uint8Array = new Uint8Array(0);
  return async (into) => {
    for (let at = 0; at < into.length;) {
      if (rest.length === 0) {
        const { done, value } = await reader.read();
        if (done) throw new Error('The answer ended before its time.');
        rest = value;
      }
      const part = rest.subarray(0, into.length - at);
      into.set(part, at);
      at += part.length;
      rest = rest.subarray(part.length);
    }
  };
}
