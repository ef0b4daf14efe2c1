import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { TILE_SIZE } from '../../src/shared/index.ts';
import { openWorkbench } from '../../test/support/browserHost.ts';
import { starFieldFile } from '../starField.ts';
import { inWords, seenAfterGesture, startRecorder, type Seen } from './recorder.ts';

const SIDE = 4096;
const CHANGES = 12;

/** The sigma of a Gaussian filter changed by keyboard, up to the picture of its preview. */
export async function measurePreview(browser: Browser): Promise<void> {
  const file = starFieldFile(path.join(import.meta.dirname, '../data'), SIDE);
  const { page, problems, close } = await openWorkbench(browser, [file]);
  try {
    await startRecorder(page, 'Enter');
    const asked = watchTiles(page);
    await seenAfterGesture(page, (all) => named(all, 'picture').length > 0);
    await page.getByLabel('Operation to apply').selectOption('gaussian');
    const sigma = page.getByRole('group', { name: 'Gaussian' }).getByLabel(/sigma/i).first();
    await sigma.waitFor();
    await seenAfterGesture(page);
    const previews: Preview[] = [];
    for (let k = 0; k < CHANGES; k++) {
      await sigma.fill(String(3 + k));
      asked.tiles = [];
      await sigma.press('Enter');
      const seen = await seenAfterGesture(page, () => asked.isResultAsked());
      previews.push(previewOf(seen, asked));
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));

    console.log(
      `preview of a Gaussian of ${SIDE} x ${SIDE}, ${CHANGES} times, ${asked.tiles.length} tiles each`,
    );
    console.log(`  key to last tile's response  ${inWords(previews.map(({ arrivedMs }) => arrivedMs))}`);
    console.log(`  key to last tile painted     ${inWords(previews.map(({ paintedMs }) => paintedMs))}`);
  } finally {
    await close();
  }
}

interface Preview {
  readonly arrivedMs: number;
  readonly paintedMs: number;
}

function previewOf(seen: readonly Seen[], { tiles, bytes }: TilesAsked): Preview {
  const pixels = tiles.reduce((sum, { level, x, y }) => sum + sideOf(level, x) * sideOf(level, y), 0);
  if (tiles.length === 0 || bytes <= 4 * pixels)
    throw new Error(`A preview of ${tiles.length} tiles came in ${bytes} bytes.`);
  const arrivedMs = named(seen, 'preview').at(-1)?.atMs ?? Infinity;
  const painted = named(seen, 'picture').find(({ madeMs }) => madeMs > arrivedMs);
  const [result] = named(seen, 'tile').slice(-tiles.length);
  if (!painted || !result || painted.atMs > result.atMs)
    throw new Error('A preview was not painted before the whole result came.');
  return { arrivedMs, paintedMs: painted.atMs };
}

function sideOf(level: number, tile: number): number {
  return Math.min(TILE_SIZE, SIDE / 2 ** level - tile * TILE_SIZE);
}

function named(seen: readonly Seen[], name: string): readonly Seen[] {
  return seen.filter(({ what }) => what === name);
}

interface Place {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

interface TilesAsked {
  /** Of the last preview. */
  tiles: readonly Place[];
  /** Of the last answer to a preview, which has its tiles. */
  bytes: number;
  /** Whether the page has asked for the same tiles of the whole result since. */
  isResultAsked(): boolean;
}

function watchTiles(page: Page): TilesAsked {
  let byPixels = new Map<string, Set<string>>();
  const nameOf = ({ level, x, y }: Place): string => `${level}/${x}/${y}`;
  const asked: TilesAsked = {
    tiles: [],
    bytes: 0,
    isResultAsked: () =>
      asked.tiles.length > 0 &&
      [...byPixels.values()].some((names) => asked.tiles.every((tile) => names.has(nameOf(tile)))),
  };
  page.on('request', (request) => {
    if (request.url().endsWith('/preview')) {
      ({ tiles: asked.tiles } = request.postDataJSON() as { tiles: Place[] });
      byPixels = new Map();
    } else if (request.url().endsWith('/tile')) {
      const { pixelsKey, ...tile } = request.postDataJSON() as Place & { pixelsKey: string };
      byPixels.set(pixelsKey, (byPixels.get(pixelsKey) ?? new Set()).add(nameOf(tile)));
    }
  });
  page.on('response', (response) => {
    if (response.url().endsWith('/preview')) asked.bytes = Number(response.headers()['content-length']);
  });
  return asked;
}
